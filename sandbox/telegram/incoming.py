"""What people do, and the updates that bots get of it."""

from sandbox.telegram.bots import Bot
from sandbox.telegram.entities import found_in
from sandbox.telegram.privacy import readers
from sandbox.telegram.queries import Query
from sandbox.telegram.sending import unnested
from sandbox.things import Chat, Json, User
from sandbox.world import World


class NotPossible(Exception):
    """What a person can't do in a real app either; the words are for whoever drives the phone."""


def say(
    world: World, user: User, chat: Chat, text: str, reply_to: int | None = None, origin: Json | None = None
) -> Json:
    """A text from a person. A forwarded one carries its origin."""
    body = text.strip()
    if not body:
        raise NotPossible("an empty message can't be sent")
    content: Json = {"forward_origin": origin} if origin else {}
    content |= _quote(chat, reply_to) | {"text": body}
    entities = found_in(body)
    return enter(world, user, chat, content | ({"entities": entities} if entities else {}))


def _quote(chat: Chat, reply_to: int | None) -> Json:
    if reply_to is None:
        return {}
    if reply_to not in chat.messages:
        raise NotPossible(f"no message {reply_to} to reply to")
    return {"reply_to_message": unnested(chat.messages[reply_to])}


def enter(world: World, user: User, chat: Chat, content: Json) -> Json:
    """Puts a person's message into the chat and hands it to the bots that may read it."""
    _check_may_write(user, chat)
    chat.started = True
    message = world.post(chat, user.api(), content)
    for bot in readers(world.bots_in(chat), chat, message):
        chat.meant.setdefault(message["message_id"], bot.id)
        bot.queue.put("message", message, f"chat {chat.id}", chat.quiet)
    return message


def _check_may_write(user: User, chat: Chat) -> None:
    if chat.blocked:
        raise NotPossible("the bot is blocked; unblock it first")
    if not chat.has(user.id) or chat.migrated_to:
        raise NotPossible("not a member of this chat")


def edit(world: World, user: User, chat: Chat, message_id: int, text: str) -> None:
    """A person changes a message of their own."""
    message = chat.messages.get(message_id)
    if not message or message["from"]["id"] != user.id:
        raise NotPossible("only one's own message can be edited")
    field, marks = ("text", "entities") if "text" in message else ("caption", "caption_entities")
    message |= {field: text.strip(), marks: found_in(text.strip()), "edit_date": int(world.clock.seconds())}
    world.show("edit", chat, message)
    for bot in readers(world.bots_in(chat), chat, message):
        bot.queue.put("edited_message", message, f"chat {chat.id}")


def press(world: World, user: User, chat: Chat, message_id: int, data: str) -> Query:
    """A button below a bot's message."""
    message = chat.messages.get(message_id)
    rows = (message or {}).get("reply_markup", {}).get("inline_keyboard", [])
    if not message or not any(button.get("callback_data") == data for row in rows for button in row):
        raise NotPossible("no such button")
    if not chat.has(user.id) or chat.blocked:
        raise NotPossible("not a member of this chat")
    bot = next(bot for bot in world.bots.values() if bot.id == message["from"]["id"])
    query = world.queries.open(bot.id, user.id, chat)
    update = {
        "id": query.id,
        "from": user.api(),
        "message": message,
        "chat_instance": str(_instance(bot, chat)),
        "data": data,
    }
    # The platform keeps pressed buttons in order for each person, apart from the chat's messages.
    bot.queue.put("callback_query", update, f"button {user.id}")
    return query


def _instance(bot: Bot, chat: Chat) -> int:
    """Stable for a bot and a chat, and nothing that a client could take for the chat's id."""
    return (bot.id * 2_654_435_761 + chat.id * 40_503) % (1 << 63)

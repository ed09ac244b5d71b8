"""What people do, and the updates that bots get of it."""

from sandbox.telegram.bots import Bot
from sandbox.telegram.entities import found_in
from sandbox.telegram.privacy import readers
from sandbox.telegram.queries import Query
from sandbox.telegram.sending import unnested
from sandbox.things import Chat, Json, User
from sandbox.world import World


class NotPossible(Exception):
    """What a person can't do in a real app either; the words are shown on the phone."""


def say(
    world: World, user: User, chat: Chat, text: str, reply_to: int | None = None, origin: Json | None = None
) -> Json:
    """A text from a person. A forwarded one carries its origin."""
    body = text.strip()
    if not body:
        raise NotPossible("Tin nhắn trống.")
    content: Json = {"forward_origin": origin} if origin else {}
    content |= _quote(chat, reply_to) | {"text": body}
    entities = found_in(body)
    return enter(world, user, chat, content | ({"entities": entities} if entities else {}))


def _quote(chat: Chat, reply_to: int | None) -> Json:
    if reply_to is None:
        return {}
    if reply_to not in chat.messages:
        raise NotPossible("Tin được trả lời không còn ở đây.")
    return {"reply_to_message": unnested(chat.messages[reply_to])}


def enter(world: World, user: User, chat: Chat, content: Json) -> Json:
    """Puts a person's message into the chat and hands it to the bots that may read it."""
    check_may_write(user, chat)
    chat.started = True
    message = world.post(chat, user.api(), content)
    for bot in readers(world.bots_in(chat), chat, message):
        chat.meant.setdefault(message["message_id"], bot.id)
        bot.queue.put("message", message, f"chat {chat.id}", chat.quiet)
    return message


def check_may_write(user: User, chat: Chat) -> None:
    if chat.blocked:
        raise NotPossible("Đang chặn trợ lý; đề nghị bỏ chặn trước.")
    if not chat.has(user.id) or chat.migrated_to:
        raise NotPossible("Không còn ở trong cuộc trò chuyện này.")


def attach(world: World, user: User, chat: Chat, contents: list[Json], caption: str = "") -> list[Json]:
    """Photos, documents or a voice note from a person; several make one album, whose first message has the caption."""
    album: Json = {"media_group_id": world.new_album()} if len(contents) > 1 else {}
    said: Json = {"caption": caption.strip()} if caption.strip() else {}
    if entities := found_in(caption.strip()):
        said["caption_entities"] = entities
    return [enter(world, user, chat, {**album, **content, **({} if i else said)}) for i, content in enumerate(contents)]


def edit(world: World, user: User, chat: Chat, message_id: int, text: str) -> None:
    """A person changes a message of their own."""
    message = chat.messages.get(message_id)
    if not message or message["from"]["id"] != user.id:
        raise NotPossible("Chỉ sửa được tin của mình.")
    field, marks = ("text", "entities") if "text" in message else ("caption", "caption_entities")
    message |= {field: text.strip(), marks: found_in(text.strip()), "edit_date": int(world.clock.seconds())}
    world.show("edit", chat, message)
    for bot in readers(world.bots_in(chat), chat, message):
        bot.queue.put("edited_message", message, f"chat {chat.id}")


def press(world: World, user: User, chat: Chat, message_id: int, data: str) -> Query:
    """A button below a bot's message."""
    message = chat.messages.get(message_id)
    check_may_write(user, chat)
    rows = (message or {}).get("reply_markup", {}).get("inline_keyboard", [])
    if not message or not any(button.get("callback_data") == data for row in rows for button in row):
        raise NotPossible("Nút này không còn dùng được.")
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

"""Changing and deleting messages."""

from sandbox.telegram.call import Call
from sandbox.telegram.chats import writable_chat
from sandbox.telegram.errors import NOT_MODIFIED, bad_request
from sandbox.telegram.markup import reply_markup
from sandbox.telegram.registry import method
from sandbox.telegram.texts import caption, message_text
from sandbox.things import Chat, Json


@method("editMessageText")
def edit_message_text(call: Call) -> Json:
    chat, message = _own(call)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _change(call, chat, message, message_text(call), drop=("entities",))


@method("editMessageCaption")
def edit_message_caption(call: Call) -> Json:
    chat, message = _own(call)
    if not message.keys() & {"photo", "document", "voice"}:
        raise bad_request("there is no caption in the message to edit")
    return _change(call, chat, message, caption(call), drop=("caption", "caption_entities"))


@method("editMessageReplyMarkup")
def edit_message_reply_markup(call: Call) -> Json:
    chat, message = _own(call)
    return _change(call, chat, message, {})


def _own(call: Call) -> tuple[Chat, Json]:
    chat = writable_chat(call)
    message = existing(call, chat, "message to edit")
    if message["from"]["id"] != call.bot.id:
        raise bad_request("message can't be edited")
    return chat, message


def existing(call: Call, chat: Chat, purpose: str) -> Json:
    """The message that `message_id` names. Raises a refusal where there is none ("message to edit not found")."""
    if not call.text("message_id"):
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(call.integer("message_id"))
    if not message:
        raise bad_request(f"{purpose} not found")
    return message


def _change(call: Call, chat: Chat, message: Json, content: Json, drop: tuple[str, ...] = ()) -> Json:
    """A keyboard that isn't given again is gone; where nothing would change the platform refuses."""
    markup = reply_markup(call)
    kept = {key: value for key, value in message.items() if key not in (*drop, "reply_markup")}
    changed = {**kept, **content, **({"reply_markup": markup} if markup else {})}
    if changed == message:
        raise bad_request(NOT_MODIFIED)
    if content or drop:
        changed["edit_date"] = int(call.world.clock.seconds())
    chat.messages[message["message_id"]] = changed
    call.world.log.add(
        "edit", bot=call.bot.username, chat=chat.id, message_id=message["message_id"], text=call.text("text")
    )
    call.world.show("edit", chat, changed)
    return changed


@method("deleteMessage")
def delete_message(call: Call) -> bool:
    chat = writable_chat(call)
    message = existing(call, chat, "message to delete")
    foreign = message["from"]["id"] != call.bot.id
    if foreign and chat.kind != "private" and chat.members.get(call.bot.id) != "administrator":
        raise bad_request("message can't be deleted")
    del chat.messages[message["message_id"]]
    call.world.log.add("delete", bot=call.bot.username, chat=chat.id, message_id=message["message_id"])
    call.world.show("delete", chat, message)
    return True

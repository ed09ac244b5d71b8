"""sendMessage, and what every sending has in common: access, limits, the quoted message, the log."""

from typing import Any

from sandbox.telegram.call import Call
from sandbox.telegram.chats import writable_chat
from sandbox.telegram.errors import bad_request, too_many
from sandbox.telegram.markup import reply_markup
from sandbox.telegram.registry import method
from sandbox.telegram.texts import message_text
from sandbox.things import Chat, Json


@method("sendMessage")
def send_message(call: Call) -> Json:
    return send(call, [message_text(call)])[0]


def send(call: Call, contents: list[Json], **shared: Any) -> list[Json]:
    """Posts one message, or the messages of one album. Raises a refusal before anything is posted."""
    markup = reply_markup(call)
    chat = writable_chat(call)
    quoted = _quoted(call, chat)
    wait = call.world.limits.refuse(call.bot.token, chat, len(contents))
    if wait:
        raise too_many(wait)
    extra = {**shared, **quoted, **({"reply_markup": markup} if markup else {})}
    return [_post(call, chat, {**content, **extra}) for content in contents]


def _post(call: Call, chat: Chat, content: Json) -> Json:
    message = call.world.post(chat, call.bot.api(), content)
    chat.last_bot = call.bot.id
    if chat.quiet:
        call.world.floods.answered(chat, call.world.log.count("send"))
        return message
    chat.meant[message["message_id"]] = call.bot.id
    call.world.log.add(
        "send",
        bot=call.bot.username,
        method=call.method,
        chat=chat.id,
        message_id=message["message_id"],
        text=message.get("text") or message.get("caption") or "",
    )
    return message


def _quoted(call: Call, chat: Chat) -> Json:
    target, optional = _reply_target(call)
    if not target:
        return {}
    message = chat.messages.get(target)
    if message:
        return {"reply_to_message": unnested(message)}
    if optional:
        return {}
    raise bad_request("message to be replied not found")


def _reply_target(call: Call) -> tuple[int, bool]:
    try:
        given = call.json("reply_parameters")
    except ValueError:
        raise bad_request("can't parse reply parameters JSON object") from None
    if not given:
        return call.integer("reply_to_message_id"), call.flag("allow_sending_without_reply")
    if not isinstance(given, dict):
        raise bad_request("object expected as reply parameters")
    if "message_id" not in given:
        raise bad_request('can\'t find field "message_id"')
    if not isinstance(given["message_id"], int | str) or not str(given["message_id"]).lstrip("-").isdecimal():
        raise bad_request('field "message_id" must be a valid Number')
    return int(given["message_id"]), bool(given.get("allow_sending_without_reply"))


def unnested(message: Json) -> Json:
    """A quoted message doesn't bring the one that it quotes."""
    return {key: value for key, value in message.items() if key != "reply_to_message"}

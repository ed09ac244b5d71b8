"""sendMessage, sendSticker, sendVoice, sendChatAction."""

import re
from typing import Any

from sandbox.telegram.entities import units
from sandbox.things import Chat, Json
from sandbox.zalo import ids, styles
from sandbox.zalo.call import Call
from sandbox.zalo.errors import bad_request, quota_exceeded
from sandbox.zalo.registry import method

TEXT_LIMIT = 2000  # UTF-16 units, of text and caption
ACTIONS = ("typing", "upload_photo")
STICKER = re.compile(r"[0-9a-f]{8,40}")


@method("sendMessage")
def send_message(call: Call) -> Json:
    text = checked(call.text("text"), "text")
    if not text.strip():
        raise bad_request("text is required")
    mode, given = call.text("parse_mode"), call.params.get("text_styles")
    if (mode or given) and call.bot.settings.formatted == "refuse":
        raise bad_request("can't parse formatting")
    content = styles.shown(text, mode, given)
    return post(call, call.chat(), content, text)[1]


def checked(text: str, name: str) -> str:
    """Raises a refusal for what is too long."""
    if units(text) > TEXT_LIMIT:
        raise bad_request(f"{name} must have at most {TEXT_LIMIT} characters")
    return text


def post(call: Call, chat: Chat, content: Json, text: str) -> tuple[Json, Json]:
    """Puts an accepted message on the phones; the message as they keep it, and the platform's result. `text` is what the bot
    sent, before any formatting was read. Raises a refusal when the quota is gone."""
    spend(call)
    message = call.world.post(chat, call.bot.api(), content)
    accepted = _accepted(call, "send", chat, text, number=message["message_id"])
    return message, accepted


def spend(call: Call) -> None:
    bot = call.bot
    if bot.full:
        raise quota_exceeded()
    bot.quota.count("out")
    call.world.events.publish("quota", **bot.quota_state())


def _accepted(call: Call, kind: str, chat: Chat, text: str, **more: Any) -> Json:
    """The line in the log and the result. `chat` and `message_id` are the platform's ids, `lane` and `number` the phones'."""
    wire = ids.message_id()
    call.world.log.add(
        kind,
        platform="zalo",
        bot=call.bot.username,
        method=call.method.lower(),
        chat=call.text("chat_id"),
        lane=str(chat.id),
        message_id=wire,
        text=text,
        **more,
    )
    return {"message_id": wire, "date": int(call.world.clock.seconds() * 1000)}


@method("sendSticker")
def send_sticker(call: Call) -> Json:
    sticker = call.text("sticker")
    if not STICKER.fullmatch(sticker):
        raise bad_request("sticker is invalid")
    return post(call, call.chat(), {"card": {"kind": "sticker", "title": "Nhãn dán"}}, "")[1]


@method("sendVoice")
def send_voice(call: Call) -> Json:
    """In a group the platform says ok and delivers nothing."""
    url = call.text("voice_url")
    if not re.match(r"https?://", url) or ".aac" not in url:
        raise bad_request("voice_url must be the address of an .aac file")
    chat = call.chat()
    if chat.kind == "private":
        return post(call, chat, {"voice": {}}, "")[1]
    spend(call)
    return _accepted(call, "swallowed", chat, "")


@method("sendChatAction")
def send_chat_action(call: Call) -> None:
    action = call.text("action")
    if action not in ACTIONS:
        raise bad_request("action is invalid")
    chat = call.chat()
    call.world.events.publish("typing", chat=chat.id, bot=call.bot.username, text=action)

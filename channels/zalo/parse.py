"""Zalo's events as the core sees them: pure functions, so that a kept event can be read again (reference 4)."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from channels.base import Attachment, ChatRef, Incoming
from channels.zalo.answers import decoded
from channels.zalo.attachments import Raw, nothing, picture, sticker, unsupported, voice
from channels.zalo.mention import OurName

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Others exist (a bot came into a group) or may come to exist; they are noted and passed over.
EVENTS: Mapping[str, Callable[[Raw], tuple[Attachment, ...]]] = {
    "message.text.received": nothing,
    "message.image.received": picture,
    "message.voice.received": voice,
    "message.sticker.received": sticker,
    "message.unsupported.received": unsupported,
}


def events_of(body: bytes) -> list[Raw]:
    """The events of a webhook's body, none for a probe. Raises ValueError for what is no JSON."""
    return events_in(decoded(body)) if body.strip() else []


def events_in(found: Any) -> list[Raw]:
    """One event or a list, each flat or wrapped in `result` (reference 4.1); a probe and what is no object is none."""
    events: list[Raw] = []
    for item in found if isinstance(found, list) else [found]:
        inner = item["result"] if isinstance(item, dict) and isinstance(item.get("result"), dict | list) else item
        events += [each for each in (inner if isinstance(inner, list) else [inner]) if isinstance(each, dict) and each]
    return events


def parse_event(bot: str, name: OurName, event: Raw) -> Incoming | None:
    """None for what nobody said to the bot. Raises ValueError for what is no event of this platform."""
    try:
        kind, message = event.get("event_name"), event.get("message")
        attachments_of = EVENTS.get(kind) if isinstance(kind, str) else None
        if attachments_of is None or message is None or message["from"].get("is_bot") is True:
            return None
        return _incoming(bot, name, message, attachments_of(message))
    except (KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError(f"unreadable event: {type(error).__name__}") from error


def ids_in(event: Raw) -> dict[str, str]:
    """What may be logged of an event: its name and ids, never words."""
    message = event.get("message")
    chat = message.get("chat") if isinstance(message, dict) else None
    found = {
        "kind": event.get("event_name"),
        "message_id": message.get("message_id") if isinstance(message, dict) else None,
        "chat": chat.get("id") if isinstance(chat, dict) else None,
    }
    return {field: value[:64] for field, value in found.items() if isinstance(value, str)}


def _incoming(bot: str, name: OurName, message: Raw, attachments: tuple[Attachment, ...]) -> Incoming:
    """Several pictures chosen together have nothing in common but their time; nothing is known of quotes and forwards."""
    chat, message_id, sender = _id(message["chat"]["id"]), _id(message["message_id"]), _id(message["from"]["id"])
    return Incoming(
        key=f"{chat}:{message_id}",
        chat=ChatRef(bot, chat),
        sender=sender,
        sender_name=_words(message["from"].get("display_name")).strip(),
        sent_at=EPOCH + timedelta(milliseconds=message["date"]),
        group=_in_group(message["chat"], sender),
        text=name.taken_out_of(_words(message.get("text") or message.get("caption"))),
        message_id=message_id,
        attachments=attachments,
    )


def _in_group(chat: Raw, sender: str) -> bool:
    """Where the kind is missing, a private chat has its person's id."""
    kind = chat.get("chat_type")
    return kind != "PRIVATE" if isinstance(kind, str) else chat["id"] != sender


def _id(value: Any) -> str:
    """Opaque, never empty, and nothing that no database takes."""
    if not isinstance(value, str) or not value or _words(value) != value:
        raise TypeError("an id is a string")
    return value


def _words(text: Any) -> str:
    """Without what no database takes: NUL and halves of surrogate pairs."""
    if not isinstance(text, str | None):
        raise TypeError("words are a string")
    return (text or "").replace("\x00", "").encode("utf-8", "ignore").decode()

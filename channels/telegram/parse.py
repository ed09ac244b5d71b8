"""A Telegram update as the core sees it: a pure function, so that a kept update can be read again."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from channels.base import Attachment, ChatRef, Incoming
from channels.telegram.address import OurName, is_addressed, reply_to
from channels.telegram.attachments import attachments
from channels.telegram.values import number, word

Raw = Mapping[str, Any]

# Edits are left out on purpose: what was said may have been acted upon, and a correction is said anew ("sửa 2 38%").
ALLOWED_UPDATES = ("message", "callback_query", "my_chat_member")
GROUPS = ("group", "supergroup")
GONE = ("left", "kicked")
PRESENT = ("member", "administrator", "creator", "restricted")
# Joins, pins, titles and the like are events of the platform; nobody said anything to the bot.
WORDLESS = ("location", "contact", "poll", "dice", "story", "game", "checklist", "paid_media", "giveaway")


def parse_update(bot: str, bot_username: str | None, bot_id: int | None, update: Raw) -> Incoming | None:
    """None for what is not meant for the bot. Raises ValueError for what is no update of this platform."""
    try:
        return _Reader(bot, bot_username, bot_id, update).read()
    except (KeyError, TypeError, AttributeError, OverflowError, OSError) as error:
        raise ValueError(f"unreadable update: {type(error).__name__}") from error


class _Reader:
    def __init__(self, bot: str, bot_username: str | None, bot_id: int | None, update: Raw) -> None:
        self.bot = bot
        self.name = OurName(bot_username)
        self.bot_id = bot_id
        self.update = update
        self.key = str(number(update["update_id"]))

    def read(self) -> Incoming | None:
        if "message" in self.update:
            return self.message(self.update["message"])
        if "callback_query" in self.update:
            return self.press(self.update["callback_query"])
        if "my_chat_member" in self.update:
            return self.membership(self.update["my_chat_member"])
        return None

    def message(self, message: Raw) -> Incoming | None:
        if "migrate_to_chat_id" in message:
            return self.incoming(message, event="migrated", new_chat=str(number(message["migrate_to_chat_id"])))
        if not _is_said_by_somebody(message):
            return None
        raw = word(message.get("text") or message.get("caption") or "").strip()
        text = self.name.command(raw)
        quoted = reply_to(message, self.bot_id)
        if text is None or (_in_group(message) and not is_addressed(self.name, raw, quoted is not None)):
            return None
        own = attachments(message)
        file = () if own else _file_replied_to(message, text)
        return self.incoming(
            message,
            text=self.name.without_mention(text) if _in_group(message) else text,
            message_id=str(number(message["message_id"])),
            reply_to=quoted,
            forwarded=any(field in message for field in ("forward_origin", "forward_date")),
            album=word(album) if (album := message.get("media_group_id")) else None,
            attachments=own or file,
            by_reply=bool(file),
        )

    def press(self, query: Raw) -> Incoming | None:
        """The platform gives a press no time of its own; it is the pressed message's, which is never later."""
        message = query.get("message")
        if not message or not query.get("data"):
            return None
        return self.incoming(
            {**message, "from": query["from"], "sender_chat": None},
            event="press",
            token=word(query["data"]),
            press_id=word(query["id"]),
            message_id=str(number(message["message_id"])),
        )

    def membership(self, change: Raw) -> Incoming | None:
        if change["chat"]["type"] == "channel":
            return None
        before, after = _status(change["old_chat_member"]), _status(change["new_chat_member"])
        if after in GONE:
            return self.incoming(change, event="blocked")
        if after in PRESENT and before in GONE:
            return self.incoming(change, event="started")
        return None

    def incoming(self, said: Raw, **more: Any) -> Incoming:
        sender, sender_name = _sender(said)
        return Incoming(
            key=self.key,
            chat=ChatRef(self.bot, str(number(said["chat"]["id"]))),
            sender=sender,
            sender_name=sender_name,
            sent_at=datetime.fromtimestamp(number(said["date"]), UTC),
            group=_in_group(said),
            **more,
        )


def _file_replied_to(message: Raw, text: str) -> tuple[Attachment, ...]:
    """A bare command in reply to a file is about that file, whoever sent it: the platform hands the quoted message on whole."""
    bare = text.startswith("/") and len(text.split()) == 1
    quoted = message.get("reply_to_message") or {}
    return attachments(quoted) if bare and "document" in quoted and "animation" not in quoted else ()


def _is_said_by_somebody(message: Raw) -> bool:
    """Not by another bot (two of them would answer each other for ever), nor copied over from a channel."""
    has_content = "text" in message or "caption" in message or any(field in message for field in WORDLESS)
    if not has_content and not attachments(message):
        return False
    if message.get("is_automatic_forward") or message["chat"]["type"] == "channel":
        return False
    speaker = message.get("from") or {"is_bot": True}
    return bool(message.get("sender_chat")) or not speaker.get("is_bot", False)


def _sender(said: Raw) -> tuple[str, str]:
    """An anonymous administrator speaks as the chat: that chat's id, which can't be mistaken for a person's."""
    if chat := said.get("sender_chat"):
        return str(number(chat["id"])), word(said.get("author_signature") or chat.get("title") or "")
    person = said.get("from") or said["chat"]
    names = (person.get("first_name"), person.get("last_name"))
    return str(number(person["id"])), word(" ".join(name for name in names if name) or person.get("username") or "")


def _in_group(said: Raw) -> bool:
    return said["chat"]["type"] in GROUPS


def _status(member: Raw) -> str:
    """A restricted member may have left all the same."""
    if member["status"] == "restricted" and not member.get("is_member", True):
        return "left"
    return str(member["status"])

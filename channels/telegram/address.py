"""Whether words in a group are meant for the bot, and what is left of them without its name.

Under the platform's privacy mode a bot sees only what is meant for it, but as an administrator it sees everything; so this
is decided here and not left to a setting.
"""

import re
from collections.abc import Mapping
from typing import Any

from channels.telegram.values import number

COMMAND_SUFFIX = re.compile(r"(?<!\S)(/\w{1,32})@(\w+)")


class OurName:
    """The bot's @username in a text; names are compared without regard to case, as the platform does."""

    def __init__(self, username: str | None) -> None:
        self._username = username.casefold() if username else None
        name = re.escape(username) if username else r"(?!)"
        self._mention = re.compile(rf"[ \t]*(?<![\w/@])@{name}(?!\w)[ \t]*", re.IGNORECASE)

    def command(self, text: str) -> str | None:
        """The text with `@name` taken off our commands; None where it begins with another bot's."""
        found = COMMAND_SUFFIX.match(text)
        if found and not self._is_ours(found):
            return None
        return COMMAND_SUFFIX.sub(lambda each: each[1] if self._is_ours(each) else each[0], text)

    def _is_ours(self, command: re.Match[str]) -> bool:
        return command[2].casefold() == self._username

    def mentioned(self, text: str) -> bool:
        return self._mention.search(text) is not None

    def without_mention(self, text: str) -> str:
        """`@giao_viec_bot, ok G7` is `ok G7`."""
        opening = self._mention.match(text)
        stripped = self._mention.sub(" ", text).strip()
        return stripped.lstrip(",:; \t") if opening else stripped


def is_addressed(name: OurName, raw: str, is_reply: bool) -> bool:
    """A reply to the bot, a command, or its name anywhere; a command's suffix counts as its name."""
    return is_reply or raw.startswith("/") or name.command(raw) != raw or name.mentioned(raw)


def reply_to(message: Mapping[str, Any], bot_id: int | None) -> str | None:
    """The quoted message's id, if it is one of ours: what others said to each other is none of the bot's business."""
    quoted = message.get("reply_to_message")
    if not quoted or bot_id is None or quoted.get("from", {}).get("id") != bot_id:
        return None
    return str(number(quoted["message_id"]))

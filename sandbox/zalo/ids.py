"""The platform's ids: strings of hex digits that mean nothing, another one for the same person at each bot."""

import hashlib
import secrets

from sandbox.things import Chat
from sandbox.zalo.bots import ZaloBot

GROUP = "zgr-"


def derived(*parts: object) -> str:
    """20 hex digits, the same in every run: a bot that remembers people must find them again after a restart."""
    return hashlib.sha256(":".join(str(part) for part in parts).encode()).hexdigest()[:20]


def message_id() -> str:
    """20 hex digits that never come again, not even after a restart."""
    return secrets.token_hex(10)


class Ids:
    """Ids of people and groups as each bot sees them; a scene may fix some."""

    def __init__(self) -> None:
        self._fixed: dict[tuple[str, int], str] = {}

    def fix(self, bot: str, member: int, wire: str) -> None:
        """`bot` is a username; `member` a user's or a group's id in the world."""
        self._fixed[bot, member] = wire

    def user(self, bot: ZaloBot, user: int) -> str:
        return self._fixed.get((bot.username, user)) or derived("user", bot.id, user)

    def chat(self, bot: ZaloBot, chat: Chat) -> str:
        """A private chat's id is the person's."""
        if chat.kind == "private":
            return self.user(bot, chat.id)
        return self._fixed.get((bot.username, chat.id)) or GROUP + derived("group", bot.id, chat.id)

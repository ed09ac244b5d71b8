"""Which bots of a group hear a message: those natively mentioned in it, and the one whose message it replies to."""

import re
import unicodedata
from collections.abc import Iterable

from sandbox.things import Chat, Json
from sandbox.world import World
from sandbox.zalo.bots import ZaloBot


def readers(world: World, chat: Chat, words: str, reply_to: int | None, picked: bool) -> list[ZaloBot]:
    """`picked`: an @name in the words was chosen from the member list and not only typed."""
    bots = world.zalo.bots_in(chat)
    if chat.kind == "private":
        return bots
    named = mentioned(words, (bot.name for bot in bots)) if picked else set()
    author = chat.messages[reply_to]["from"]["id"] if reply_to in chat.messages else None
    return [bot for bot in bots if _plain(bot.name) in named or bot.id == author]


def mentioned(words: str, names: Iterable[str]) -> set[str]:
    """The names that stand behind an @, in the composed form; "@Bot Giao Việc 2" doesn't mention "Bot Giao Việc"."""
    longest_first = sorted({_plain(name) for name in names}, key=len, reverse=True)
    if not longest_first:
        return set()
    pattern = re.compile(rf"@({'|'.join(map(re.escape, longest_first))})(?!\w)")
    return set(pattern.findall(_plain(words)))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def quoted(chat: Chat, reply_to: int | None) -> Json:
    """What the phones show of the message that is replied to; bots learn nothing of it."""
    if reply_to is None or reply_to not in chat.messages:
        return {}
    message = chat.messages[reply_to]
    return {"reply_to_message": {key: value for key, value in message.items() if key != "reply_to_message"}}

"""Which bots of a group hear a message: those natively mentioned in it, and the one whose message it replies to."""

import re
import unicodedata
from collections.abc import Iterable

from sandbox.telegram.entities import units
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
    return {match[1] for match in _pattern(names).finditer(_plain(words))}


def marked(words: str, names: Iterable[str]) -> list[Json]:
    """The same as entities for the phones, where the words are composed."""
    found = _pattern(names).finditer(words)
    return [{"offset": units(words[: each.start()]), "length": units(each[0]), "type": "name"} for each in found]


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted({_plain(name) for name in names}, key=len, reverse=True)
    return re.compile(rf"@({'|'.join(map(re.escape, longest_first))})(?!\w)" if longest_first else r"(?!)")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def quoted(chat: Chat, reply_to: int | None) -> Json:
    """What the phones show of the message that is replied to; bots learn nothing of it."""
    if reply_to is None or reply_to not in chat.messages:
        return {}
    message = chat.messages[reply_to]
    return {"reply_to_message": {key: value for key, value in message.items() if key != "reply_to_message"}}

"""Entities that the platform finds by itself in what people and bots write; offsets count UTF-16 units."""

import re
from collections.abc import Iterable

from sandbox.things import Json

# A bare domain counts as an address only under a known top level; these are enough for a conversation in Vietnam.
TOP_LEVELS = "com|net|org|vn|info|edu|gov|io|me|dev|app|ru"
PATTERNS = (
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w")),
    (
        "url",
        re.compile(
            rf"(?i)(?<![\w@/.-])(?:https?://[^\s<>\"]+|(?:[\w-]+\.)+(?:{TOP_LEVELS})(?![\w-])(?:[:/?#][^\s<>\"]*)?)"
        ),
    ),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])")),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z0-9_]{4,32}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w/#])#(?=\w*[^\W\d])\w{1,256}")),
)
HINTS = re.compile(r"[/@#.]")
CLOSING = ".,;:!?)]}'\"…"


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def found_in(text: str, taken: Iterable[Json] = ()) -> list[Json]:
    """Commands, mentions, addresses and hashtags that don't overlap what is already marked."""
    if not HINTS.search(text):
        return []
    spans = [(entity["offset"], entity["offset"] + entity["length"]) for entity in taken]
    found: list[Json] = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            words = match.group().rstrip(CLOSING) if kind == "url" else match.group()
            start = units(text[: match.start()])
            end = start + units(words)
            if all(end <= left or start >= right for left, right in spans):
                spans.append((start, end))
                found.append({"offset": start, "length": end - start, "type": kind})
    return sorted(found, key=lambda entity: entity["offset"])

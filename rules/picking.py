"""Items of a numbered list, named in bulk: `1-5, 8`, `1 3 4`, `tất cả`, `còn lại`."""

import re

from rules.text import fold

_PIECE = re.compile(r"\s*(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?\s*(?:,|;|\bvà\b)?")
_ALL = ("tat ca", "con lai", "het")


def pick(text: str, count: int) -> tuple[list[int], str]:
    """The numbers (1 to `count`) that the text begins with, and the rest of it; none where it begins with no number, or with
    one that is not in the list."""
    for word in _ALL:
        if fold(text).startswith(word) and not fold(text)[len(word) :][:1].isalnum():
            return list(range(1, count + 1)), text.strip()[len(word) :].strip()
    found: list[int] = []
    at = 0
    while (piece := _PIECE.match(text, at)) is not None:
        first = int(piece[1])
        last = int(piece[2]) if piece[2] else first
        if not 1 <= first <= last <= count:
            return [], text
        found += range(first, last + 1)
        at = piece.end()
    return sorted(set(found)), text[at:].strip()

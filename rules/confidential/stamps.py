"""Stamps and headings in a running text."""

import re

from rules.confidential.scan import Level, Scan, Word, scan
from rules.confidential.words import BARE_LOST, BARE_NOUNS, NAMES, NONE, NOUNS, WAYS, either

_HEADING = re.compile(r"\s*[-–—:|/.]")
_SYMBOL = re.compile(r"\d+\s*[-–/]\s*[A-ZĐ]{1,6}(?:[-–/]\s*[A-ZĐ]{1,6})*\s*$")
_IS = re.compile(r"\s*[:=–-]\s*[\[(“\"]?\s*$")


def mark_in_text(text: str) -> Level | None:
    """The highest mark among the words."""
    seen = scan(text)
    found = {level for i, word in enumerate(seen.words) if (level := _mark_at(seen, i, word))}
    return next((level for level in (Level.TOP, Level.HIGH, Level.SECRET) if level in found), None)


def _mark_at(seen: Scan, i: int, word: Word) -> Level | None:
    if word.is_mat:
        return _accented(seen, i, word)
    return _bare(seen, i, word) if word.low == "mat" else None


def _accented(seen: Scan, i: int, word: Word) -> Level | None:
    if seen.ordinary(i):
        return None
    level = _level(seen, i)
    if level is not Level.SECRET:
        return None if seen.forbidden(i) else level
    if _stamped(seen, i) or _degree(seen, i):
        return level
    shouted = word.raw.isupper() and not _named(seen, i)
    if shouted or seen.follows(i, NOUNS):
        return None if seen.forbidden(i) or seen.follows(i, WAYS) else level
    return None


def _bare(seen: Scan, i: int, word: Word) -> Level | None:
    """`mat` without diacritics: a mark only where mất, mặt and mắt make no sense."""
    level = _level(seen, i)
    if level is Level.TOP:
        return None if seen.forbidden(i) else level
    first = i - 1 if level is Level.HIGH else i
    shouted = word.raw.isupper() and (seen.bracketed(first, i) or seen.alone(first, i))
    if shouted or (level is Level.SECRET and _degree(seen, i)) or _filled_in(seen, first):
        return level
    later = seen.after(i)
    lost = later is not None and later.low in BARE_LOST
    named = seen.follows(first, BARE_NOUNS) and not lost
    return level if named and not seen.forbidden(first) else None


def _level(seen: Scan, i: int) -> Level:
    earlier = seen.before(i)
    if earlier is not None and earlier.bare == "tuyet":
        return Level.TOP
    return Level.HIGH if earlier is not None and earlier.low in ("tối", "toi", "tôi") else Level.SECRET


def _stamped(seen: Scan, i: int) -> bool:
    """In brackets, alone on its line, before a dash at the line's beginning, or after a document's number."""
    heading = seen.begins_line(i) and _HEADING.match(seen.gap(i + 1)) is not None
    return seen.bracketed(i, i) or seen.alone(i, i) or heading or bool(_SYMBOL.search(seen.text[: seen.words[i].start]))


def _degree(seen: Scan, i: int) -> bool:
    """ "Độ mật: …" with anything but "không" in its place; "độ mật của văn bản" only talks about it."""
    earlier = seen.before(i)
    if earlier is None or earlier.low not in ("độ", "do") or i + 1 >= len(seen.words):
        return False
    value = seen.words[i + 1]
    level = value.bare in ("mat", "toi", "tuyet")
    return level or (_IS.fullmatch(seen.gap(i + 1)) is not None and value.low not in NONE)


def _filled_in(seen: Scan, first: int) -> bool:
    """Whether the words from `first` stand in the place of "do mat: …"."""
    return first >= 2 and seen.words[first - 1].bare == "mat" and _degree(seen, first - 1)


def _named(seen: Scan, i: int) -> bool:
    earlier = seen.before(i)
    return earlier is not None and either(NAMES, earlier.low)

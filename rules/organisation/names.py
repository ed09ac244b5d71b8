"""When two written names are the same name: xã Minh Quán and xã Minh Quân are two communes, Huyện uỷ and Huyện ủy is one."""

import re
import unicodedata
from collections.abc import Iterable
from typing import TypeVar

from rules.headings import plain

T = TypeVar("T")
_TONES = "\u0300\u0301\u0309\u0303\u0323"
_WORDS = re.compile(r"[^\W_]+")


def spelled(name: str) -> str:
    """A name without case, punctuation, odd spaces and the place of the tone in a syllable; its diacritics count."""
    composed = unicodedata.normalize("NFC", name).casefold()
    return " ".join(_toned(word) for word in _WORDS.findall(composed))


def _toned(word: str) -> str:
    marks = unicodedata.normalize("NFD", word)
    tones = "".join(mark for mark in marks if mark in _TONES)
    return "".join(mark for mark in marks if mark not in _TONES) + tones


def called(text: str, known: Iterable[tuple[T, str]]) -> list[T]:
    """What of (thing, name) is called so: by its very spelling if any is, otherwise without diacritics."""
    things = list(known)
    exact = [thing for thing, name in things if spelled(name) == spelled(text)]
    return exact or [thing for thing, name in things if plain(name) == plain(text)]

"""Two spellings of the same words: where the tone mark sits (hoà, hòa), y or i (Tỉ, Tỷ), kinds of dashes; no other word."""

import re
import unicodedata
from functools import lru_cache

from rules.text import clean, fold

_TONES = dict(zip("\u0300\u0301\u0303\u0309\u0323", "12345", strict=True))
_WORD = re.compile(r"[^\W_]+")
_FINAL_Y = re.compile(r"(?<=[^aeouâêôơưă])y$")


@lru_cache(maxsize=16384)
def _word(word: str) -> str:
    """Letters, then the tone, wherever it was put."""
    bare: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFD", word):
        (tones if char in _TONES else bare).append(_TONES.get(char, char))
    letters = unicodedata.normalize("NFC", "".join(bare))
    return _FINAL_Y.sub("i", letters) + "".join(sorted(tones))


def same_words(text: str) -> str:
    """A key that two spellings of the same words share; a lost or wrong mark makes another key."""
    return " ".join(_word(word) for word in _WORD.findall(clean(text).casefold()))


def bare_words(text: str) -> str:
    """A key without any marks, for what was typed without them."""
    return " ".join(_WORD.findall(fold(text)))


def typed_bare(text: str) -> bool:
    return clean(text).isascii()


def trigrams(text: str) -> frozenset[str]:
    """What two spellings that differ a little have mostly in common."""
    padded = f"  {bare_words(text)} "
    return frozenset(padded[i : i + 3] for i in range(len(padded) - 2))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0

"""Spelling made comparable: without diacritics, case, odd spaces and invisible marks."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

# Đ is a letter of its own, not D with a mark; the Icelandic and African look-alikes come from wrong keyboards.
_BARRED_D = dict(zip(map(ord, "đĐðÐɖƉ"), map(ord, "dDdDdD"), strict=True))
_USUAL = 0x2FFF  # the last code before the East Asian blocks
_OFTEN = 300  # characters; longer texts are rare, and would fill the memory
_SPACES = re.compile(r"\s+")


class _Without(dict[int, int | None]):
    """A translation that drops the characters of some categories; the category of a usual one is looked up once."""

    def __init__(self, categories: frozenset[str], others: Mapping[int, int | None] | None = None) -> None:
        super().__init__(others or {})
        self._categories = categories

    def __missing__(self, code: int) -> int | None:
        kept = None if unicodedata.category(chr(code)) in self._categories else code
        if code <= _USUAL:  # or a few odd messages would fill the memory
            self[code] = kept
        return kept


_BARE = _Without(frozenset({"Mn", "Me", "Mc", "Cf"}), _BARRED_D)
_SEEN = _Without(frozenset({"Cf"}))


def _bare(text: str) -> str:
    return unicodedata.normalize("NFKD", text).translate(_BARE)


def fold(text: str) -> str:
    """`Ð/c  BÁO CÁO` → `d/c bao cao`: no diacritics, lower case, single spaces (non-breaking ones too), no zero-width
    or direction marks; compatibility forms become plain (`m²` → `m2`, `１` → `1`). Folding twice changes nothing."""
    return _remembered(text) if len(text) <= _OFTEN else _folded(text)


def _folded(text: str) -> str:
    # Lower-casing may bring marks of its own (İ), hence the second round.
    return _SPACES.sub(" ", _bare(_bare(text).casefold())).strip()


_remembered = lru_cache(maxsize=4096)(_folded)  # the cells of an annex are folded half a dozen times each


def clean(text: str) -> str:
    """The same text as a person sees it, in one spelling: NFC, without invisible marks, every space a plain one.
    Line breaks, case and diacritics stay."""
    seen = unicodedata.normalize("NFC", text).translate(_SEEN)
    lines = seen.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_SPACES.sub(" ", line).strip() for line in lines).strip()


def vocabulary(line: str) -> frozenset[str]:
    """A vocabulary, written as a line of words."""
    return frozenset(line.split())


def utf16_len(text: str) -> int:
    """Length in UTF-16 units, as both platforms count it (an emoji is two)."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    return char if char.isspace() else _bare(_bare(char).casefold())


def aligned(text: str) -> tuple[str, list[int]]:
    """`text` folded character by character, white space as it stands, with the place in `text` each folded character
    came from (and `len(text)` at the end), so that what was found in the one can be cut from the other."""
    folded: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        plain = _plain(char)
        folded.append(plain)
        places.extend([place] * len(plain))
    return "".join(folded), [*places, len(text)]

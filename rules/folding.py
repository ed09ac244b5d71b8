"""Spelling made comparable: without diacritics, case, odd spaces and invisible marks."""

import re
import unicodedata
from functools import lru_cache

# Đ is a letter of its own, not D with a mark; the Icelandic and African look-alikes come from wrong keyboards.
_BARRED_D = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ɖ": "d", "Ɖ": "D"})
_SPACES = re.compile(r"\s+")
_UNSEEN = frozenset({"Mn", "Me", "Mc", "Cf"})


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if unicodedata.category(char) not in _UNSEEN).translate(_BARRED_D)


def fold(text: str) -> str:
    """`Ð/c  BÁO CÁO` → `d/c bao cao`: no diacritics, lower case, single spaces (non-breaking ones too), no zero-width
    or direction marks; compatibility forms become plain (`m²` → `m2`, `１` → `1`). Folding twice changes nothing."""
    # Lower-casing may bring marks of its own (İ), hence the second round.
    return _SPACES.sub(" ", _bare(_bare(text).casefold())).strip()


def clean(text: str) -> str:
    """The same text as a person sees it, in one spelling: NFC, without invisible marks, every space a plain one.
    Line breaks, case and diacritics stay."""
    seen = "".join(char for char in unicodedata.normalize("NFC", text) if unicodedata.category(char) != "Cf")
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

"""A text as words with what stands between them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rules.confidential.words import AFTER, BEFORE, NEGATIONS, SPELLINGS, either
from rules.folding import fold


class Level(StrEnum):
    """The three levels, as documents write them."""

    SECRET = "Mật"
    HIGH = "Tối mật"
    TOP = "Tuyệt mật"


_WORD = re.compile(r"[^\W_]+")
_ADJACENT = re.compile(r" {1,3}|_{1,3}|-")
_OPEN = re.compile(r"[(\[{<“\"'«‘*|/]\s*$")
_CLOSE = re.compile(r"\s*[)\]}>”\"'»’*|/]")


@dataclass(frozen=True)
class Word:
    raw: str
    start: int
    end: int

    @property
    def low(self) -> str:
        return self.raw.lower()

    @property
    def bare(self) -> str:
        return fold(self.raw)

    @property
    def is_mat(self) -> bool:
        return self.low in SPELLINGS


@dataclass(frozen=True)
class Scan:
    """Words of a text, with the questions the rules ask about their neighbours."""

    text: str
    words: Sequence[Word]

    def gap(self, i: int) -> str:
        """What stands before word `i` (for `len(words)`: after the last)."""
        start = self.words[i - 1].end if i else 0
        return self.text[start : self.words[i].start if i < len(self.words) else len(self.text)]

    def before(self, i: int, back: int = 1) -> Word | None:
        """The word `back` places before `i`, if only spaces, `_` or `-` stand between all of them."""
        joined = i - back >= 0 and all(_ADJACENT.fullmatch(self.gap(k)) for k in range(i - back + 1, i + 1))
        return self.words[i - back] if joined else None

    def after(self, i: int) -> Word | None:
        joined = i + 1 < len(self.words) and _ADJACENT.fullmatch(self.gap(i + 1))
        return self.words[i + 1] if joined else None

    def bracketed(self, first: int, last: int) -> bool:
        return bool(_OPEN.search(self.gap(first)) and _CLOSE.match(self.gap(last + 1)))

    def alone(self, first: int, last: int) -> bool:
        """Whether these words are their whole line."""
        return self.begins_line(first) and ("\n" in self.gap(last + 1) or last + 1 == len(self.words))

    def begins_line(self, i: int) -> bool:
        return i == 0 or "\n" in self.gap(i)

    def follows(self, i: int, nouns: tuple[tuple[str, ...], ...]) -> bool:
        """Whether one of `nouns` (accented, or spelt bare) ends right before word `i`."""
        return any(self._is_noun(i, noun) for noun in nouns)

    def _is_noun(self, i: int, noun: tuple[str, ...]) -> bool:
        for back, part in enumerate(reversed(noun), start=1):
            word = self.before(i, back)
            if word is None or word.low not in (part, fold(part)):
                return False
        return True

    def ordinary(self, i: int) -> bool:
        """bảo mật, mật ong: the word before or after makes it no mark."""
        earlier, later = self.before(i), self.after(i)
        return bool((earlier and either(BEFORE, earlier.low)) or (later and either(AFTER, later.low)))

    def forbidden(self, i: int) -> bool:
        """Whether the sentence says *not* to send such things, up to eight words before word `i`."""
        for k in range(i, max(i - 8, 0), -1):
            if re.search(r"[.;:!?\n]", self.gap(k)):
                return False
            if self.words[k - 1].low in NEGATIONS:
                return True
        return False


def scan(text: str) -> Scan:
    return Scan(text, [Word(found.group(), found.start(), found.end()) for found in _WORD.finditer(text)])

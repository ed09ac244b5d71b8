"""Tokens as lexemes: phrases, numbers, dates and marks, each with the letter of its class (`lexicon.py`)."""

import datetime as dt
from collections.abc import Sequence

from rules.folding import vocabulary
from rules.replies.lexeme import Lexeme
from rules.replies.lexicon import REFERRING, UNKNOWN
from rules.replies.numerals import Numerals
from rules.replies.tokens import Token

# … and after these, a window of time.
_PERIODS = vocabulary("tuan thang quy nam")
_ONES = vocabulary("một hai ba bốn năm sáu bảy bẩy tám chín mười mot bon nam sau bay tam chin muoi")
_MARKS = frozenset(":-,;?!()+&%/")
_BEFORE_WORDS = vocabulary(
    "lan bao cao truoc tuan thang ky hom bua dot roi qua vua cung nam ngoai quy so cu day nay do trong tin ban"
)


def tag(tokens: Sequence[Token], today: dt.date) -> list[Lexeme]:
    """Every token in some lexeme; what means nothing here is `.`."""
    found: list[Lexeme] = []
    at = 0
    while at < len(tokens):
        lexeme, length = _Here(tokens, at, today).lexeme()
        found.append(lexeme)
        at += length
    return found


class _Here(Numerals):
    """What stands at one place, whatever it is."""

    def lexeme(self) -> tuple[Lexeme, int]:
        return self.date() or self.amount_in_words() or self.number() or self.phrase() or self.other()

    def phrase(self) -> tuple[Lexeme, int] | None:
        if self._bare(0) in _PERIODS and self._is_number(1) and not self.tokens[self.at + 1].glued:
            return self._lexeme("P", 2)
        if self._bare(0) == "so" and self._bare(1) == "voi" and (length := self._compared()):
            return self._lexeme("t", length)
        for length, code, phrase in self._matching():
            if phrase in REFERRING and self._names_item(length):
                return self._lexeme("r", length)
            return self._lexeme(code, length)
        return None

    def _compared(self) -> int:
        """ "so với lần báo cáo tuần trước": how many words compare with what was before."""
        length = 2
        while self._bare(length) in _BEFORE_WORDS:
            length += 1
        return length if length > 2 else 0

    def _names_item(self, offset: int) -> bool:
        at = self.at + offset
        return self._is_number(offset) or (at < len(self.tokens) and self.tokens[at].word in _ONES)

    def other(self) -> tuple[Lexeme, int]:
        token = self.tokens[self.at]
        if token.kind == "line":
            return self._lexeme(";", 1)
        if token.kind == "mark":
            return self._lexeme("A" if token.bare == "~" else token.bare if token.bare in _MARKS else UNKNOWN, 1)
        return self._lexeme(UNKNOWN, 1)

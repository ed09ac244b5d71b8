"""What stands at one place of the tokens."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rules.replies.lexeme import Lexeme
from rules.replies.lexicon import match, phrases
from rules.replies.tokens import Token


@dataclass(frozen=True)
class Here:
    """Readers of one place; each returns a lexeme with the number of tokens it took."""

    tokens: Sequence[Token]
    at: int
    today: dt.date

    def _lexeme(self, code: str, length: int) -> tuple[Lexeme, int]:
        tokens = self.tokens[self.at : self.at + length]
        bare = " ".join(token.bare for token in tokens)
        return Lexeme(code, bare, tokens[0].start, tokens[-1].end, tokens[0].glued), length

    def _numeral(
        self, code: str, length: int, amount: Decimal | None, whole: Decimal | None = None
    ) -> tuple[Lexeme, int]:
        plain, _ = self._lexeme(code, length)
        parts = self.tokens[self.at].parts if length == 1 else ()
        return Lexeme(code, plain.bare, plain.start, plain.end, plain.glued, amount, whole, parts), length

    def _bare(self, offset: int) -> str:
        at = self.at + offset
        return self.tokens[at].bare if 0 <= at < len(self.tokens) else ""

    def _is_number(self, offset: int) -> bool:
        at = self.at + offset
        return 0 <= at < len(self.tokens) and self.tokens[at].kind == "number"

    def _slashed(self, offset: int) -> int:
        """How many numbers stand there with slashes between them (`15/12` is two); `1/ 130` is one."""
        count = 1
        while self._is_number(offset + 2 * count) and self._bare(offset + 2 * count - 1) == "/":
            slash, number = self.at + offset + 2 * count - 1, self.at + offset + 2 * count
            if self.tokens[slash].glued != self.tokens[number].glued:
                break
            count += 1
        return count

    def _matching(self) -> list[tuple[int, str, str]]:
        """The phrases that stand here, the longest first: length, class, words."""
        end = self.at
        while end < len(self.tokens) and end < self.at + 8 and self.tokens[end].kind in ("word", "mark"):
            end += 1
        words = [token.word for token in self.tokens[self.at : end]]
        candidates = phrases().get(self._bare(0), [])
        return [(len(phrase), code, " ".join(phrase)) for phrase, code in candidates if match(words, phrase)]

    def _in_longer_phrase(self) -> bool:
        return any(length > 1 for length, _, _ in self._matching())

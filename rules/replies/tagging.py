"""Tokens as lexemes: phrases, numbers, dates and marks, each with the letter of its class (`lexicon.py`)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rules.folding import fold, vocabulary
from rules.numbers import parse_number
from rules.replies.days import resolve, when
from rules.replies.lexicon import REFERRING, UNKNOWN, by_fold, match, phrases
from rules.replies.tokens import Token

# A number after one of these names a place or a stage; it is no item and no amount.
_BINDING = by_fold("""
    thôn, xóm, tổ, khu, ấp, buôn, phường, đợt, lần, bước, thứ, khóa, lớp, tuyến, đoạn, lô, gói, cụm, nhóm, điểm, phố,
    ngõ, đường, nhà, cầu, trạm, vòng, loại, cấp, mẫu, điều, khoản, chương, đội, trường, kỳ, tầng, phòng, hẻm, km,
    vùng, bản, quốc lộ, giai đoạn, tờ trình, công văn, quyết định, nghị quyết, dự án, dân phố, chi bộ, lúc, hồi, phụ
    lục, hạng, tỉnh lộ, khối, xã, đảng bộ, khu vực, trang, ý, nhiệm kỳ
""")
# … and after these, a window of time.
_PERIODS = vocabulary("tuan thang quy nam")
_DAY_WORDS = vocabulary("ngay hom")
_TO_WORDS = vocabulary("den toi truoc han het tu")
_ONES = vocabulary("một hai ba bốn năm sáu bảy bẩy tám chín mười mot bon nam sau bay tam chin muoi")
_BARE_ONES = vocabulary("mot bon nam sau bay tam chin muoi")
_AMOUNT_WORDS = _ONES | vocabulary("mốt tư lăm nhăm mươi chục trăm linh lẻ phẩy rưỡi lam nham tram chuc le phay ruoi")
# Only with one of these is it sure that several words are one number ("hai ba hộ" is two or three).
_TENS = vocabulary("muoi chuc tram phay ruoi")
_MARKS = frozenset(":-,;?!()+&%/")
_BEFORE_WORDS = vocabulary(
    "lan bao cao truoc tuan thang ky hom bua dot roi qua vua cung nam ngoai quy so cu day nay do trong tin ban"
)
_HOURS = vocabulary("gio h")
_UNITS = vocabulary("km nha")
_SIZES = vocabulary("ty ti trieu tr ha km")
_MEASURES = vocabulary("km km2 km3 ha m m2 m3 ho tr ty")


@dataclass(frozen=True)
class Lexeme:
    """`code`: its class; `amount`, `whole`: the number, or both parts of a fraction; `parts`: the whole numbers of a list;
    `bare`: its words without diacritics; `start`, `end`: its place; `glued`: to the lexeme before; `names`, `hints`: the
    lines whose title it is part of (`titles.py`)."""

    code: str
    bare: str
    start: int
    end: int
    glued: bool
    amount: Decimal | None = None
    whole: Decimal | None = None
    parts: tuple[int, ...] = ()
    names: frozenset[int] = frozenset()
    hints: frozenset[int] = frozenset()


def tag(tokens: Sequence[Token], today: dt.date) -> list[Lexeme]:
    """Every token in some lexeme; what means nothing here is `.`."""
    found: list[Lexeme] = []
    at = 0
    while at < len(tokens):
        lexeme, length = _Here(tokens, at, today).lexeme()
        found.append(lexeme)
        at += length
    return found


@dataclass(frozen=True)
class _Here:
    """What stands at one place of the tokens; each reader returns a lexeme with the number of tokens it took."""

    tokens: Sequence[Token]
    at: int
    today: dt.date

    def lexeme(self) -> tuple[Lexeme, int]:
        return self.date() or self.amount_in_words() or self.number() or self.phrase() or self.other()

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

    def date(self) -> tuple[Lexeme, int] | None:
        """A day in figures: `ngày 20/11`, `đến 15/12`, `20/11/2026`. Without "ngày" or a year it is a day only where it can
        be one."""
        to = int(self._bare(0) in _TO_WORDS) and 1 + (self._bare(1) == "het")
        named = self._bare(to) in _DAY_WORDS
        at = to + named
        if not self._is_number(at) or not (named or self._slashed(at) >= (2 if to else 3)):
            return None
        digits, end = self._day_digits(at)
        day = resolve(digits, self.today)
        if day is None:
            return self._lexeme(UNKNOWN, end) if named or len(digits) == 3 else None
        return self._lexeme("T" if to and day <= self.today else when(day, digits, self.today), end)

    def _day_digits(self, at: int) -> tuple[list[str], int]:
        count = self._slashed(at)
        digits = [self._bare(at + 2 * i) for i in range(count)]
        end = at + 2 * count - 1
        for word in ("thang", "nam"):
            if self._bare(end) == word and self._is_number(end + 1):
                digits.append(self._bare(end + 1))
                end += 2
        return digits, end

    def number(self) -> tuple[Lexeme, int] | None:
        if not self._is_number(0):
            return None
        if self._bare(1) in _HOURS and self._is_clock():
            return self._lexeme("t", 3 if self._is_number(2) else 2)
        token = self.tokens[self.at]
        if not token.glued and not self._counted() and self._bound():
            return self._lexeme(UNKNOWN, 1)
        if self._bare(1) == "phay" and self._is_number(2):
            return self._numeral("n", 3, parse_number(f"{token.bare},{self._bare(2)}"))
        if self._bare(1) == "tram" and token.parts and token.bare.isdigit() and int(token.bare) < 10:
            return self._hundreds(int(token.bare))
        if self._slashed(0) == 2:
            whole = self.tokens[self.at + 2].number
            return self._numeral("f" if token.number is not None and whole else UNKNOWN, 3, token.number, whole)
        known = token.number is not None or token.parts
        return self._numeral("n" if known else UNKNOWN, 1, token.number)

    def _is_clock(self) -> bool:
        """ "17 giờ 00", "8h30": an hour of the day, behind which minutes may stand."""
        hour, minutes = self._bare(0), self._bare(2) if self._is_number(2) else "00"
        return hour.isdigit() and int(hour) <= 24 and len(minutes) == 2 and minutes.isdigit() and int(minutes) < 60

    def _hundreds(self, hundreds: int) -> tuple[Lexeme, int]:
        """ "2 trăm", "2 trăm 60"."""
        more = self._bare(2) if self._is_number(2) and self._bare(2).isdigit() and len(self._bare(2)) == 2 else ""
        return self._numeral("n", 3 if more else 2, Decimal(100 * hundreds + int(more or 0)))

    def _counted(self) -> bool:
        """ "nông thôn 39%", "liên thôn 4,9": no village has such a number."""
        glued = self.at + 1 < len(self.tokens) and self.tokens[self.at + 1].glued
        measured = self._bare(1) in _SIZES or (glued and self._bare(1) in _MEASURES)
        return self._bare(1) == "%" or "," in self._bare(0) or measured or self._slashed(0) == 2

    def _bound(self) -> bool:
        for length in (1, 2):
            words = [token.word for token in self.tokens[max(self.at - length, 0) : self.at]]
            if words and fold(words[-1]) in _UNITS and self._is_number(-2):
                return False  # "4,8 km 4 12": a unit, and the next item's number
            known = _BINDING.get(fold(" ".join(words)), ())
            if any(len(words) == len(phrase) and match(words, phrase) for phrase in known):
                return True
        return False

    def amount_in_words(self) -> tuple[Lexeme, int] | None:
        """`ba mươi chín phẩy năm`; one word alone (`ba`) is `w`, since it may be another word."""
        words = [token.word for token in self.tokens[self.at : self.at + 8]]
        length = next((i for i, word in enumerate(words) if word not in _AMOUNT_WORDS), len(words))
        for stop in range(length, 1, -1):
            amount = parse_number(" ".join(words[:stop]))
            if amount is not None and any(fold(word) in _TENS for word in words[:stop]):
                return self._numeral("n", stop, amount)
        if length and words[0] in _ONES and not self._is_accented(words[0]) and not self._in_longer_phrase():
            return self._numeral("w", 1, parse_number(words[0]))
        return None

    def _is_accented(self, word: str) -> bool:
        """ "sau trận mưa": whoever types diacritics writes six as "sáu"."""
        return word in _BARE_ONES and any(not token.word.isascii() for token in self.tokens)

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

"""Numbers and days among the tokens: in figures, in words, as fractions, by the clock."""

from decimal import Decimal

from rules.folding import fold, vocabulary
from rules.numbers import parse_number
from rules.replies.days import resolve, when
from rules.replies.here import Here
from rules.replies.lexeme import Lexeme
from rules.replies.lexicon import UNKNOWN, by_fold, match

# A number after one of these names a place or a stage; it is no item and no amount.
_BINDING = by_fold("""
    thôn, xóm, tổ, khu, ấp, buôn, phường, đợt, lần, bước, thứ, khóa, lớp, tuyến, đoạn, lô, gói, cụm, nhóm, điểm, phố,
    ngõ, đường, nhà, cầu, trạm, vòng, loại, cấp, mẫu, điều, khoản, chương, đội, trường, kỳ, tầng, phòng, hẻm, km,
    vùng, bản, quốc lộ, giai đoạn, tờ trình, công văn, quyết định, nghị quyết, dự án, dân phố, chi bộ, lúc, hồi, phụ
    lục, hạng, tỉnh lộ, khối, xã, đảng bộ, khu vực, trang, ý, nhiệm kỳ
""")
_DAY_WORDS = vocabulary("ngay hom")
_TO_WORDS = vocabulary("den toi truoc han het tu")
_PERIODS = vocabulary("tuan thang quy nam ngay")
_OVER = vocabulary("qua truoc roi")
_WEEKS = vocabulary("sau toi nay")
_ONES = vocabulary("một hai ba bốn năm sáu bảy bẩy tám chín mười mot bon nam sau bay tam chin muoi")
_BARE_ONES = vocabulary("mot bon nam sau bay tam chin muoi")
_AMOUNT_WORDS = _ONES | vocabulary("mốt tư lăm nhăm mươi chục trăm linh lẻ phẩy rưỡi lam nham tram chuc le phay ruoi")
# Only with one of these is it sure that several words are one number ("hai ba hộ" is two or three).
_TENS = vocabulary("muoi chuc tram phay ruoi")
_HOURS = vocabulary("gio h")
_UNITS = vocabulary("km nha")
_SIZES = vocabulary("ty ti trieu tr ha km")
_THOUSANDS = vocabulary("nghin ngan")
_MEASURES = vocabulary("km km2 km3 ha m m2 m3 ho tr ty")


class Numerals(Here):
    """Readers of numbers and days."""

    def date(self) -> tuple[Lexeme, int] | None:
        """A day in figures: `ngày 20/11`, `đến 15/12`, `20/11/2026`. Without "ngày" or a year it is a day only where it can
        be one."""
        to = int(self._bare(0) in _TO_WORDS) and 1 + (self._bare(1) == "het")
        if self._is_weekday(to):
            return self._lexeme("U", to + 2 + 2 * (self._bare(to + 2) == "tuan" and self._bare(to + 3) in _WEEKS))
        if self._bare(0) == "het" and self._bare(1) in _PERIODS:
            length = 2 + (self._is_number(2) or self._bare(2) in _WEEKS)
            return self._lexeme("U", length) if self._bare(length) not in _OVER else None
        named = self._bare(to) in _DAY_WORDS
        at = to + named
        if not self._is_number(at) or not (named or self._slashed(at) >= (2 if to else 3)):
            return None
        digits, end = self._day_digits(at)
        day = resolve(digits, self.today)
        if day is None:
            return self._lexeme(UNKNOWN, end) if named or len(digits) == 3 else None
        return self._lexeme("T" if to and day <= self.today else when(day, digits, self.today), end)

    def _is_weekday(self, at: int) -> bool:
        """ "t6" is Friday."""
        glued = self._is_number(at + 1) and self.tokens[self.at + at + 1].glued
        return self._bare(at) == "t" and glued and self._bare(at + 1) in tuple("234567")

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
        if self._bare(1) in _THOUSANDS and (found := self._thousands()):
            return found
        if self._bare(1) == "ruoi" and token.bare.isdigit() and token.number is not None:
            return self._numeral("n", 2, token.number + Decimal("0.5"))
        known = token.number is not None or token.parts
        return self._numeral("n" if known else UNKNOWN, 1, token.number)

    def _thousands(self) -> tuple[Lexeme, int] | None:
        """ "2 nghìn tỷ", "2 nghìn 150 tỷ": so much of a size, as provinces say it."""
        if not self._bare(0).isdigit():
            return None
        more = self._bare(2) if self._is_number(2) and self._bare(2).isdigit() and len(self._bare(2)) == 3 else ""
        length = 3 if more else 2
        total = Decimal(1000 * int(self._bare(0)) + int(more or 0))
        return self._numeral("n", length, total) if self._bare(length) in _SIZES else None

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

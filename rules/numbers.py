"""Numbers as Vietnamese documents write them: comma for decimals, dot for thousands (domain/replies.md rule 2)."""

import re
from decimal import Decimal

from rules.folding import clean, fold, vocabulary

_GROUPED = re.compile(r"[1-9]\d{0,2}(\.\d{3})+(,\d+)?")
_COMMA = re.compile(r"\d+(,\d+)?")
# A dot that cannot group thousands is a slip for the comma: 39.5 is 39,5 – but 3.500 is never 3,5.
_DOT = re.compile(r"(0\.\d+|\d{1,9}\.(\d{1,2}|\d{4,}))")
_MINUS = ("-", "−", "–")

# A word with diacritics must be the number itself (bà, sau này and tạm fold to 3, 6 and 8); a bare one may be.
_WORDS = vocabulary(
    "không một mốt hai ba bốn tư năm lăm nhăm sáu bảy bẩy tám chín mười mươi chục trăm linh lẻ phẩy rưỡi rưởi"
    " nghìn ngàn"
)
_BARE_WORDS = frozenset(fold(word) for word in _WORDS)

_DIGITS = {"khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9}
# What the last digit is called after a ten.
_AFTER_TEN = _DIGITS | {"mot": 1, "tu": 4, "lam": 5, "nham": 5}
_TENS = ("muoi", "chuc")
_THOUSANDS = ("nghin", "ngan")


def parse_number(text: str) -> Decimal | None:
    """The number that `text` is, whole; None where it is none or could be two (`1,234.5`, `1234.567`).

    `39,5` and `39.5` → 39.5 · `3.500` → 3500 · `ba mươi chín phẩy năm` → 39.5 · `một trăm` → 100."""
    seen = clean(text).lower()
    if seen.startswith(_MINUS):
        positive = _unsigned(seen[1:].lstrip())
        return None if positive is None else -positive
    return _unsigned(seen)


def _unsigned(seen: str) -> Decimal | None:
    words = seen.split()
    if words and all(word in _WORDS or word in _BARE_WORDS for word in words):
        return _in_words([fold(word) for word in words])
    return _in_digits(fold(seen))


def _in_digits(folded: str) -> Decimal | None:
    if not folded.isascii():
        return None
    if _GROUPED.fullmatch(folded):
        return Decimal(folded.replace(".", "").replace(",", "."))
    if _COMMA.fullmatch(folded):
        return Decimal(folded.replace(",", "."))
    if _DOT.fullmatch(folded):
        return Decimal(folded)
    return None


def _in_words(words: list[str]) -> Decimal | None:
    if "phay" in words:
        at = words.index("phay")
        whole, rest = _below_thousand(words[:at]), _fraction(words[at + 1 :])
        return None if whole is None or rest is None else Decimal(f"{whole}.{rest}")
    if words[-1] == "ruoi":
        whole = _below_thousand(words[:-1])
        # "một trăm rưỡi" is 150, said of money and people alike: not for us to guess.
        return None if whole is None or whole >= 100 else Decimal(f"{whole}.5")
    whole = _below_million(words)
    return None if whole is None else Decimal(whole)


def _fraction(words: list[str]) -> str | None:
    """Decimals are read digit by digit, or as one number: phẩy hai lăm → 25."""
    if words and all(word in _DIGITS for word in words):
        return "".join(str(_DIGITS[word]) for word in words)
    together = _below_hundred(words)
    return None if together is None else str(together)


def _below_million(words: list[str]) -> int | None:
    at = next((i for i, word in enumerate(words) if word in _THOUSANDS), None)
    if at is None:
        return _below_thousand(words)
    thousands, rest = _below_thousand(words[:at]) if at else None, words[at + 1 :]
    if thousands is None or thousands == 0:
        return None
    # "một nghìn hai" is 1.200 in speech and 1.002 on paper.
    ones = _below_thousand(rest) if rest and "tram" in rest else None if rest else 0
    return None if ones is None else thousands * 1000 + ones


def _below_thousand(words: list[str]) -> int | None:
    if "tram" not in words:
        return _below_hundred(words)
    at = words.index("tram")
    hundreds = 1 if at == 0 else _digit(words[:at])
    rest = words[at + 1 :]
    if hundreds is None or not rest:
        return None if hundreds is None else hundreds * 100
    if rest[0] in ("linh", "le"):
        ones = _digit(rest[1:])
        return None if ones is None else hundreds * 100 + ones
    tail = _below_hundred(rest)
    # "trăm hai" is 120 in speech and 102 on paper.
    return None if tail is None or tail < 10 else hundreds * 100 + tail


def _below_hundred(words: list[str]) -> int | None:
    if len(words) == 1:
        return 10 if words[0] in _TENS else _digit(words)
    if len(words) == 2 and words[0] == "muoi":
        return None if words[1] not in _AFTER_TEN else 10 + _AFTER_TEN[words[1]]
    if len(words) < 2 or words[0] not in _DIGITS or _DIGITS[words[0]] == 0:
        return None
    tens = _DIGITS[words[0]] * 10
    if words[1] in _TENS:
        return tens if len(words) == 2 else _ones(tens, words[2:])
    # "ba chín" for thirty-nine, but never "một hai", which is one or two.
    return _ones(tens, words[1:]) if tens > 10 else None


def _ones(tens: int, words: list[str]) -> int | None:
    if len(words) != 1 or _AFTER_TEN.get(words[0], 0) == 0:
        return None
    return tens + _AFTER_TEN[words[0]]


def _digit(words: list[str]) -> int | None:
    return _DIGITS.get(words[0]) if len(words) == 1 else None


def format_number(number: Decimal) -> str:
    """`Decimal("98.30")` → `98,3`; `Decimal(3853)` → `3.853`; never an exponent; a minus is `−`."""
    whole, _, decimals = f"{abs(number):f}".partition(".")
    groups = f"{int(whole):,}".replace(",", ".")
    decimals = decimals.rstrip("0")
    sign = "−" if number < 0 and (groups != "0" or decimals) else ""
    return f"{sign}{groups},{decimals}" if decimals else f"{sign}{groups}"


_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """4 → IV: how parts of a paper are counted."""
    written = ""
    for value, letters in _ROMAN:
        while number >= value:
            written, number = written + letters, number - value
    return written

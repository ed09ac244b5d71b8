"""Numbers, as digits, words and Roman numerals."""

from collections.abc import Iterator

from rules.deadlines.engine import Rules
from rules.deadlines.lexicon import Word, word
from rules.deadlines.tokens import NUMBER, Token, Words

rules = Rules()
Found = Iterator[tuple[int, object]]

_ONES = dict(enumerate(["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"], start=1))
_AFTER_TEN = _ONES | {5: "lăm"}
_AFTER_TENS = _ONES | {1: "mốt", 4: "tư", 5: "lăm"}
_NUMERALS = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
_ROMAN = {numeral: n for n, numeral in enumerate(_NUMERALS, start=1)}


def _tables(*spellings: dict[int, str]) -> list[tuple[int, Word]]:
    return [(n, word(spelled)) for table in spellings for n, spelled in table.items()]


_DIGIT = _tables(_ONES)
_TEEN = _tables(_AFTER_TEN)
_LAST = _tables(_AFTER_TENS, {4: "bốn"})
# Of weekdays, months and quarters the fourth has its own name.
_FOURTH = _tables({4: "tư"})
_TEN, _TY, _HUNDRED = word("mười"), word("mươi"), word("trăm")

_WORD_KEYS = {key for _, each in (*_DIGIT, *_FOURTH, (10, _TEN)) for key in each.bare_forms()}
for _word in (*(each for _, each in (*_DIGIT, *_FOURTH, *_LAST)), _TEN, _TY, _HUNDRED):
    rules.vocabulary.update(_word.spellings())


def _token(words: Words, place: int) -> Token | None:
    return words.tokens[place] if place < len(words.tokens) else None


def _said(words: Words, place: int, table: list[tuple[int, Word]]) -> list[int]:
    token = _token(words, place)
    return [] if token is None else [n for n, each in table if each.matches(token, words.plain)]


def _digits(words: Words, place: int, longest: int) -> int | None:
    token = _token(words, place)
    return int(token.text) if token is not None and token.is_number and len(token.text) <= longest else None


@rules.terminal("nn", [NUMBER])
def two_digits(words: Words, place: int) -> Found:
    """One or two digits."""
    number = _digits(words, place, 2)
    if number is not None:
        yield place + 1, number


@rules.terminal("yy", [NUMBER])
def short_year(words: Words, place: int) -> Found:
    """A two-digit year is 20xx (rule 1)."""
    token = _token(words, place)
    if token is not None and token.is_number and len(token.text) == 2:
        yield place + 1, 2000 + int(token.text)


@rules.terminal("mm", [NUMBER])
def minutes(words: Words, place: int) -> Found:
    """Two digits: `17h 6` is no six minutes past."""
    token = _token(words, place)
    if token is not None and token.is_number and len(token.text) == 2:
        yield place + 1, int(token.text)


@rules.terminal("yyyy", [NUMBER])
def year(words: Words, place: int) -> Found:
    """Four digits that can be a year."""
    number = _digits(words, place, 4)
    if number is not None and number >= 1000:
        yield place + 1, number


@rules.terminal("num", [NUMBER, *_WORD_KEYS])
def number(words: Words, place: int) -> Found:
    """Up to four digits, or words up to 999."""
    written = _digits(words, place, 4)
    if written is not None:
        yield place + 1, written
    yield from _below_hundred(words, place)
    for hundreds in _said(words, place, _DIGIT):
        token = _token(words, place + 1)
        if token is not None and _HUNDRED.matches(token, words.plain):
            yield place + 2, hundreds * 100
            for end, rest in _below_hundred(words, place + 2):
                # "một trăm hai" is 120 in speech and 102 on paper.
                if rest >= 10:
                    yield end, hundreds * 100 + rest


def _below_hundred(words: Words, place: int) -> Iterator[tuple[int, int]]:
    yield from ((place + 1, n) for n in _said(words, place, _DIGIT))
    token, following = _token(words, place), _token(words, place + 1)
    if token is not None and _TEN.matches(token, words.plain):
        yield place + 1, 10
        yield from ((place + 2, 10 + n) for n in _said(words, place + 1, _TEEN))
    if following is not None and _TY.matches(following, words.plain):
        for tens in _said(words, place, _DIGIT):
            if tens > 1:
                yield place + 2, tens * 10
                yield from ((place + 3, tens * 10 + n) for n in _said(words, place + 2, _LAST))


@rules.terminal("nth", [NUMBER, *_WORD_KEYS, *_ROMAN])
def ordinal(words: Words, place: int) -> Found:
    """The number of a weekday, a month or a quarter: digits, words with `tư`, Roman."""
    written = _digits(words, place, 2)
    if written is not None:
        yield place + 1, written
    yield from _below_hundred(words, place)
    yield from ((place + 1, n) for n in _said(words, place, _FOURTH))
    token = _token(words, place)
    if token is not None and token.text in _ROMAN:
        yield place + 1, _ROMAN[token.text]


def _abbreviated(words: Words, place: int, short: str) -> Found:
    """`T6`, `T.6`, `Q2`: an abbreviation glued to its number."""
    token = _token(words, place)
    if token is None or token.text != short:
        return
    following = _token(words, place + 1)
    at = place + 2 if following is not None and following.text == "." else place + 1
    after = _token(words, at)
    if after is not None and (after.glued or at == place + 2):
        yield from ordinal(words, at)


@rules.terminal("t_n", ["t"])
def t_number(words: Words, place: int) -> Found:
    """`T6`: a weekday or a month."""
    yield from _abbreviated(words, place, "t")


@rules.terminal("th_n", ["th"])
def th_number(words: Words, place: int) -> Found:
    """`Th12`: a month."""
    yield from _abbreviated(words, place, "th")


@rules.terminal("q_n", ["q", *(f"q{numeral}" for numeral in _ROMAN)])
def q_number(words: Words, place: int) -> Found:
    """`Q2`, `Q.IV`, `QIV`: a quarter."""
    yield from _abbreviated(words, place, "q")
    token = _token(words, place)
    if token is not None and token.text[:1] == "q" and token.text[1:] in _ROMAN:
        yield place + 1, _ROMAN[token.text[1:]]

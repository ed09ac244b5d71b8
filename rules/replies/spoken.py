"""Numbers as they are spoken, made figures among the tokens: "một nghìn chín trăm hai mươi", "ba bảy phẩy năm phần trăm",
"ngày mười lăm tháng mười hai".

Whoever dictates a message gets its numbers in words. One word alone ("ba", "năm") stays a word: it may be another one."""

from collections.abc import Sequence

from rules.folding import fold, vocabulary
from rules.numbers import parse_number
from rules.replies.tokens import Token, tokenize

_WORDS = vocabulary(
    "không một mốt hai ba bốn tư năm lăm nhăm sáu bảy bẩy tám chín mười mươi chục trăm linh lẻ phẩy rưỡi nghìn ngàn"
    " mot bon nam sau bay tam chin muoi chuc tram le phay ruoi nghin lam nham tu khong"
)
_ACCENTED = _WORDS - vocabulary("mot bon nam sau bay tam chin muoi chuc tram le phay ruoi nghin lam nham tu khong")
_ONES = vocabulary("một hai ba bốn năm sáu bảy bẩy tám chín mười mot bon bay chin muoi")
# With one of these several words are surely one number ("hai ba hộ" is two or three).
_SURE = vocabulary("muoi chuc tram nghin ngan phay")
_LONGEST = 10
_SIZES = vocabulary("ty ti")


def in_figures(text: str) -> str:
    """A `clean` text with its spoken numbers in figures."""
    plain = tokenize(text)
    for token in reversed(spoken(plain)):
        if token.kind == "number" and not any(map(str.isdigit, text[token.start : token.end])):
            text = f"{text[: token.start]}{token.bare}{text[token.end :]}"
    return text


def spoken(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with each number in words as one number token, in its place."""
    if not any(token.kind == "word" and token.word in _WORDS for token in tokens):
        return list(tokens)
    # "sau mười ngày": whoever types diacritics writes six as "sáu".
    known = _ACCENTED if any(not token.word.isascii() for token in tokens if token.kind == "word") else _WORDS
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        length, figure = _figure_at(tokens, at, found, known)
        last = tokens[at + length - 1]
        first = tokens[at]
        found.append(Token("number", figure, figure, first.start, last.end, first.glued) if figure else first)
        at += length
    return found


def _figure_at(tokens: Sequence[Token], at: int, before: Sequence[Token], known: frozenset[str]) -> tuple[int, str]:
    """How many tokens from `at` on are one number, and that number in figures ("": none)."""
    words = [token.word for token in tokens[at : at + _LONGEST]]
    length = next((i for i, word in enumerate(words) if word not in known), len(words))
    for stop in range(length, 1, -1):
        after = tokens[at + stop] if at + stop < len(tokens) else None
        figure = _written(words[:stop]) if _is_one(words[:stop], after) else ""
        if figure:
            return stop, figure
    if length and words[0] in _ONES & known and _is_alone(tokens, at, before):
        return 1, _written(words[:1])
    return 1, ""


def _is_one(words: Sequence[str], after: Token | None) -> bool:
    """Whether several words are one number: by a word of ten, hundred or comma – or by the "phần trăm" behind them."""
    folded = [fold(word) for word in words]
    if folded[0] in ("le", "lam", "nham", "tu", "phay", "ruoi", "mot") and words[0] not in ("một", "mot"):
        return False
    return bool(_SURE & set(folded[1:] if folded[0] != "muoi" else folded)) or (
        after is not None and (after.bare == "%" or after.bare == "phan")
    )


def _is_alone(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> bool:
    """ "một tỷ", "tháng tư": one word that can be nothing but a number here."""
    after = tokens[at + 1].bare if at + 1 < len(tokens) else ""
    if after in _SIZES:
        return True
    if not before:
        return False
    dated = len(before) > 1 and before[-1].bare == "thang" and before[-2].kind == "number"
    day = before[-1].bare in ("ngay", "mung", "mong") and after == "thang"
    return dated or day


def _written(words: Sequence[str]) -> str:
    """The words in figures, with a dot for the decimals; "" where they are no number."""
    amount = parse_number(" ".join(words))
    if amount is None:
        return ""
    decimals = -int(amount.as_tuple().exponent)
    # Three decimals behind a dot would be taken for thousands.
    return f"{amount}0" if decimals == 3 else str(amount)

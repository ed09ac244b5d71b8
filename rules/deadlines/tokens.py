"""Text into words, numbers and signs. Diacritics are kept beside the bare form: they tell `sáu` from `sau`."""

import re
from dataclasses import dataclass

from rules.folding import clean, fold

NUMBER = "#"  # the key of every number

_PIECE = re.compile(r"[0-9]+|[^\W\d_]+|\S")
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("()[];!?*•…", ","),
        **dict.fromkeys("“”\"'‘’«»`", " "),
        **{chr(0x2160 + n): roman for n, roman in enumerate(("I", "II", "III", "IV"))},
    }
)
# Marks that show text in another order than it is stored: what the person saw is not what would be read.
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Token:
    """A run of letters, a run of digits, or one sign. `text` is lower case, `bare` without diacritics; `glued` when no space
    stands before it."""

    text: str
    bare: str
    glued: bool

    @property
    def key(self) -> str:
        """What productions are looked up by: the bare form, one key for all numbers."""
        return NUMBER if self.is_number else self.bare

    @property
    def is_word(self) -> bool:
        return self.text.isalpha()

    @property
    def is_number(self) -> bool:
        return self.text.isascii() and self.text.isdigit()


@dataclass(frozen=True, slots=True)
class Words:
    """A text taken apart; `plain` when nothing in it has diacritics, so that every diacritic may be missing."""

    tokens: tuple[Token, ...]
    plain: bool


def take_apart(text: str) -> Words:
    """The tokens of `text`; a comma stands for every harmless sign, with none at the ends and no two in a row."""
    pieces = _pieces(clean(_REORDERING.sub("\ufffd", text)).translate(_SIGNS).lower())
    tokens = _trimmed([_with_comma(pieces, at) for at in range(len(pieces))])
    return Words(tuple(tokens), all(token.text == token.bare for token in tokens if token.is_word))


def _pieces(text: str) -> list[Token]:
    found, end = [], -1
    for match in _PIECE.finditer(text):
        piece = match.group()
        found.append(Token(piece, fold(piece) if piece.isalpha() else piece, match.start() == end))
        end = match.end()
    return found


def _with_comma(pieces: list[Token], at: int) -> Token:
    """A full stop that ends a sentence and a colon after a heading are commas: 30.9 and 17:30 keep theirs."""
    token = pieces[at]
    if token.text not in (".", ":"):
        return token
    before, after = pieces[at - 1 : at], pieces[at + 1 : at + 2]
    joins = bool(before and after)
    numbers = joins and before[0].is_number and after[0].is_number
    words = joins and after[0].glued and (after[0].is_number or after[0].is_word)
    return token if numbers or (token.text == "." and words) else Token(",", ",", token.glued)


def _trimmed(tokens: list[Token]) -> list[Token]:
    kept: list[Token] = []
    for at, token in enumerate(tokens):
        bullet = not kept and token.text in "-+" and not any(after.glued for after in tokens[at + 1 : at + 2])
        doubled = token.text == "," and (not kept or kept[-1].text == ",")
        if not bullet and not doubled:
            kept.append(token)
    while kept and kept[-1].text == ",":
        kept.pop()
    return kept

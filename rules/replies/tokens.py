"""A message as tokens that know their place in it."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from rules.folding import aligned, fold, vocabulary
from rules.numbers import parse_number
from rules.replies.lexicon import keywords
from rules.replies.spelling import in_full, slip_of

_TOKEN = re.compile(
    r"(?P<line>\n)|(?P<number>[0-9]+(?:[.,][0-9]+)*)|(?P<word>d/c(?!\w)|tr\.d(?!\w)|hec-ta(?!\w)|k?m[23](?!\w)|[^\W\d_]+)|(?P<mark>[=–-]>|\S)"
)
# A telephone or account number, or a key held down: no amount.
_LONGEST_NUMBER = 18
_MARKS = {
    **dict.fromkeys(("=>", "->", "–>", "→", "=", ">", "⇒", "»"), ":"),
    **dict.fromkeys(("–", "—", "−"), "-"),
    **dict.fromkeys(("·", "•", "|", "●", "‣", "▪"), ";"),
    **dict.fromkeys(("[", "{"), "("),
    **dict.fromkeys(("]", "}"), ")"),
    **dict.fromkeys(("≈",), "~"),
    **dict.fromkeys((".", "…"), "!"),
}
# Faces, flowers and the bot's own lights say nothing …
_DECORATION = frozenset("🙏😊😀😁🙂😄☺😃🤝👏🌹💐❤🔴🟡🟢🔵⚪🎉💪🌷🌸😍😘🥰✨⭐🇻🇳*_\"“”‘’'`^🤗😅😂😉")
# … nor does any other picture, but for those that people answer with or warn with.
_TURNING = vocabulary("mới còn hai ba mấy các nhưng riêng thì moi con may cac nhung rieng")
_SPEAKING = frozenset("👍👌✋🆗🫡✅✔☑❌✖✗👎❓❔❗⚠🚫⛔➕➖🆘°")


def _is_picture(typed: str) -> bool:
    return len(typed) == 1 and unicodedata.category(typed) in ("So", "Sk") and typed not in _SPEAKING


@dataclass(frozen=True)
class Token:
    """`kind`: number, word, mark or line. `word`: what was typed, in lower case, in full and without its slip; `bare`: the
    same without diacritics. `start`, `end`: its place. `glued`: nothing stands between it and the token before."""

    kind: str
    word: str
    bare: str
    start: int
    end: int
    glued: bool

    @property
    def number(self) -> Decimal | None:
        return parse_number(self.bare) if self.kind == "number" and len(self.bare) <= _LONGEST_NUMBER else None

    @property
    def parts(self) -> tuple[int, ...]:
        """`1,3` as whole numbers; what has a dot in it is never a list."""
        if self.kind != "number" or "." in self.bare or len(self.bare) > _LONGEST_NUMBER:
            return ()
        return tuple(int(part) for part in self.bare.split(","))


def tokenize(text: str) -> list[Token]:
    """The tokens of a `clean` text. An abbreviation becomes the words it stands for, all in its place; decoration is left
    out."""
    folded, places = aligned(text)
    tokens: list[Token] = []
    for found in _TOKEN.finditer(folded):
        start, end = places[found.start()], places[found.end() - 1] + 1
        typed = text[start:end].lower()
        if found.group() in _DECORATION or typed in _DECORATION or _is_picture(typed):
            if _ends_a_piece(typed, text[end:]) and tokens and tokens[-1].kind in ("word", "number"):
                tokens.append(Token("mark", ",", ",", start, end, False))  # "15 đv, done 🎉 12 đc 2 tỷ"
            continue
        glued = bool(tokens) and start <= tokens[-1].end
        for word in _words(str(found.lastgroup), found.group(), typed, glued and tokens[-1].kind == "number"):
            bare = word if found.lastgroup == "mark" else fold(word)
            tokens.append(Token(str(found.lastgroup), word, bare, start, end, glued))
            glued = True
    return tokens


def _ends_a_piece(picture: str, behind: str) -> bool:
    """ "15 đv, done 🎉 12 đc 2 tỷ", "xong rồi 😄 hai cái kia chưa": something else begins behind a picture."""
    if unicodedata.category(picture[0]) != "So":
        return False
    first = behind.split(maxsplit=1)[:1]
    return any(word[0].isdigit() or word[0].isupper() or word.lower() in _TURNING for word in first)


def _words(kind: str, bare: str, typed: str, after_number: bool) -> list[str]:
    if kind == "line":
        return [";"]
    if kind == "mark":
        return [_MARKS.get(bare, bare)]
    if kind == "number":
        return [bare]
    # 3k is three thousand, not "3 không".
    if after_number and len(bare) == 1:
        return [typed]
    if after_number and bare in ("km2", "km3"):
        return [bare]
    full = in_full(typed)
    return full.split() if full != typed else [slip_of(typed, keywords()) or typed]

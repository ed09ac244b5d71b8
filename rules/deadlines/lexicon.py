"""How a word of the grammar may be spelled."""

from dataclasses import dataclass

from rules.deadlines.tokens import NUMBER, Token
from rules.folding import fold

# Regional spellings and the commonest misplaced tone marks.
_SPELLINGS = {
    "quý": ("quí", "qúy", "qúi"),
    "hằng": ("hàng",),
    "mùng": ("mồng",),
    "bảy": ("bẩy",),
    "giờ": ("h", "g"),
    "lăm": ("nhăm",),
    "kỳ": ("kì",),
    "hoàn": ("hòan",),
    "đoạn": ("đọan",),
}
# Bare forms that are words in their own right: in a text that has diacritics they mean themselves.
_OWN_WORDS = frozenset({"sau", "nay"})
# Without its diacritics this is always the commoner word: ngày kia, the day after tomorrow, not ngày kìa.
_NEVER_BARE = frozenset({"kìa"})


@dataclass(frozen=True, slots=True)
class Word:
    """`spelled` matches as it stands, `bare` without diacritics, `if_plain` so only where the whole text has none. A word with
    other diacritics is another word: `chờ` is not `cho`."""

    spelled: frozenset[str]
    bare: frozenset[str]
    if_plain: frozenset[str]

    def bare_forms(self) -> set[str]:
        """The bare forms of all its spellings."""
        return {NUMBER if each.isdigit() else each for each in map(fold, self.spelled)}

    def spellings(self) -> set[str]:
        """Everything that may match."""
        return {*self.spelled, *self.bare, *self.if_plain}

    def matches(self, token: Token, plain: bool) -> bool:
        if token.text in self.spelled:
            return True
        return token.text == token.bare and (token.text in self.bare or (plain and token.text in self.if_plain))


def word(spelling: str) -> Word:
    """A word of a pattern, with its other spellings."""
    spelled = frozenset((spelling, *_SPELLINGS.get(spelling, ())))
    bare = frozenset(fold(each) for each in spelled - _NEVER_BARE)
    own = frozenset(each for each in bare if each in _OWN_WORDS and each not in spelled)
    return Word(spelled, bare - own, own)

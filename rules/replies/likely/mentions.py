"""Where a message speaks of which item: its stretches, as far as they can be told apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from rules.replies.context import Context
from rules.replies.lexeme import Lexeme
from rules.replies.likely.places import SEPARATORS, Anchor
from rules.replies.titles import NOT_SHOWN


@dataclass(frozen=True)
class Stretch:
    """Lexemes that are about one item, or about the rest of them (REST); `by_number`: surely about it, by its
    number or because no other was shown."""

    number: int
    lexemes: Sequence[Lexeme]
    by_number: bool = True

    @property
    def start(self) -> int:
        return self.lexemes[0].start

    @property
    def end(self) -> int:
        return self.lexemes[-1].end


def stretches(lexemes: Sequence[Lexeme], found: Sequence[Anchor], ctx: Context) -> list[Stretch]:
    """The stretches of a message between its anchors, in its order."""
    if not lexemes:
        return []
    if ctx.only is None:
        return _between(lexemes, found)
    if any(NOT_SHOWN in each.names | each.hints for each in lexemes):
        return []
    own = found[0].own if found and found[0].at == 0 and found[0].numbers == (ctx.only.number,) else 0
    return [Stretch(ctx.only.number, lexemes[own:] or lexemes)]


def _between(lexemes: Sequence[Lexeme], found: Sequence[Anchor]) -> list[Stretch]:
    """From one anchor to the next; the words before the first belong to it where it is the only one, or nothing follows it."""
    cut: list[Stretch] = []
    for at, anchor in enumerate(found):
        end = found[at + 1].at if at + 1 < len(found) else len(lexemes)
        own = lexemes[anchor.own : end]
        if at + 1 < len(found) and _only_joins(own):
            own = _behind(lexemes, found, at + 1)  # "rác với ủ rác thì chưa có gì mới"
        if at == 0:
            own = [*_before(lexemes[: anchor.at], own, alone=len(found) == 1), *own]
        if own:
            cut.extend(Stretch(number, own, anchor.by_number) for number in anchor.numbers)
    return cut


def _before(words: Sequence[Lexeme], own: Sequence[Lexeme], *, alone: bool) -> Sequence[Lexeme]:
    """The words before the first anchor that are about its item: all where nothing else tells anything of it or it is the
    only one, and those of its own clause ("cho anh xin thêm tới mùng 4 vụ giao mặt bằng")."""
    if _says_nothing(own) or (alone and not _tells_apart(words, own)):
        return words
    cut = max((i + 1 for i, each in enumerate(words) if each.code in SEPARATORS), default=0)
    return words[cut:]


def _only_joins(lexemes: Sequence[Lexeme]) -> bool:
    """Nothing but "và", "với" or a comma stands behind a name."""
    return all(each.code in "&,F" or each.bare in ("voi", "cung") for each in lexemes) and any(
        each.code in "&," for each in lexemes
    )


def _behind(lexemes: Sequence[Lexeme], found: Sequence[Anchor], at: int) -> Sequence[Lexeme]:
    end = found[at + 1].at if at + 1 < len(found) else len(lexemes)
    own = lexemes[found[at].own : end]
    return _behind(lexemes, found, at + 1) if at + 1 < len(found) and _only_joins(own) else own


def _tells_apart(before: Sequence[Lexeme], own: Sequence[Lexeme]) -> bool:
    """Whether another sentence that tells something stands before one that does: it may be of any item."""
    ended = bool(before) and before[-1].code in "!;?"
    return ended and not _says_nothing(before) and not _says_nothing(own)


def _says_nothing(lexemes: Sequence[Lexeme]) -> bool:
    return not any(each.code in "nfwDNGHeSsXYLy+O" for each in lexemes)

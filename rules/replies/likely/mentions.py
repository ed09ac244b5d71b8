"""Where a message speaks of which item: its stretches, as far as they can be told apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from rules.replies.context import Context
from rules.replies.lexeme import Lexeme
from rules.replies.likely.anchors import Anchor, anchors, with_units
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


def stretches(ctx: Context) -> list[Stretch]:
    """The stretches of a message, in its order."""
    lexemes = with_units(ctx.lexemes, ctx.items)
    if not lexemes:
        return []
    found = anchors(lexemes, ctx)
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
        if len(found) == 1 or (at == 0 and _says_nothing(own)):
            own = [*lexemes[: anchor.at], *own]
        if own:
            cut.extend(Stretch(number, own, anchor.by_number) for number in anchor.numbers)
    return cut


def _says_nothing(lexemes: Sequence[Lexeme]) -> bool:
    return not any(each.code in "nfwDNGHeSsXYLy+O" for each in lexemes)

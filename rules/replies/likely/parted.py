"""Words kept as a remark or an obstacle of one item that in truth begin to speak of another: "… 240 ha rồi. Đường thì vẫn thế".

They are taken off what they were kept with, so that they are looked at as words of the item they name."""

from collections.abc import Sequence
from dataclasses import replace

from rules.folding import fold
from rules.replies.context import Context
from rules.replies.lexeme import Lexeme
from rules.replies.likely.places import REST, SEPARATORS, Anchor, is_told_of
from rules.replies.model import Action, NoChange, Note, Reading, Stuck

_LINKING = frozenset({"con", "rieng", "va", "con ve", "ve", "con viec", "con cai"})


def parted(reading: Reading, lexemes: Sequence[Lexeme], found: Sequence[Anchor], ctx: Context) -> Reading:
    """The reading without words of other items in what was kept of one."""
    opening = [anchor for anchor in found if anchor.numbers and _opens(lexemes, anchor)]
    actions: list[tuple[int, Action]] = []
    for number, action in reading.actions:
        kept = _own(action, number, opening, lexemes, ctx)
        if kept is not None:
            actions.append((number, kept))
    return Reading(actions, reading.unclear)


def _opens(lexemes: Sequence[Lexeme], anchor: Anchor) -> bool:
    """Behind a mark, and something is told of what it names."""
    before = lexemes[anchor.at - 1] if anchor.at else None
    begins = before is None or before.code in SEPARATORS or "con" in before.bare.split() or before.bare == "rieng"
    if anchor.numbers == (REST,) and lexemes[anchor.at].bare == "con lai":
        return False  # "130 hộ, còn lại đang vận động": the households
    if anchor.by_number and lexemes[anchor.at].code in "rk" and (before is None or before.code not in "CSsX&"):
        begins = True  # "à quên việc 7 cũng xong"
    return begins and is_told_of(lexemes, anchor.own)


def _own(
    action: Action, number: int, opening: Sequence[Anchor], lexemes: Sequence[Lexeme], ctx: Context
) -> Action | None:
    """The action with the words up to the next item's; None where none remain."""
    text = _words(action)
    start = ctx.text.find(text) if text else -1
    if start < 0:
        return action
    places = [lexemes[each.at].start for each in opening if number not in each.numbers]
    cut = min((place for place in places if start <= place < start + len(text)), default=None)
    if cut is None:
        return action
    own = ctx.said(start, cut)
    if fold(own) in _LINKING:
        own = ""
    if isinstance(action, NoChange):
        return replace(action, note=own or None)
    return replace(action, text=own) if own and isinstance(action, (Note, Stuck)) else None


def _words(action: Action) -> str:
    match action:
        case Note() | Stuck():
            return action.text
        case NoChange():
            return action.note or ""
        case _:
            return ""

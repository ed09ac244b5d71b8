"""A last look at what was read: figures that the speaker takes back, or that stand among another task's words, are asked about.

What is not sure is handed back (domain/replies.md); these two need the whole message to be seen.
"""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from rules.replies.context import Context
from rules.replies.model import Acknowledged, Action, Increase, NoChange, Note, Reading, Stuck, Unclear, Value, Why
from rules.replies.segments import Segment
from rules.replies.titles import hinted

# A figure must stand before it: "sáng nay em báo nhầm. Mặt bằng là 132 hộ" takes back nothing of this message. "lon" alone
# would also be "lớn": without its mark it counts only behind an "à".
_TAKEN_BACK = re.compile(r"\b(?:nhầm|nham|lộn|[àa]h? lon|ý quên|y quen|à,? ?\d+|[àa]h? chưa)\b")
_HARMLESS = (Acknowledged, NoChange, Note, Stuck)


def looked_over(reading: Reading, cut: Sequence[Segment], ctx: Context) -> Reading:
    """The reading without what the message as a whole makes doubtful."""
    if _takes_back(ctx.text.lower()):
        return _handed_back(reading, lambda _, action: not isinstance(action, _HARMLESS), ctx.text, Why.CONTRADICTION)
    for segment in cut:
        words = hinted(segment.lexemes)
        own = segment.lexemes[0].parts == tuple(words) or segment.lexemes[0].code == "r"
        amounts = {lexeme.amount for lexeme in segment.lexemes[own:] if lexeme.amount is not None}
        if words and amounts:
            said = ctx.said(segment.start, segment.end)
            reading = _handed_back(reading, _among(words, amounts), said, Why.WHICH_ITEM)
    return reading


def _takes_back(text: str) -> bool:
    first = next((at for at, char in enumerate(text) if char.isdigit()), len(text))
    return _TAKEN_BACK.search(text, first) is not None


def _among(words: frozenset[int], amounts: set[Decimal]) -> Callable[[int, Action], bool]:
    """ "1 đang làm, rác 130": 130 stands among the words of other tasks than the one it would be written to."""
    return lambda number, action: (
        isinstance(action, (Value, Increase)) and action.amount in amounts and number not in words
    )


def _handed_back(reading: Reading, doubtful: Callable[[int, Action], bool], said: str, why: Why) -> Reading:
    kept = [(number, action) for number, action in reading.actions if not doubtful(number, action)]
    asked = [Unclear(number, said, why) for number, action in reading.actions if doubtful(number, action)]
    return Reading(kept, [*reading.unclear, *asked])

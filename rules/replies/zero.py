"""`0` with words around it: "0 nhé, đang đi cơ sở", "chú nhờ em nhắn 0" – nothing new, as the bundle itself proposes."""

import re
from collections.abc import Sequence

from rules.replies.model import Acknowledged, Item, NoChange, Note, Reading, Unclear, Why

_MANNERS = r"(?:nhé|nhe|nha|nghen|ạ|a|em|anh|chị|chi|đ/c|d/c|đồng chí|dong chi|thôi|thoi)"
_FIRST = re.compile(
    rf"0(?:\s+{_MANNERS})*(?:(?:\s*[.,;:!–-]+\s+|(?<!0)\s+)(?=\D)(?P<rest>.*)|\s*)", re.IGNORECASE | re.DOTALL
)
_SENT = re.compile(r"\b(?:nhắn|nhan|gửi|gui|báo|bao) (?:số |so )?0\b(?![.,/%]\d)", re.IGNORECASE)
_VAGUE = frozenset({Why.WHICH_ITEM, Why.NOT_UNDERSTOOD, Why.UNKNOWN_ITEM})


def zero_and(text: str) -> str | None:
    """What stands beside the `0` of a `clean` text; None where it says no such `0`."""
    found = _FIRST.fullmatch(text)
    if found is not None:
        return (found["rest"] or "").strip()
    beside, sent = _SENT.subn("", text)
    return beside.strip(" ,.;") if sent else None


def nothing_else_new(beside: Reading, items: Sequence[Item], said: str) -> Reading:
    """What was read beside it; of all other lines there is nothing new."""
    told = {number for number, action in beside.actions if not isinstance(action, (Acknowledged, Note, NoChange))}
    told |= {unclear.item for unclear in beside.unclear if unclear.item is not None}
    kept = [(number, action) for number, action in beside.actions if number in told]
    new = [(item.number, NoChange(said or None)) for item in items if item.number not in told]
    return Reading([*kept, *new], [each for each in beside.unclear if not _is_idle(each)])


def _is_idle(unclear: Unclear) -> bool:
    """Words of no line and without a figure: they are kept beside the `0`."""
    return unclear.item is None and unclear.why in _VAGUE and not any(map(str.isdigit, unclear.text))

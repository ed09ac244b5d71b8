"""Sums typed instead of a figure: "120 + 7 = 127" says 127, and with 37,5 reported last so does "37,5 -> 38,4" say 38,4.

Only what adds up is put in its place; everything else stays as it was typed."""

import re
from collections.abc import Sequence
from decimal import Decimal

from rules.numbers import format_number, parse_number
from rules.replies.model import Item

_NUMBER = r"\d{1,12}(?:[.,]\d{1,9})*"
_SUM = re.compile(
    rf"(?<![\w.,/+–-])(?P<first>{_NUMBER})(?P<steps>(?:\s*[+-]\s*{_NUMBER})+)(?P<total>\s*=\s*(?P<sum>{_NUMBER}))?(?![\d.,/%]*\d)"
)
_STEP = re.compile(rf"([+-])\s*({_NUMBER})")
_FROM_TO = re.compile(rf"(?<![\w.,/+–-])(?P<first>{_NUMBER})(?P<unit>\s*%?)\s*(?:->|=>|→|➡|⇒|–>)\s*(?P<to>{_NUMBER})")


def reckoned(text: str, items: Sequence[Item]) -> str:
    """A `clean` text with such sums as their results."""
    if "+" not in text and "=" not in text and not re.search(r"->|–>|[→➡⇒]", text):
        return text
    lasts = {item.last for item in items if item.last is not None} - {Decimal(item.number) for item in items}
    text = _FROM_TO.sub(lambda found: found["to"] if parse_number(found["first"]) in lasts else found[0], text)
    return _SUM.sub(lambda found: _result(found, lasts), text)


def _result(found: re.Match[str], lasts: set[Decimal]) -> str:
    """What a sum comes to – if it says so, or begins with the value reported last."""
    total = parse_number(found["first"])
    for sign, typed in _STEP.findall(found["steps"]):
        step = parse_number(typed)
        if total is None or step is None:
            return found[0]
        total += step if sign == "+" else -step
    said = parse_number(found["sum"]) if found["sum"] else None
    if said is not None:
        return found["sum"] if said == total else found[0]
    first = parse_number(found["first"])
    return format_number(total) if total is not None and first in lasts and "+" in found["steps"] else found[0]

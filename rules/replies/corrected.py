"""Somebody who takes back their own words in the same breath ("1 được 135 hộ. À nhầm 125"): which of the figures counts is
asked, never guessed (domain/replies.md: what is not sure is handed back)."""

import re

from rules.replies.model import Acknowledged, Action, NoChange, Note, Reading, Stuck, Unclear, Why

# A figure must stand before it: "sáng nay em báo nhầm. Mặt bằng là 132 hộ" takes back nothing of this message. "lon" alone
# would also be "lớn": without its mark it counts only behind an "à".
_TAKEN_BACK = re.compile(r"\d.*?\b(?:nhầm|nham|lộn|[àa]h? lon|ý quên|y quen)\b", re.DOTALL)
_HARMLESS = (Acknowledged, NoChange, Note, Stuck)


def asked_again(reading: Reading, text: str) -> Reading:
    """The reading with every figure, date and "done" handed back, where the text takes something back."""
    if not _TAKEN_BACK.search(text.lower()):
        return reading
    kept: list[tuple[int, Action]] = []
    unclear = list(reading.unclear)
    for number, action in reading.actions:
        if isinstance(action, _HARMLESS):
            kept.append((number, action))
        else:
            unclear.append(Unclear(number, text, Why.CONTRADICTION))
    return Reading(kept, unclear)

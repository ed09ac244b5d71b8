"""The bundle of domain/replies.md, for tests that answer it."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from rules.replies import Action, Item, Reading, parse_reply
from rules.workdays import WorkingDays

TODAY = dt.date(2026, 11, 26)
HOUSEHOLDS = Item(1, "NV-12", "hộ", Decimal(144), Decimal(120))
RATE = Item(2, "NV-13", "%", Decimal(40), Decimal("37.5"))
PLAIN = Item(3, "NV-18")
BUNDLE = (HOUSEHOLDS, RATE, PLAIN)
CEILING = Item(4, "NV-20", "%", Decimal("14.5"), Decimal(14), "down")  # type: ignore[arg-type]

Said = list[tuple[int, Action]]


def answer(text: str, items: Sequence[Item] = BUNDLE) -> Reading:
    return parse_reply(text, items, TODAY, WorkingDays())

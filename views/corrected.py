"""A past week's digest as it was published, with what was corrected since beside it (S0-22)."""

from collections.abc import Sequence
from datetime import date

from rules.localtime import today as day_of
from services.corrected import LISTED, Correction, PastWeek
from views.digest import lines, targets
from views.figures import figure
from views.message import Message, bold, message
from views.words import day, say


def past_week(found: PastWeek, today: date) -> Message:
    """The published lines stay as they were; nothing is overwritten."""
    published = lines(found.digest)[:-1]
    if not found.corrections:
        return message([bold(say("As it was published:"))], *published)
    said = [_corrections(found.corrections, today)]
    if found.reached is not None:
        said.append(say("After the correction: {targets}", targets=targets(found.reached)))
    return message([bold(say("Corrected since it was published."))], *said, say("As it was published:"), *published)


def _corrections(made: Sequence[Correction], today: date) -> str:
    named = " · ".join(_correction(each, today) for each in made[:LISTED])
    more = f" · {say('and {count} more items', count=len(made) - LISTED)}" if len(made) > LISTED else ""
    return say("Corrections: {list}", list=named + more)


def _correction(each: Correction, today: date) -> str:
    """`NV-12 Nguyệt Đức: 130/144 hộ → 120/144 hộ (1/12)`."""
    now = figure(each.now, each.target) if each.now is not None else say("taken back")
    when = day(day_of(each.at), today)
    return f"NV-{each.task} {each.unit}: {figure(each.was, each.target)} → {now} ({when})"

"""`/lich`: the days off that are kept, and one more."""

from collections.abc import Sequence
from datetime import date

from models import DayOff
from views.message import Choice, Message, message
from views.words import say, weekday


def coming(days: Sequence[DayOff]) -> Message:
    lines = [
        f"{weekday(row.day)} – {say('worked in exchange') if row.worked else row.note or say('day off')}"
        for row in days
    ]
    head = say("Days off in the next four months:") if lines else say("No day off is kept for the next four months.")
    return message(head, *lines, how())


def how() -> str:
    return say("To add one: /lich nghi 4/1/2027 bù 9/1/2027")


def before(off: date, worked: date | None) -> Message:
    args = {"off": off.isoformat(), "worked": worked.isoformat() if worked else None}
    lines = [say("Day off: {day}", day=weekday(off))]
    if worked is not None:
        lines.append(say("Worked in exchange: {day}", day=weekday(worked)))
    lines.append(say("Deadlines stay; lateness and waiting times are counted without this day."))
    return message(*lines).offering(
        Choice(say("keep this in the calendar"), "calendar.keep", args),
        Choice(say("do not keep"), "calendar.drop", key="0"),
        writes=True,
        coded=True,
    )


def kept(off: date, worked: date | None) -> Message:
    if worked is None:
        return message(say("Kept: {day} is off.", day=weekday(off)))
    return message(say("Kept: {day} is off, {worked} is worked.", day=weekday(off), worked=weekday(worked)))


def dropped() -> Message:
    return message(say("The calendar stays as it is."))

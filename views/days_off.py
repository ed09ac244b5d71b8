"""`/lich`: the days off that are kept, and one more."""

from collections.abc import Sequence
from datetime import date

from models import DayOff
from rules.swaps import Swap
from services.calendar_list import Taken
from views.message import Choice, Message, message
from views.words import say, weekday


def coming(days: Sequence[DayOff]) -> Message:
    lines = [_day_line(row) for row in days]
    head = say("Days off in the next four months:") if lines else say("No day off is kept for the next four months.")
    return message(head, *lines, how())


def _day_line(row: DayOff) -> str:
    return f"{weekday(row.day)} – {say('worked in exchange') if row.worked else row.note or say('day off')}"


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


def of_year(days: Sequence[DayOff]) -> list[str]:
    """The command line's list."""
    return [_day_line(row) for row in days] or [say("No day off is kept for this year.")]


def taken_over(done: Taken) -> list[str]:
    """What an official list has changed."""
    lines = [say("Day off: {day}", day=weekday(day)) for day in done.off]
    lines += [say("Worked in exchange: {day}", day=weekday(day)) for day in done.worked]
    lines += [_pointless(swap) for swap in done.pointless]
    return [
        *lines,
        say("Taken over: {off} days off, {worked} days worked.", off=len(done.off), worked=len(done.worked)),
    ]


def _pointless(swap: Swap) -> str:
    place = say("Sheet “{sheet}”, row {row}: ", sheet=swap.row.sheet, row=str(swap.row.number))
    sentence = (
        "{day} is a working day already, so it can't be worked in exchange."
        if swap.worked
        else "{day} is no working day already."
    )
    return place + say(sentence, day=weekday(swap.day))

"""Hours and parts of the day (domain/deadlines.md rules 3 and 9)."""

from datetime import time

from rules.deadlines.engine import Rules
from rules.deadlines.reasons import HALF_DAY, NO_SUCH_HOUR
from rules.deadlines.stretches import day_span
from rules.deadlines.values import Clock, Context, HalfDay, Refusal, Span

rules = Rules()

# The hours of the day that a part of it covers.
_PARTS = {"sáng": (0, 11), "trưa": (11, 13), "chiều": (12, 18), "tối": (17, 23), "đêm": (20, 23)}
_MORNING = 7  # from this hour on nobody counts from noon without saying so


def _part(name: str) -> None:
    @rules.add("part_of_day", f"[cuối|đầu] [giờ|buổi] {name}")
    def part(context: Context) -> str:
        return name


for _name in _PARTS:
    _part(_name)


@rules.add("part_of_day", "cuối|hết ngày|buổi", "cuối giờ", "cuối|hết|trong giờ ( hành chính | làm việc )")
def end_of_day(context: Context) -> str:
    return ""


@rules.add("half_day", "<part_of_day:part> [ngày] <day:day>", "<day:day> [,] <part_of_day:part>")
def half_day(context: Context, day: Span, part: str) -> HalfDay:
    return HalfDay(day, part)


@rules.add("half_day", "<part_of_day:part> nay")
def half_of_today(context: Context, part: str) -> HalfDay | None:
    return HalfDay(day_span(context.today), part) if part else None


@rules.add("half_day", "<day:day>")
def unparted(context: Context, day: Span) -> HalfDay:
    return HalfDay(day, None)


@rules.add("clock", "<num:hour> giờ [<mm:minute> [phút|p]] [<part_of_day:part>]")
def spoken(context: Context, hour: int, minute: int = 0, part: str = "") -> Clock:
    return Clock(hour, minute, part)


@rules.add("clock", "<num:hour> giờ rưỡi [<part_of_day:part>]")
def half_past(context: Context, hour: int, part: str = "") -> Clock:
    return Clock(hour, 30, part)


@rules.add("clock", "<nn:hour> : <mm:minute> [<part_of_day:part>]")
def written(context: Context, hour: int, minute: int, part: str = "") -> Clock:
    return Clock(hour, minute, part)


def settled(clock: Clock, part: str) -> time | Refusal | None:
    """The hour by 24; None is the day's end. `5 giờ` with no part of the day said is refused: nobody is sure."""
    hour, minute, part = clock.hour, clock.minute, clock.part or part
    if (hour, minute, part) == (24, 0, ""):
        return None
    if minute > 59 or hour > 23:
        return Refusal(NO_SUCH_HOUR)
    if part:
        first, last = _PARTS[part]
        fitting = [each for each in (hour, hour + 12) if first <= each <= last]
        return time(fitting[0], minute) if fitting else Refusal(NO_SUCH_HOUR)
    return time(hour, minute) if hour == 0 or hour >= _MORNING else Refusal(HALF_DAY)

"""Weekdays, and the week they are of; weeks begin on Monday (domain/deadlines.md rules 4 and 10)."""

from datetime import date

from rules.deadlines.engine import Rules
from rules.deadlines.reasons import NO_SUCH_DAY
from rules.deadlines.stretches import day_span, monday, plus_days
from rules.deadlines.values import Context, Either, Refusal, Span

rules = Rules()

FRIDAY, SUNDAY = 4, 6


@rules.add("weekday", "[ngày] thứ <nth:n>")
def numbered_weekday(context: Context, n: int) -> int | Refusal:
    """`thứ hai` is Monday, 0."""
    return n - 2 if 2 <= n <= 7 else Refusal(NO_SUCH_DAY, f"thứ {n}")


@rules.add("weekday", "<t_n:n>")
def short_weekday(context: Context, n: int) -> int | None:
    """`T6`; `T8` and up are months."""
    return n - 2 if 2 <= n <= 7 else None


@rules.add("weekday", "[ngày] chủ|chúa nhật", "cn")
def sunday(context: Context) -> int:
    return SUNDAY


@rules.add("week", "tuần này|nay")
def this_week(context: Context) -> date:
    return monday(context.today)


@rules.add("week", "tuần sau|tới")
def next_week(context: Context) -> object:
    """On a Sunday, the week that begins tomorrow or the one after it."""
    return _weeks_ahead(context, 1)


@rules.add("week", "tuần sau|tới nữa")
def week_after_next(context: Context) -> object:
    return _weeks_ahead(context, 2)


def _weeks_ahead(context: Context, n: int) -> object:
    start = plus_days(monday(context.today), 7 * n)
    return Either((start, plus_days(start, 7))) if context.today.weekday() == SUNDAY else start


@rules.add("week", "tuần trước|qua")
def last_week(context: Context) -> date:
    return plus_days(monday(context.today), -7)


def _next_weekday(today: date, weekday: int) -> date:
    return plus_days(today, (weekday - today.weekday() - 1) % 7 + 1)


@rules.add("day", "<weekday:weekday>")
def bare_weekday(context: Context, weekday: int) -> Span:
    return day_span(_next_weekday(context.today, weekday), unit="weekday")


@rules.add("day", "<weekday:weekday> này")
def this_weekday(context: Context, weekday: int) -> object:
    """On the day itself it may be today or a week from today."""
    coming = day_span(_next_weekday(context.today, weekday), unit="weekday")
    return Either((day_span(context.today), coming)) if weekday == context.today.weekday() else coming


@rules.add("day", "<weekday:weekday> sau|tới")
def coming_weekday(context: Context, weekday: int) -> object:
    """The next one to some, next week's to others; often they are the same."""
    coming = _next_weekday(context.today, weekday)
    of_next_week = plus_days(monday(context.today), 7 + weekday)
    return Either((day_span(coming), day_span(of_next_week))) if coming < of_next_week else day_span(coming)


@rules.add("day", "<weekday:weekday> [,] [của|trong] <week:week>", "<week:week> [,] <weekday:weekday>")
def weekday_of_week(context: Context, weekday: int, week: date) -> Span:
    return day_span(plus_days(week, weekday), unit="weekday")


@rules.add("day", "<weekday:weekday> đầu <week:week>")
def early_weekday(context: Context, weekday: int, week: date) -> Span | None:
    return weekday_of_week(context, weekday, week) if weekday == 0 else None


@rules.add("day", "<weekday:weekday> cuối <week:week>")
def late_weekday(context: Context, weekday: int, week: date) -> Span | None:
    return weekday_of_week(context, weekday, week) if weekday >= FRIDAY else None


rules.same("dated", "<date:day>", "<numbered:day>")


@rules.add("day", "<weekday:weekday> [,] <dated:date>", "<dated:date> [,] <weekday:weekday>")
def weekday_with_date(context: Context, weekday: int, date: Span) -> object:
    """Where the two disagree, one of them is a slip."""
    if date.end.weekday() == weekday:
        return date
    return Either((date, bare_weekday(context, weekday)))

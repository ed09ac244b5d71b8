"""Whole weeks, and their beginning, middle and end (domain/deadlines.md rules 4 and 10)."""

from datetime import date

from rules.deadlines.engine import Rules
from rules.deadlines.stretches import edge, monday, plus_days
from rules.deadlines.values import Context, Either, Span
from rules.deadlines.weekdays import FRIDAY, SUNDAY

rules = Rules()


@rules.add("period", "<week:week>")
def whole_week(context: Context, week: date) -> object:
    """A week's last day is Friday to an office and Sunday to the calendar."""
    return _week_end(context, week)


@rules.add("period", "trong|hết tuần")
def rest_of_week(context: Context) -> object:
    return _week_end(context, monday(context.today))


def _week_end(context: Context, week: date) -> object:
    friday, sunday = plus_days(week, FRIDAY), plus_days(week, SUNDAY)
    through_sunday = Span(week, sunday, "week")
    # On a Sunday the doubt is which week, and that is asked first.
    if context.today.weekday() == SUNDAY and week > context.today:
        return through_sunday
    if friday < context.today <= sunday:
        return through_sunday
    return Either((Span(week, friday, "week"), through_sunday))


@rules.add("period", "cuối <week:week>")
def end_of_named_week(context: Context, week: date) -> object:
    return _edges(_week_end(context, week))


@rules.add("period", "cuối tuần")
def weekend(context: Context) -> object:
    """Friday or Sunday (rule 10); on a weekend, this Sunday or next Friday."""
    week = monday(context.today)
    if context.today > plus_days(week, FRIDAY):
        return Either((edge(plus_days(week, SUNDAY)), edge(plus_days(week, 7 + FRIDAY))))
    return _edges(_week_end(context, week))


def _edges(spans: object) -> object:
    if isinstance(spans, Either):
        return Either(tuple(edge(span.end) for span in spans.readings if isinstance(span, Span)))
    return edge(spans.end) if isinstance(spans, Span) else None


@rules.add("period", "đầu <week:week>")
def beginning_of_week(context: Context, week: date) -> Either:
    return _days_of(week, 0)


@rules.add("period", "giữa <week:week>")
def middle_of_week(context: Context, week: date) -> Either:
    return _days_of(week, 2)


@rules.add("period", "đầu tuần")
def next_beginning(context: Context) -> Either:
    return _days_of(plus_days(monday(context.today), 7 if context.today.weekday() > 0 else 0), 0)


@rules.add("period", "giữa tuần")
def next_middle(context: Context) -> Either:
    return _days_of(plus_days(monday(context.today), 7 if context.today.weekday() > 2 else 0), 2)


def _days_of(week: date, first: int) -> Either:
    return Either((edge(plus_days(week, first)), edge(plus_days(week, first + 1))))

"""Days by their number in a month, and days near today (domain/deadlines.md rules 1 and 6)."""

from rules.deadlines.engine import Rules
from rules.deadlines.reasons import NO_SUCH_DAY
from rules.deadlines.stretches import day_span, edge, month_span, plus_days
from rules.deadlines.values import Context, Either, Refusal, Span

rules = Rules()
YearMonth = tuple[int, int]

rules.same("day", "<date:day>")


@rules.add("month_ahead", "tháng này|nay")
def this_month(context: Context) -> YearMonth:
    return context.today.year, context.today.month


@rules.add("month_ahead", "tháng sau|tới")
def next_month(context: Context) -> YearMonth:
    return context.today.year, context.today.month + 1


@rules.add("month_ahead", "tháng sau|tới nữa")
def month_after_next(context: Context) -> YearMonth:
    return context.today.year, context.today.month + 2


@rules.add("month_ahead", "tháng trước")
def last_month(context: Context) -> YearMonth:
    return context.today.year, context.today.month - 1


@rules.add("day", "ngày <nn:day> [của] <month_ahead:of>")
def of_a_month(context: Context, day: int, of: YearMonth) -> Span | Refusal:
    month = month_span(*of)
    if not 1 <= day <= month.end.day:
        return Refusal(NO_SUCH_DAY, f"{day}/{month.end.month}")
    return day_span(plus_days(month.start, day - 1))


@rules.add("day", "<nn:day> <month_ahead:of>")
def bare_of_a_month(context: Context, day: int, of: YearMonth) -> Span | Refusal | None:
    """`15 tháng sau` may be a day (and may be 15 months); a small number is one of months."""
    return of_a_month(context, day, of) if day > 10 or of == this_month(context) else None


rules.same("day", "<numbered:day>")


@rules.add("numbered", "ngày <nn:day> [này|tới]")
def numbered(context: Context, day: int) -> object:
    """`ngày 31` said in a month of 30 days may be a slip for its last day."""
    if not 1 <= day <= 31:
        return Refusal(NO_SUCH_DAY, str(day))
    today = context.today
    ahead = today.month + (day < today.day)
    month, following = month_span(today.year, ahead), month_span(today.year, ahead + 1)
    if day <= month.end.day:
        return _nth(month, day)
    return Either((day_span(month.end, fixed=False), _nth(following, day)))


def _nth(month: Span, day: int) -> Span:
    return day_span(plus_days(month.start, day - 1), fixed=False)


@rules.add("day", "trong|cuối|hết ngày", "[ngày] hôm nay")
def today_itself(context: Context) -> Span:
    return day_span(context.today)


@rules.add("day", "[ngày] mai")
def tomorrow(context: Context) -> Span:
    return day_span(plus_days(context.today, 1))


@rules.add("day", "ngày kia", "[ngày] mốt")
def in_two_days(context: Context) -> Span:
    return day_span(plus_days(context.today, 2))


@rules.add("day", "ngày kìa")
def in_three_days(context: Context) -> Span:
    return day_span(plus_days(context.today, 3))


@rules.add("day", "[ngày] hôm qua|kia|trước")
def before_today(context: Context) -> Span:
    return day_span(plus_days(context.today, -1))


@rules.add("day", "ngày cuối [cùng] [của|trong] <whole:of>")
def last_day(context: Context, of: Span) -> Span:
    return edge(of.end)


@rules.add("day", "ngày làm việc cuối [cùng] [của|trong] <whole:of>")
def last_working_day(context: Context, of: Span) -> Span:
    return edge(context.working_days.add(plus_days(of.end, 1), -1))

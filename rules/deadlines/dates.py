"""Days by their date (domain/deadlines.md rule 1)."""

from datetime import date

from rules.deadlines.engine import Rules
from rules.deadlines.reasons import NO_SUCH_DAY
from rules.deadlines.stretches import day_span, month_span, plus_days, real_day
from rules.deadlines.values import Context, Either, Refusal, Span

rules = Rules()
DayMonth = tuple[int, int]

_NEAR = 183  # days: what "này" can still point at
_LEAP_GAP = 9  # years within which a 29 February comes, even around 2100

rules.same("sep", "/", "-", ".")
rules.same("yr", "<sep> <yyyy:year>", "[,] <yyyy:year>", "[,] [của|/|-] năm <yyyy:year>")


@rules.add("yr", "[,] [của] năm nay|này")
def this_year(context: Context) -> int:
    return context.today.year


@rules.add("yr", "[,] [của] năm sau|tới", "[,] sang năm")
def next_year(context: Context) -> int:
    return context.today.year + 1


@rules.add("yr", "[,] [của] năm ngoái|trước")
def last_year(context: Context) -> int:
    return context.today.year - 1


@rules.add("dm", "[ngày] <nn:day> <sep> <nn:month>", "[ngày] <num:day> [ <sep> | , ] tháng <nth:month>")
def day_and_month(context: Context, day: int, month: int) -> DayMonth:
    return day, month


rules.same("date", "<solar:day>", "<solar:day> [,] ( dương [lịch] | dl )")


@rules.add("solar", "<dm:dm> [tới]")
def without_a_year(context: Context, dm: DayMonth) -> object:
    return next_time(context.today, *dm)


@rules.add("solar", "<dm:dm> này")
def of_these_days(context: Context, dm: DayMonth) -> object:
    found = next_time(context.today, *dm)
    far = isinstance(found, Span) and found.end > plus_days(context.today, _NEAR)
    return None if far else found


def next_time(today: date, day: int, month: int) -> Span | Either | Refusal:
    """The next such day, today included. Where the coming February has no 29th, its last day is as likely meant."""
    if real_day(2024, month, day) is None:
        return Refusal(NO_SUCH_DAY, f"{day}/{month}")
    first = today.year if (month, day) >= (today.month, today.day) else today.year + 1
    days = (real_day(year, month, day) for year in range(first, first + _LEAP_GAP))
    found = next((each for each in days if each), date.max)
    meant = day_span(found, fixed=False)
    return meant if found.year == first else Either((day_span(month_span(first, month).end, fixed=False), meant))


@rules.add("solar", "<dm:dm> <yr:year>")
def with_a_year(context: Context, dm: DayMonth, year: int) -> Span | Refusal:
    return _exactly(year, dm[1], dm[0])


@rules.add("solar", *(f"[ngày] <yyyy:year> {sep} <nn:month> {sep} <nn:day>" for sep in "/-."))
def year_first(context: Context, year: int, month: int, day: int) -> Span | Refusal:
    return _exactly(year, month, day)


def _exactly(year: int, month: int, day: int) -> Span | Refusal:
    found = real_day(year, month, day)
    return day_span(found) if found else Refusal(NO_SUCH_DAY, f"{day}/{month}/{year}")


@rules.add("solar", *(f"[ngày] <nn:day> {sep} <nn:month> {sep} <yy:year>" for sep in "/-."))
def with_a_short_year(context: Context, day: int, month: int, year: int) -> object:
    """`5/12/10` is ambiguous (rule 10): any of its numbers may be the month and none looks like a year, so the day may stand
    first or last."""
    found, last = _exactly(year, month, day), year - 2000
    if isinstance(found, Refusal) or max(day, month, last) > 12 or day == last:
        return found
    ahead = found if found.end >= context.today else next_time(context.today, day, month)
    return Either((ahead, next_time(context.today, last, month)))

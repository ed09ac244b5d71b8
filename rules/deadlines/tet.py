"""Tết, and `mùng`, which is said of both calendars (domain/deadlines.md rule 7)."""

from datetime import date

from rules.deadlines.dates import DayMonth, next_time
from rules.deadlines.days import YearMonth
from rules.deadlines.engine import Rules
from rules.deadlines.lunar import LunarMonth, lunar_months, month_around
from rules.deadlines.moons import coming_of_month, lunar_in_year, next_lunar
from rules.deadlines.reasons import AFTER, NO_SUCH_DAY
from rules.deadlines.stretches import day_span, edge, month_span, plus_days, real_day
from rules.deadlines.values import Context, Either, Moment, Refusal, Span

rules = Rules()

_MUNG = 10  # the last day of a month that is called mùng


@rules.add("day", "<mung:dm>")
def mung_of_month(context: Context, dm: DayMonth) -> Either | None:
    """Everyday solar speech first, then lunar."""
    if not 1 <= dm[0] <= _MUNG:
        return None
    return _both(next_time(context.today, *dm), next_lunar(context.today, *dm))


@rules.add("day", "<mung:dm> <yr:year>")
def mung_of_year(context: Context, dm: DayMonth, year: int) -> Either | None:
    found = real_day(year, dm[1], dm[0])
    if found is None or dm[0] > _MUNG:
        return None
    return _both(day_span(found), lunar_in_year(context.today, year, *dm))


def _both(solar: object, lunar: Either | Refusal) -> Either:
    return Either((solar, *(lunar.readings if isinstance(lunar, Either) else (lunar,))))


@rules.add("day", "<mung:dm> [,] dương [lịch]")
def solar_mung(context: Context, dm: DayMonth) -> object:
    return next_time(context.today, *dm) if dm[0] <= _MUNG else None


@rules.add("day", "[ngày] mùng <num:day>")
def bare_mung(context: Context, day: int) -> Either | None:
    if not 1 <= day <= _MUNG:
        return None
    month = month_span(context.today.year, context.today.month + (day < context.today.day))
    return Either((_nth(month.start, day), day_span(coming_of_month(context.today, day))))


@rules.add("day", "[ngày] mùng <num:day> <lunar_mark>")
def lunar_mung(context: Context, day: int) -> Span | None:
    return day_span(coming_of_month(context.today, day)) if 1 <= day <= _MUNG else None


@rules.add("day", "[ngày] mùng <num:day> <month_ahead:of>")
def mung_of_coming_month(context: Context, day: int, of: YearMonth) -> Either | None:
    """Months ahead by the one calendar and by the other."""
    if not 1 <= day <= _MUNG:
        return None
    ahead = (of[0] * 12 + of[1]) - (context.today.year * 12 + context.today.month)
    lunar = month_around(context.today)
    for _ in range(ahead):
        lunar = month_around(plus_days(lunar.end, 1))
    return Either((_nth(month_span(*of).start, day), _nth(lunar.start, day)))


def _nth(start: date, day: int) -> Span:
    return day_span(plus_days(start, day - 1))


rules.same("tet_name", "[dịp] tết [ nguyên đán | âm lịch | cổ truyền | ta ] [này|tới]")


@rules.add("tet", "<tet_name> [<yr:year>]")
def tet(context: Context, year: int | None = None) -> Span | Refusal:
    """The first day of Tết."""
    return _day_of_tet(context.today, 1, year)


@rules.add("day", "[ngày] mùng <num:day> <tet_name> [<yr:year>]")
def day_of_tet(context: Context, day: int, year: int | None = None) -> Span | Refusal | None:
    return _day_of_tet(context.today, day, year) if 1 <= day <= _MUNG else None


@rules.add("day", "[ngày] <num:day> <tet_name> [<yr:year>]")
def day_before_tet(context: Context, day: int, year: int | None = None) -> Span | Refusal | None:
    """`29 Tết` is a day of the month before."""
    return _day_of_tet(context.today, day, year) if 20 <= day <= 30 else None


@rules.add("day", "[đêm|ngày] giao thừa")
def eve(context: Context) -> Span | Refusal:
    first = _day_of_tet(context.today, 1, None)
    return day_span(plus_days(first.start, -1)) if isinstance(first, Span) else first


def _day_of_tet(today: date, day: int, year: int | None) -> Span | Refusal:
    years = [year] if year is not None else [today.year, today.year + 1]
    months = [month for each in years for month in _month_of_tet(each, day)]
    # A year beyond what is known of the lunar calendar has no such month.
    coming = [month for month in months if year is not None or plus_days(month.start, day - 1) >= today]
    found = coming[0].day(day) if coming else None
    return day_span(found) if found else Refusal(NO_SUCH_DAY, f"{day} Tết")


def _month_of_tet(year: int, day: int) -> list[LunarMonth]:
    return lunar_months(year, 1)[:1] if day <= _MUNG else lunar_months(year - 1, 12)[:1]


@rules.add("bound", "trước <tet:tet>")
def before_tet(context: Context, tet: Span) -> Moment:
    return Moment(day_span(plus_days(tet.start, -1)))


@rules.add("bound", "<tet:tet>")
def by_tet(context: Context, tet: Span) -> Either:
    """Its eve, or its first day."""
    return Either((Moment(edge(plus_days(tet.start, -1))), Moment(edge(tet.start))))


@rules.add("bound", "hết|qua|ra <tet_name>", "ra giêng")
def after_tet(context: Context) -> Refusal:
    return Refusal(AFTER)


@rules.add("day", "tết ( dương [lịch] | tây )")
def new_years_day(context: Context) -> object:
    return next_time(context.today, 1, 1)


@rules.add("day", "tết ( dương [lịch] | tây ) <yr:year>")
def new_years_day_of(context: Context, year: int) -> Span | None:
    found = real_day(year, 1, 1)
    return day_span(found) if found else None

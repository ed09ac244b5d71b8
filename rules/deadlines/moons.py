"""Days of the lunar calendar, said with `giêng`, `chạp`, `rằm` or `âm lịch` (domain/deadlines.md rule 7)."""

from datetime import date

from rules.deadlines.dates import DayMonth
from rules.deadlines.engine import Rules
from rules.deadlines.lunar import LunarMonth, lunar_months, lunar_year_of, month_around
from rules.deadlines.reasons import NO_SUCH_DAY
from rules.deadlines.stretches import day_span, edge, plus_days
from rules.deadlines.values import Context, Either, Refusal, Span

rules = Rules()

rules.same("lunar_mark", "[,] âm [lịch]", "[,] al|âl")


@rules.add("lunar_name", "tháng giêng")
def first_month(context: Context) -> int:
    return 1


@rules.add("lunar_name", "tháng chạp")
def twelfth_month(context: Context) -> int:
    return 12


@rules.add("mung", "[ngày] mùng <num:day> tháng <nth:month>", "[ngày] mùng <num:day> <sep> <nn:month>")
@rules.add("lunar_dm", "[ngày] [mùng] <num:day> [/|,] <lunar_name:month>")
def lunar_day_and_month(context: Context, day: int, month: int) -> DayMonth:
    return day, month


@rules.add("lunar_dm", "[ngày|hôm] rằm ( <lunar_name:month> | tháng <nth:month> [<lunar_mark>] )")
def full_moon(context: Context, month: int) -> DayMonth:
    return 15, month


@rules.add("lunar_dm", "[tết|rằm] trung thu")
def mid_autumn(context: Context) -> DayMonth:
    return 15, 8


rules.same("lunar_dm", "<dm:dm> <lunar_mark>", "<mung:dm> <lunar_mark>")


@rules.add("day", "<lunar_dm:dm> [này|tới]")
def lunar_date(context: Context, dm: DayMonth) -> Either | Refusal:
    return next_lunar(context.today, *dm)


@rules.add("day", "<lunar_dm:dm> <yr:year>", "<dm:dm> <yr:year> <lunar_mark>", "<mung:dm> <yr:year> <lunar_mark>")
def lunar_date_of_year(context: Context, dm: DayMonth, year: int) -> Either | Refusal:
    return lunar_in_year(context.today, year, *dm)


@rules.add("day", "[ngày|hôm] rằm [này|tới]")
def coming_full_moon(context: Context) -> Span:
    return day_span(coming_of_month(context.today, 15))


def coming_of_month(today: date, day: int) -> date:
    """The next such day of whatever lunar month, `day` being one that every month has."""
    this = month_around(today)
    days = [plus_days(month.start, day - 1) for month in (this, month_around(plus_days(this.end, 1)))]
    return days[0] if days[0] >= today else days[1]


def next_lunar(today: date, day: int, month: int) -> Either | Refusal:
    """The next such day. Where its month has a leap month of the same number, both (rule 7)."""
    this_year = lunar_year_of(today)
    for year in range(this_year - 1, this_year + 3):
        months = lunar_months(year, month)
        ahead = [each for each in months if plus_days(each.start, day - 1) >= today]
        if ahead:
            # The leap month alone is ahead: the next year's plain one may be meant as well.
            more = lunar_months(year + 1, month)[:1] if len(ahead) < len(months) else []
            return _each(ahead + more, day, f"{day}/{month}")
    return _missing(f"{day}/{month}")


def lunar_in_year(today: date, year: int, day: int, month: int) -> Either | Refusal:
    """Such a day of a year that was said: of the lunar year, or – its last months reach into the next – of the solar one."""
    own = lunar_months(year, month)
    spilt = [each for each in lunar_months(year - 1, month) if (found := each.day(day)) and found.year == year]
    ahead = [each for each in (*own, *spilt) if plus_days(each.start, day - 1) >= today]
    return _each(ahead or own, day, f"{day}/{month}/{year}")


def _each(months: list[LunarMonth], day: int, said: str) -> Either | Refusal:
    days = [found for month in months if (found := month.day(day))]
    return _days(days) if days and len(days) == len(months) else _missing(said)


def _days(days: list[date]) -> Either:
    return Either(tuple(day_span(day) for day in days))


def _missing(said: str) -> Refusal:
    return Refusal(NO_SUCH_DAY, f"{said} âm lịch")


rules.same("period", "<lunar_month:span>")


@rules.add("lunar_month", "<lunar_name:month>", "tháng <nth:month> <lunar_mark>")
def lunar_month(context: Context, month: int) -> Either:
    """A whole month, by its last day; the leap month too."""
    year = lunar_year_of(context.today)
    near = [each for y in (year - 1, year, year + 1) for each in lunar_months(y, month) if each.end >= context.today]
    first = [each for each in near if (each.start - near[0].start).days < 60]
    return Either(tuple(Span(each.start, each.end, "month") for each in first))


@rules.add("period", "cuối|hết <lunar_month:of>")
def end_of_lunar_month(context: Context, of: Span) -> Span:
    return edge(of.end)

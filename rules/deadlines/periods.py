"""Months, quarters and years mean their last day (domain/deadlines.md rule 5)."""

from rules.deadlines.days import YearMonth
from rules.deadlines.engine import Rules
from rules.deadlines.reasons import NO_SUCH_PERIOD
from rules.deadlines.stretches import day_span, month_span, quarter_span, upcoming, year_span
from rules.deadlines.values import Context, Either, Refusal, Span
from rules.deadlines.weekdays import bare_weekday

rules = Rules()

rules.same("whole", "<month:span>", "<quarter:span>", "<year:span>")
rules.same("period", "<whole:span>", "cả <year:span>")


@rules.add("month", "<month_ahead:of>")
def month_nearby(context: Context, of: YearMonth) -> Span:
    return month_span(*of, fixed=True)


@rules.add("month", "tháng <nth:month> [tới]", "<th_n:month>", "trong|hết <t_n:month>")
def month_without_year(context: Context, month: int) -> Span | Refusal:
    return _month(context, month)


@rules.add("month", "tháng <nth:month> này")
def month_of_this_year(context: Context, month: int) -> Span | Refusal:
    return _month(context, month, context.today.year)


@rules.add("month", "tháng <nth:month> <yr:year>", "<t_n:month> <yr:year>", "<th_n:month> <yr:year>")
@rules.add("month", "<nn:month> <sep> <yyyy:year>", "<yyyy:year> <sep> <nn:month>")
def month_with_year(context: Context, month: int, year: int) -> Span | Refusal:
    return _month(context, month, year)


def _month(context: Context, month: int, year: int | None = None) -> Span | Refusal:
    if not 1 <= month <= 12:
        return Refusal(NO_SUCH_PERIOD)
    if year is not None:
        return month_span(year, month, fixed=True)
    return upcoming(context.today, lambda year: month_span(year, month))


@rules.add("month", "<t_n:month>")
def short_month(context: Context, month: int) -> Span | None:
    """`T12`; `T2` to `T7` are weekdays (rule 4)."""
    found = _month(context, month)
    return found if isinstance(found, Span) and not 2 <= month <= 7 else None


@rules.add("period", "cuối <t_n:n>")
def end_of_short_month(context: Context, n: int) -> object:
    """The end of a weekday, or of a month."""
    month = _month(context, n)
    return Either((bare_weekday(context, n - 2), month)) if 2 <= n <= 7 else month


@rules.add("month", "tháng <nth:month> / <yy:year>", "<t_n:month> / <yy:year>", "<th_n:month> / <yy:year>")
def month_with_short_year(context: Context, month: int, year: int) -> object:
    """`tháng 12/26` is a month, or its 26th day."""
    found, day = _month(context, month, year), year - 2000
    if isinstance(found, Refusal) or day > found.end.day:
        return found
    next_one = _month(context, month)
    return Either((found, day_span(next_one.start.replace(day=day)))) if isinstance(next_one, Span) else found


@rules.add("month", "trong tháng")
def rest_of_month(context: Context) -> Span:
    return month_span(context.today.year, context.today.month, fixed=True)


@rules.add("quarter", "quý <nth:quarter> [tới]", "<q_n:quarter>")
def quarter_without_year(context: Context, quarter: int) -> Span | Refusal:
    return quarters(context, quarter, quarter)


@rules.add("quarter", "quý <nth:quarter> <yr:year>", "<q_n:quarter> <yr:year>", "quý <nth:quarter> / <yy:year>")
@rules.add("quarter", "<q_n:quarter> / <yy:year>")
def quarter_with_year(context: Context, quarter: int, year: int) -> Span | Refusal:
    return quarters(context, quarter, quarter, year)


@rules.add("quarter", "quý đầu năm")
def first_quarter(context: Context) -> Span | Refusal:
    return quarters(context, 1, 1)


@rules.add("quarter", "quý đầu <yr:year>")
def first_quarter_of(context: Context, year: int) -> Span | Refusal:
    return quarters(context, 1, 1, year)


@rules.add("quarter", "quý cuối năm")
def last_quarter(context: Context) -> Span | Refusal:
    return quarters(context, 4, 4)


@rules.add("quarter", "quý cuối <yr:year>")
def last_quarter_of(context: Context, year: int) -> Span | Refusal:
    return quarters(context, 4, 4, year)


def quarters(context: Context, first: int, last: int, year: int | None = None) -> Span | Refusal:
    """From one quarter of a year to another, the year being the coming one where none was said."""
    if not 1 <= first <= last <= 4:
        return Refusal(NO_SUCH_PERIOD)

    def of_year(year: int, fixed: bool = False) -> Span:
        return month_span(year, first * 3 - 2, 3 * (last - first + 1), "quarter" if first == last else "span", fixed)

    return of_year(year, fixed=True) if year is not None else upcoming(context.today, of_year)


def quarter_from_now(context: Context, ahead: int) -> Span:
    """The quarter that is `ahead` quarters after this one."""
    return quarter_span(context.today.year, (context.today.month + 2) // 3 + ahead, fixed=True)


@rules.add("quarter", "quý này|nay", "trong quý")
def this_quarter(context: Context) -> Span:
    return quarter_from_now(context, 0)


@rules.add("quarter", "quý sau|tới")
def next_quarter(context: Context) -> Span:
    return quarter_from_now(context, 1)


@rules.add("quarter", "quý trước")
def last_quarter_over(context: Context) -> Span:
    return quarter_from_now(context, -1)


@rules.add("year", "năm <yyyy:year>")
def year_of_number(context: Context, year: int) -> Span:
    return year_span(year)


@rules.add("year", "<yyyy:year>")
def bare_year(context: Context, year: int) -> Span | None:
    return year_span(year) if 2000 <= year < 2100 else None


@rules.add("year", "trong|cả năm", "năm nay|này")
def this_whole_year(context: Context) -> Span:
    return year_span(context.today.year)


@rules.add("year", "năm sau|tới", "sang năm")
def next_whole_year(context: Context) -> Span:
    return year_span(context.today.year + 1)


@rules.add("year", "năm ngoái|trước")
def last_whole_year(context: Context) -> Span:
    return year_span(context.today.year - 1)

"""The beginning, the middle, the end and the halves of periods (domain/deadlines.md rule 5)."""

from datetime import date

from rules.deadlines.engine import Rules
from rules.deadlines.periods import quarter_from_now
from rules.deadlines.stretches import edge, month_span, plus_days, upcoming, year_span
from rules.deadlines.values import Context, Either, Span

rules = Rules()

rules.same("period", "<part:span>")


@rules.add("part", "[ngày] cuối <whole:of>", "hạ tuần [của] <month:of>")
def end(context: Context, of: Span) -> Span:
    return edge(of.end)


@rules.add("part", "[ngày] cuối|hết tháng")
def end_of_month(context: Context) -> Span:
    return edge(month_span(context.today.year, context.today.month).end)


@rules.add("part", "[ngày] cuối|hết quý")
def end_of_quarter(context: Context) -> Span:
    return edge(quarter_from_now(context, 0).end)


@rules.add("part", "[ngày] cuối|hết năm")
def end_of_year(context: Context) -> Span:
    return edge(year_span(context.today.year).end)


@rules.add("part", "giữa <month:of>")
def middle_of_month(context: Context, of: Span) -> Span:
    return edge(of.start.replace(day=15))


@rules.add("part", "giữa tháng")
def coming_middle(context: Context) -> Span:
    today = context.today
    return edge(month_span(today.year, today.month + (today.day > 15)).start.replace(day=15))


@rules.add("part", "giữa <quarter:of>")
def middle_of_quarter(context: Context, of: Span) -> Either:
    middle = month_span(of.start.year, of.start.month + 1)
    return Either((edge(middle.start.replace(day=15)), edge(middle.end)))


@rules.add("part", "giữa <year:of>")
def middle_of_year(context: Context, of: Span) -> Either:
    return Either((edge(of.start.replace(month=6, day=30)), edge(of.start.replace(month=7, day=31))))


@rules.add("part", "giữa năm")
def coming_middle_of_year(context: Context) -> Either:
    return middle_of_year(context, upcoming(context.today, lambda year: month_span(year, 1, 6)))


@rules.add("part", "đầu <month:of>")
def beginning_of_month(context: Context, of: Span) -> Either:
    """A day to some, ten days to others."""
    return Either((edge(of.start), edge(plus_days(of.start, 9))))


@rules.add("part", "đầu <quarter:of>", "đầu <year:of>")
def beginning(context: Context, of: Span) -> Either:
    """A day to some, a month to others."""
    return Either((edge(of.start), edge(month_span(of.start.year, of.start.month).end)))


@rules.add("part", "đầu tháng")
def coming_month(context: Context) -> Either:
    return beginning_of_month(context, _from_now(context.today, 1))


@rules.add("part", "đầu quý")
def coming_quarter(context: Context) -> Either:
    return beginning(context, _from_now(context.today, 3))


@rules.add("part", "đầu năm")
def coming_year(context: Context) -> Either:
    return beginning(context, _from_now(context.today, 12))


def _from_now(today: date, months: int) -> Span:
    """The next period of so many months to begin, which may be today."""
    first = (today.month - 1) // months * months + 1
    this = month_span(today.year, first, months)
    return this if this.start == today else month_span(today.year, first + months, months)


@rules.add("part", "thượng tuần [của] <month:of>")
def first_ten_days(context: Context, of: Span) -> Span:
    return edge(plus_days(of.start, 9))


@rules.add("part", "trung tuần [của] <month:of>")
def middle_ten_days(context: Context, of: Span) -> Either:
    return Either((edge(of.start.replace(day=15)), edge(of.start.replace(day=20))))


@rules.add("part", "nửa đầu <month:of>")
def first_half_month(context: Context, of: Span) -> Span:
    return edge(of.start.replace(day=15))


@rules.add("part", "nửa cuối|sau <month:of>")
def second_half_month(context: Context, of: Span) -> Span:
    return edge(of.end)


rules.same("of_year", "<yr:year>", "[của] <yyyy:year>")


@rules.add("period", "<num:months> tháng|t đầu ( năm | <of_year:year> )")
def first_months(context: Context, months: int, year: int | None = None) -> Span | None:
    return _months(context, 1, months, year)


@rules.add("period", "<num:months> tháng|t cuối ( năm | <of_year:year> )")
def last_months(context: Context, months: int, year: int | None = None) -> Span | None:
    return _months(context, 13 - months, months, year)


@rules.add("period", "nửa đầu ( năm | <of_year:year> )", "nửa năm đầu [<of_year:year>]")
def first_half(context: Context, year: int | None = None) -> Span | None:
    return _months(context, 1, 6, year)


@rules.add("period", "nửa cuối|sau ( năm | <of_year:year> )", "nửa năm cuối|sau [<of_year:year>]")
def second_half(context: Context, year: int | None = None) -> Span | None:
    return _months(context, 7, 6, year)


def _months(context: Context, first: int, months: int, year: int | None) -> Span | None:
    if not 1 <= months <= 11:
        return None
    if year is not None:
        return month_span(year, first, months, "span", fixed=True)
    return upcoming(context.today, lambda year: month_span(year, first, months, "span"))


@rules.add("period", "<num:months> tháng <yr:year>")
def months_of_year(context: Context, months: int, year: int) -> Span | None:
    """`9 tháng năm 2027` is nine months of 2027; it may also be the ninth of May, which is read elsewhere."""
    return _months(context, 1, months, year) if months in (3, 6, 9) else None

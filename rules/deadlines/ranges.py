"""Two dates in one phrase: from one to the other means the end; other pairs ask (domain/deadlines.md rule 9)."""

from rules.deadlines.engine import Rules
from rules.deadlines.periods import quarters
from rules.deadlines.reasons import BACKWARDS
from rules.deadlines.stretches import day_span, month_span, plus_days, upcoming, year_span
from rules.deadlines.values import Context, Either, Moment, Refusal, Span

rules = Rules()

_WEEK = 7

rules.same("to", "[cho] đến|tới [hết]")
rules.same("goal", "<range:moment>")


@rules.add("range", "[kể|tính] từ <now> <to> <bound:end>")
def from_today(context: Context, end: Moment) -> Moment:
    return end


@rules.add("range", "[kể|tính] từ <when:start> <to> <bound:end>", "<when:start> <to> <bound:end>")
def from_to(context: Context, start: Span, end: Moment) -> object:
    return _ending(context, start, end)


@rules.add("range", "[từ] <when:start> - <when:end>")
def with_dash(context: Context, start: Span, end: Span) -> object:
    """A dash joins two of a kind; `30/9-2027` is one date."""
    return _ending(context, start, Moment(end)) if start.unit == end.unit and start.unit != "edge" else None


def _ending(context: Context, start: Span, end: Moment) -> object:
    if start.start <= end.span.end:
        return end
    if start.unit == end.span.unit == "weekday":
        return Either((end, Moment(day_span(plus_days(end.span.end, _WEEK)), end.at)))
    # Said without a year, and over already this year: it began then.
    began = not start.fixed and start.start.year > context.today.year
    return end if began else Refusal(BACKWARDS)


@rules.add("range", "[từ] [ngày] <nn:first> - <date:last>", "[từ] [ngày] <nn:first> <to> <date:last>")
def days_of_month(context: Context, first: int, last: Span) -> Moment | None:
    """`15-20/12`."""
    return Moment(last) if 1 <= first < last.end.day else None


@rules.add("period", "tháng <nth:first> -|đến|tới <nth:last>")
def months(context: Context, first: int, last: int) -> Span | None:
    return _months(context, first, last)


@rules.add("period", "tháng <nth:first> -|đến|tới <nth:last> <yr:year>", "<nn:first> - <nn:last> / <yyyy:year>")
def months_of_year(context: Context, first: int, last: int, year: int) -> Span | None:
    return _months(context, first, last, year)


def _months(context: Context, first: int, last: int, year: int | None = None) -> Span | None:
    if not 1 <= first < last <= 12:
        return None
    if year is not None:
        return month_span(year, first, last - first + 1, "span", fixed=True)
    return upcoming(context.today, lambda year: month_span(year, first, last - first + 1, "span"))


@rules.add("period", "quý <nth:first> -|đến|tới [quý] <nth:last> [<yr:year>]")
def quarter_range(context: Context, first: int, last: int, year: int | None = None) -> Span | Refusal:
    return quarters(context, first, last, year)


@rules.add("period", "quý <nth:first> và|,|+|& [quý] <nth:last> [<yr:year>]")
def quarter_list(context: Context, first: int, last: int, year: int | None = None) -> Span | Refusal | None:
    """`trong quý I và quý II` means its last; quarters apart are two deadlines."""
    return quarters(context, first, last, year) if last == first + 1 else None


@rules.add("period", "<quarter:first> và|,|+|& <quarter:last>")
def dated_quarters(context: Context, first: Span, last: Span) -> Span | None:
    both_fixed = first.fixed and last.fixed
    return last if both_fixed and plus_days(first.end, 1) == last.start else None


@rules.add("period", "[cả] [<years_name>] [từ] [năm] <yyyy:first> -|đến|tới [năm] <yyyy:last>")
@rules.add("period", "[<years_name>] <num:years> năm <yyyy:first> -|đến|tới <yyyy:last>")
def years(context: Context, first: int, last: int, years: int | None = None) -> Span | Refusal | None:
    """`giai đoạn 2026–2030`; `5 năm 2026–2030` when it is five."""
    if first >= last:
        return Refusal(BACKWARDS)
    if years not in (None, last - first + 1):
        return None
    return Span(year_span(first).start, year_span(last).end, "span", fixed=True)


rules.same("years_name", "giai đoạn", "nhiệm kỳ", "thời kỳ")


@rules.add("period", "cuối <years_name> <yyyy:first> -|đến|tới <yyyy:last>")
def end_of_years(context: Context, first: int, last: int) -> Span | Refusal | None:
    return years(context, first, last)


@rules.add("pair", "<bound:one> <and> <openings> <bound:other>")
def pair(context: Context, one: Moment, other: Moment) -> Either:
    """Any other pair asks."""
    return Either((one, other))


rules.same("and", "[,] và|hoặc|hay", ",", "&", "+")

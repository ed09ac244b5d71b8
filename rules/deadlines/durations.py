"""So long from now: `10 ngày nữa`, `sau hai tuần`, `trong vòng 5 ngày làm việc` (domain/deadlines.md rule 6)."""

from dataclasses import dataclass
from datetime import date

from rules.deadlines.engine import Rules
from rules.deadlines.reasons import COUNTED, TOO_FAR
from rules.deadlines.stretches import day_span, month_span, plus_days, plus_months, upcoming
from rules.deadlines.values import Context, Either, Moment, Refusal

rules = Rules()

# Nobody counts a deadline ten years ahead in days.
_FARTHEST = {"day": 3653, "working day": 2500, "week": 522, "month": 120, "year": 10}


@dataclass(frozen=True, slots=True)
class Duration:
    """`n` of a unit of `_FARTHEST`."""

    n: int
    unit: str


def _counted(unit: str, *patterns: str) -> None:
    @rules.add("duration", *patterns)
    def count(context: Context, n: int) -> Duration | Refusal | None:
        if n > _FARTHEST[unit]:
            return Refusal(TOO_FAR)
        return Duration(n, unit) if n > 0 else None


_counted("day", "<num:n> ngày|hôm")
_counted("working day", "<num:n> ngày làm việc")
_counted("week", "<num:n> tuần [lễ]")
_counted("month", "<num:n> tháng")
_counted("year", "<num:n> năm")


@rules.add("duration", "nửa tháng")
def half_a_month(context: Context) -> Duration:
    return Duration(15, "day")


@rules.add("duration", "nửa năm")
def half_a_year(context: Context) -> Duration:
    return Duration(6, "month")


rules.same("now", "[ngày] hôm nay", "nay", "[bây] giờ")


@rules.add("goal", "sau <duration:d> [nữa]", "<duration:d> nữa|tới|sau")
@rules.add("goal", "trong [ vòng | thời hạn | thời gian ] <duration:d> [nữa|tới]")
@rules.add("goal", "[ trong [ vòng | thời hạn | thời gian ] ] <duration:d> [nữa] [,] [kể|tính] từ <now>")
def from_now(context: Context, d: Duration) -> Moment:
    return Moment(day_span(_end(context, d)))


@rules.add("goal", "<duration:d>")
def bare(context: Context, d: Duration) -> Moment | None:
    """`6 tháng` alone may as well be the first six months of a year: see `vague`."""
    return None if d.unit == "month" and d.n % 3 == 0 and d.n <= 12 else from_now(context, d)


def _end(context: Context, d: Duration) -> date:
    if d.unit == "working day":
        return context.working_days.add(context.today, d.n)
    if d.unit in ("day", "week"):
        return plus_days(context.today, d.n * (7 if d.unit == "week" else 1))
    return plus_months(context.today, d.n * (12 if d.unit == "year" else 1))


@rules.add("vague", "<duration:d>")
def half_year_or_months(context: Context, d: Duration) -> Either:
    """`6 tháng`: six months from now, or the first six of a year."""
    months = upcoming(context.today, lambda year: month_span(year, 1, d.n, "span"))
    return Either((from_now(context, d), Moment(months)))


@rules.add("counted", "[ trong [ vòng | thời hạn | thời gian ] ] <duration:d> [,] [kể|tính] từ|sau <rest>")
@rules.add("counted", "[ trong [ vòng | thời hạn | thời gian ] ] <duration:d> [,] trước|sau <rest>")
def counted_from_elsewhere(context: Context, d: Duration) -> Refusal:
    """`30 ngày kể từ ngày ký`: no day to count from."""
    return Refusal(COUNTED)

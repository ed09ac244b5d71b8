"""What comes again: `hằng tháng`, `trước ngày 25 hằng tháng`; and what never ends (domain/deadlines.md rule 8)."""

from rules.deadlines.clocks import settled
from rules.deadlines.dates import DayMonth
from rules.deadlines.deadline import Every
from rules.deadlines.engine import Rules
from rules.deadlines.reasons import DAILY, LUNAR, NO_SUCH_DAY, NO_SUCH_PERIOD, YEARLY
from rules.deadlines.stretches import real_day
from rules.deadlines.values import Anchor, Clock, Context, Ongoing, Refusal, Repeat

rules = Rules()

_PLAIN_YEAR = 2027  # one without a 29 February
_DECEMBER = 12

rules.same("goal", "<repeat:repeat>", "<ongoing:ongoing>")
rules.same("each", "định kỳ [hằng|mỗi]", "hằng|mỗi")


def _every(every: Every, unit: str) -> None:
    @rules.add("every", f"<each> {unit} [một|1 lần]")
    def period(context: Context) -> Every:
        return every


_every("week", "tuần")
_every("month", "tháng")
_every("quarter", "quý")
_every("year", "năm")


@rules.add("goal", "<each> ngày", "định kỳ ngày")
def daily(context: Context) -> Refusal:
    return Refusal(DAILY)


@rules.add("anchor", "ngày <nn:day>")
@rules.add("bare_anchor", "<nn:day>")
def day_of_month(context: Context, day: int) -> Anchor | Refusal:
    return Anchor("month", day) if 1 <= day <= 31 else Refusal(NO_SUCH_DAY, str(day))


@rules.add("anchor", "<weekday:weekday>")
def day_of_week(context: Context, weekday: int) -> Anchor:
    return Anchor("week", weekday + 1)


@rules.add("anchor", "ngày <nn:day> [của] tháng cuối [quý]")
def day_of_quarter(context: Context, day: int) -> Anchor | Refusal:
    return Anchor("quarter", day) if 1 <= day <= 31 else Refusal(NO_SUCH_DAY, str(day))


@rules.add("anchor", "<dm:dm>")
def day_of_year(context: Context, dm: DayMonth) -> Anchor | Refusal:
    day, month = dm
    if real_day(_PLAIN_YEAR, month, day) is None:
        return Refusal(NO_SUCH_DAY, f"{day}/{month}")
    return Anchor("year", day) if month == _DECEMBER else Refusal(YEARLY)


@rules.add("anchor", "tháng <nth:month>")
def month_of_year(context: Context, month: int) -> Anchor | Refusal:
    if not 1 <= month <= _DECEMBER:
        return Refusal(NO_SUCH_PERIOD)
    return Anchor("year", None) if month == _DECEMBER else Refusal(YEARLY)


@rules.add("anchor", "quý <nth:quarter>")
def quarter_of_year(context: Context, quarter: int) -> Anchor | Refusal:
    return month_of_year(context, quarter * 3)


@rules.add("anchor", "[ngày] mùng <num>")
def mung(context: Context) -> Refusal:
    return Refusal(LUNAR)


@rules.add("before", "trước")
def excluded(context: Context) -> bool:
    return True


@rules.add("repeat", "<every:every>")
def plainly(context: Context, every: Every) -> Repeat:
    """By the period's last day."""
    return Repeat(every)


@rules.add("repeat", "[ngày] cuối [cùng] [của] <every:every>")
def at_the_end(context: Context, every: Every) -> Repeat | None:
    """The end of a week is a doubt (rule 10)."""
    return Repeat(every) if every != "week" else None


@rules.add("repeat", "mỗi <weekday:weekday>")
def every_weekday(context: Context, weekday: int) -> Repeat:
    return Repeat("week", weekday + 1)


@rules.add("repeat", "[<before:before>] [<clock:clock> [,]] [<part_of_day>] <anchor:anchor> [của] [,] <every:every>")
@rules.add("repeat", "[<before:before>] <bare_anchor:anchor> <every:every>")
@rules.add("repeat", "<every:every> <openings> [<before:before>] [<clock:clock> [,]] [<part_of_day>] <anchor:anchor>")
def anchored(
    context: Context, every: Every, anchor: Anchor, before: bool = False, clock: Clock | None = None
) -> Repeat | Refusal | None:
    """`trước ngày 25 hằng tháng` is the 24th; before an hour it is the day itself."""
    if anchor.every != every:
        return None
    if clock is None:
        return Repeat(every, anchor.day) if not before else _eve(anchor)
    hour = settled(clock, "")
    return hour if isinstance(hour, Refusal) else Repeat(every, anchor.day, hour)


def _eve(anchor: Anchor) -> Repeat | None:
    """None where it falls into the period before."""
    return Repeat(anchor.every, anchor.day - 1) if anchor.day is not None and anchor.day > 1 else None


rules.same("always", "thường xuyên", "liên tục")


@rules.add("ongoing", "<always> [ [,] [và] <always> ] [ trong|cả năm ]")
def ongoing(context: Context) -> Ongoing:
    return Ongoing()

"""By when: up to the end of a day or a period, before it, or by an hour (domain/deadlines.md rules 2, 3 and 9)."""

from rules.deadlines.clocks import settled
from rules.deadlines.engine import Rules
from rules.deadlines.reasons import AFTER, START
from rules.deadlines.stretches import day_span, plus_days
from rules.deadlines.values import Clock, Context, Either, HalfDay, Moment, Refusal, Span

rules = Rules()

rules.same("when", "<day:span>", "<period:span>")
rules.same("goal", "<bound:moment>")


@rules.add("bound", "<when:span>")
def by(context: Context, span: Span) -> Moment:
    return Moment(span)


@rules.add("bound", "trước <when:span>")
def before(context: Context, span: Span) -> Moment | Either | None:
    """Excludes it (rules 3 and 9). Before the end of a month may include its last day."""
    if span.unit == "span":
        return None
    eve = Moment(day_span(plus_days(span.start, -1)))
    return Either((eve, Moment(span))) if span.unit == "edge" else eve


@rules.add("bound", "<half_day:half>")
def by_half_day(context: Context, half: HalfDay) -> Moment:
    return Moment(half.day)


@rules.add("bound", "trước <half_day:half>")
def before_half_day(context: Context, half: HalfDay) -> Either | None:
    if half.part is None:
        return None
    return Either((Moment(day_span(plus_days(half.day.start, -1))), Moment(half.day)))


@rules.add("bound", "[trước] [lúc] <clock:clock> [,] <half_day:half>")
@rules.add("bound", "[trước] <half_day:half> [,] [trước] [lúc|vào] <clock:clock>")
def at_hour(context: Context, half: HalfDay, clock: Clock) -> Moment | Refusal:
    """`trước 17h ngày 30/11` is that hour (rule 3)."""
    hour = settled(clock, half.part or "")
    return hour if isinstance(hour, Refusal) else Moment(half.day, hour)


@rules.add("hour_of_today", "trước|lúc|vào <clock:clock>")
def at_hour_today(context: Context, clock: Clock) -> Moment | Refusal | None:
    hour = settled(clock, "")
    return hour if hour is None or isinstance(hour, Refusal) else Moment(day_span(context.today), hour)


@rules.add("hour_of_today", "<clock:clock>")
def bare_hour(context: Context, clock: Clock) -> Moment | Refusal | None:
    """`17h` is an hour of today; `8 giờ` may be that many hours."""
    return at_hour_today(context, clock) if clock.hour > 12 or clock.part else None


@rules.add("goal", "sau <when>", "sau <half_day>", "sau <tet_name>")
def after(context: Context) -> Refusal:
    """`sau 30/9` is no deadline (rule 9)."""
    return Refusal(AFTER)


@rules.add("goal", "[ kể | bắt đầu | tính ] từ <when:start>")
def from_on(context: Context, start: Span) -> Refusal | None:
    """A span of periods says its end."""
    return Refusal(START) if start.unit != "span" else None


@rules.add("goal", "[kể] từ nay")
def from_now_on(context: Context) -> Refusal:
    return Refusal(START)

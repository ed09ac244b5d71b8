"""How a value, a plan and a share of plan are said; a value is never mixed with a share ("39% – đạt 97,5% kế hoạch")."""

from decimal import Decimal

from models import Target
from rules.attainment import Certainty, Direction, RangeTarget, Share, Value, attain, share_of
from views.words import say, show

PERCENT = "%"


def share(value: Decimal, target: Target) -> Share | None:
    """The share of plan, or of the nearer bound of a range; None where there is nothing to divide by."""
    if target.plan is not None:
        return share_of(value, target.plan, target.direction)
    if target.low is not None and target.high is not None:
        bounds = RangeTarget(target.low, target.high, target.measure, Direction(target.direction))
        return attain(bounds, Value(value, target.measure))
    return None


def amount(value: Decimal, target: Target) -> str:
    """`130 hộ`, `39%`."""
    return f"{show(value)}%" if target.measure == PERCENT else f"{show(value)} {target.measure}"


def stated(words: str, certainty: Certainty) -> str:
    """`ước 39%`, `dự báo 40%`: no estimate is said as if it were a fact (S1-15, S0-09)."""
    if certainty is Certainty.ESTIMATE:
        return say("estimated {value}", value=words)
    return say("forecast {value}", value=words) if certainty is Certainty.FORECAST else words


def figure(value: Decimal, target: Target | None) -> str:
    """`130/144 hộ`, `39%`, `130 hộ` without a plan."""
    if target is None:
        return show(value)
    if target.plan is not None and target.measure != PERCENT:
        return f"{show(value)}/{show(target.plan)} {target.measure}"
    return amount(value, target)


def reached(value: Decimal, target: Target | None, certainty: Certainty = Certainty.ACTUAL) -> str:
    """`130/144 hộ (90,3%)`, `39% – đạt 97,5% kế hoạch`, `ước 39% – đạt 97,5% kế hoạch`."""
    said = figure(value, target)
    part = share(value, target) if target is not None else None
    if part is None or target is None:
        return stated(said, certainty)
    if target.measure == PERCENT:
        return stated(say("{value} – {share}% of plan", value=said, share=part.percent), certainty)
    return stated(f"{said} ({show(part.percent)}%)", certainty)


def planned(target: Target) -> str:
    """`144 hộ`, `40%`, `từ 50 đến 60 triệu đồng`."""
    if target.plan is not None:
        return amount(target.plan, target)
    if target.low is not None and target.high is not None:
        return say("from {low} to {high}", low=target.low, high=amount(target.high, target))
    return target.measure


def standing(value: Decimal | None, target: Target, certainty: Certainty = Certainty.ACTUAL) -> str:
    """For a line of a list: `0/144 hộ`, `kế hoạch 40%, hiện đạt 37,5%`."""
    if target.plan is not None and target.measure != PERCENT:
        return stated(figure(value if value is not None else Decimal(0), target), certainty)
    if value is None:
        return say("planned {plan}", plan=planned(target))
    if target.plan is None and target.low is None:
        return stated(amount(value, target), certainty)
    if certainty is not Certainty.ACTUAL:
        return say("planned {plan}, {value}", plan=planned(target), value=stated(amount(value, target), certainty))
    return say("planned {plan}, now {value}", plan=planned(target), value=amount(value, target))

"""A reported or verified value in a cell of a paper: what it is, how much of the plan, and where it comes from (S0-22)."""

from decimal import Decimal

from models import Report, Verification
from rules.attainment import Certainty
from rules.localtime import today as day_of
from services.register import Line
from views.figures import amount, share, stated
from views.words import day, say


def source(prefix: str, row: Report | Verification | None) -> str:
    """`BC-45, 20/11/2026`: where the value comes from (S0-22)."""
    return f"{prefix}-{row.id}, {day(day_of(row.at))}" if row is not None else ""


def value_of(line: Line, value: Decimal | None, certainty: Certainty = Certainty.ACTUAL, origin: str = "") -> str:
    """The value, below it how much of the plan it is, and its source."""
    target = line.standing.target
    if value is None or target is None:
        return ""
    part = share(value, target)
    said = stated(amount(value, target), certainty)
    shares = [f"({say('{share}% of plan', share=part.percent)})"] if part is not None else []
    return "\n".join([said, *shares, *([origin] if origin else [])])

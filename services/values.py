"""What a piece of an answer comes to: the kind of report it is, and the value it would write."""

from decimal import Decimal

from sqlmodel import Session, col, select

from models import Report, ReportKind, Target, Task
from rules.attainment import Certainty
from rules.errors import UserError
from rules.replies import Action as Meant
from rules.replies import Done, Increase, NoChange, Note, Share, Stuck, Value

CENTS = Decimal("0.01")


def last_claim(session: Session, task_id: int) -> Report | None:
    """The last report of a value that was not taken back; a forecast claims nothing."""
    which = (Report.task_id == task_id, col(Report.value).is_not(None), col(Report.undone_at).is_(None))
    statement = select(Report).where(*which, Report.certainty != Certainty.FORECAST)
    return session.exec(statement.order_by(col(Report.id).desc())).first()


def certainty_of(meant: Meant | None, last: Report | None) -> Certainty:
    """Of the value that a piece would write: what is added to an estimate is no more than one."""
    if isinstance(meant, Value):
        return meant.certainty
    estimated = last is not None and isinstance(meant, Increase) and last.certainty is Certainty.ESTIMATE
    return Certainty.ESTIMATE if estimated else Certainty.ACTUAL


def kind_of(meant: Meant | None) -> tuple[ReportKind, str]:
    match meant:
        case Value() | Increase() | Share():
            return ReportKind.VALUE, ""
        case Done():
            return ReportKind.DONE, ""
        case NoChange(note=note):
            return ReportKind.NO_CHANGE, note or ""
        case Stuck(text=text):
            return ReportKind.STUCK, text
        case Note(text=text):
            return ReportKind.NOTE, text
        case _:
            return ReportKind.EVIDENCE if meant is None else ReportKind.NOTE, ""


def new_value(task: Task, target: Target | None, meant: Meant | None, previous: Decimal | None) -> Decimal | None:
    """The value that a piece would write; None for what writes no number."""
    if not isinstance(meant, (Value, Increase, Share)):
        return None
    if target is None:
        raise UserError(
            "Task {number} has no figure to report; please describe the result in words.", number=task.number
        )
    if isinstance(meant, Value):
        return meant.amount
    if isinstance(meant, Increase):
        return (previous or Decimal(0)) + meant.amount
    return share_as_value(target, meant.percent)


def share_as_value(target: Target, percent: Decimal) -> Decimal:
    """A share of the plan as a value in the target's unit, to two decimals: 50 % of 144 hộ is 72 hộ."""
    if target.plan is None:
        raise UserError("There is no plan that {percent}% could be a share of.", percent=percent)
    return (target.plan * percent / 100).quantize(CENTS).normalize() + 0

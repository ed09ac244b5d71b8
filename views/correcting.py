"""Correcting a figure: the old value beside the new one, and what the leader reads of it."""

from decimal import Decimal

from sqlmodel import Session

from models import History
from rules.attainment import Certainty
from services.correcting import Row, Wrong
from services.history import words
from services.verification import target_of
from views.figures import reached
from views.message import Choice, Message, bold, message
from views.notices import Recipient, notice
from views.titles import title
from views.words import say


def what_is_wrong() -> str:
    return say("Which figure is wrong, what is the right value, and why? For example: BC-45 120 nhập nhầm số")


def why(wrong: Wrong) -> str:
    return say("Why is {code} corrected?", code=wrong.code)


def before(session: Session, wrong: Wrong, value: Decimal, reason: str) -> Message:
    """Both values before it counts."""
    target = target_of(session, wrong.row.task_id)
    certainty = getattr(wrong.row, "certainty", Certainty.ACTUAL)
    args = {"kind": wrong.kind, "row_id": wrong.row.id, "value": str(value), "reason": reason}
    return message(
        [bold(f"NV-{wrong.task.id} · {title(wrong.task)}")],
        say("{code} says: {value}", code=wrong.code, value=reached(wrong.row.value or Decimal(0), target, certainty)),
        say("To be corrected to: {value}", value=reached(value, target, certainty)),
        say("Reason: “{text}”", text=reason),
        subject=f"task:{wrong.task.id}",
    ).offering(
        Choice(say("correct {code} of NV-{task}", code=wrong.code, task=str(wrong.task.id)), "correct.do", args),
        Choice(say("do not correct"), "correct.drop", key="0"),
        writes=True,
        coded=True,
    )


def done(session: Session, fresh: Row, kind: str) -> Message:
    value = reached(fresh.value or Decimal(0), target_of(session, fresh.task_id))
    return message(
        say("Corrected, NV-{id}: {value} ({code}).", id=str(fresh.task_id), value=value, code=f"{kind}-{fresh.id}"),
        say("The old figure stays readable (“nguồn”); a digest already published is marked as corrected."),
        subject=f"task:{fresh.task_id}",
    )


def dropped() -> Message:
    return message(say("Nothing was corrected."))


@notice("figure_corrected")
def corrected_notice(session: Session, to: Recipient, history_id: int) -> Message | None:
    """To the people of the post: which figure was put right, from what to what, and why."""
    row = session.get_one(History, history_id)
    target = target_of(session, row.task_id or 0)
    was, now = (reached(Decimal(each["value"]), target) for each in (row.before, row.after))
    return message(
        say("The board has corrected a figure of NV-{id}: {was} → {now}.", id=str(row.task_id), was=was, now=now),
        say("Reason: “{text}”", text=words(session, row.text_id)),
        subject=f"task:{row.task_id}",
    )

"""Taking back: what it was, in full, and what to send next; and what those who had heard of it read."""

from datetime import date

from sqlmodel import Session, col, select

from models import History, Target, Task
from rules.localtime import local
from rules.localtime import today as day_of
from services.card import event_of
from services.identity import post_name
from services.undo import Act, Hindrance
from views.echo import ECHO
from views.events import said_of
from views.message import Choice, Message, message
from views.notices import Recipient, notice
from views.words import say


def lines_of(session: Session, rows: list[History], today: date) -> list[str]:
    """`1. Báo cáo: 130/144 hộ` for each thing that was done."""
    return [line for row in rows if (line := _line(session, row, today))]


def _line(session: Session, row: History, today: date) -> str:
    target = session.exec(select(Target).where(Target.task_id == row.task_id)).first()
    said = said_of(event_of(session, row), target, today)
    task = session.get(Task, row.task_id) if row.task_id else None
    return f"{task.number}. {said}" if said and task else said


def nothing(act: Act | None) -> Message:
    if act is None:
        return message(say("There is nothing that could be taken back. To correct a task send for example: sửa 2 38%"))
    return message(say("What you did last can't be taken back here. To correct a task send for example: sửa 2 38%"))


def acted_on(session: Session, act: Act) -> Message:
    return message(
        say("Others have already acted on it, so it stands:"),
        *lines_of(session, list(act.rows), day_of(act.at)),
        say("To correct a task send for example: sửa 2 38%"),
    )


def ask(session: Session, act: Act, hindered: Hindrance) -> Message:
    """Too late to be silent about it."""
    head = (
        say("Others have been told of it already:")
        if hindered is Hindrance.TOLD
        else say("More than 10 minutes have passed ({at}):", at=act.at)
    )
    said = message(head, *lines_of(session, list(act.rows), day_of(act.at)))
    return said.offering(
        Choice(say("take all of it back and tell those who were told"), "undo.tell", {"newest": act.rows[-1].id}),
        Choice(say("keep it"), "undo.keep", key="0"),
        writes=True,
    )


def kept() -> Message:
    return message(say("It stays as it was recorded."), subject=ECHO)


def taken_back(session: Session, act: Act) -> Message:
    """What is gone, and what to do now."""
    wall = local(act.at)
    return message(
        say("Taken back, as recorded at {time}:", time=f"{wall.hour} giờ {wall.minute:02d}"),
        *lines_of(session, list(act.rows), day_of(act.at)),
        say("Please send the right content."),
        subject=ECHO,
    )


@notice("taken_back")
def taken_back_notice(session: Session, to: Recipient, history_ids: list[int]) -> Message | None:
    """To whoever had been told: what no longer holds."""
    rows = list(session.exec(select(History).where(col(History.id).in_(history_ids)).order_by(col(History.id))))
    lines = []
    for row in rows:
        target = session.exec(select(Target).where(Target.task_id == row.task_id)).first()
        said = said_of(event_of(session, row), target, day_of(to.now))
        if said:
            lines.append(f"NV-{row.task_id}: {said}" if row.task_id else said)
    if not lines:
        return None
    return message(say("{who} takes back what was recorded before:", who=_who(session, rows[0])), *lines)


def _who(session: Session, row: History) -> str:
    """The post that spoke for its task, otherwise the board; never a person's name."""
    task = session.get(Task, row.task_id) if row.task_id else None
    return post_name(session, task.post_id) if task and row.event in OF_THE_POST else say("The organisation board")


OF_THE_POST = frozenset(
    {
        "reported",
        "files_added",
        "accepted",
        "objected",
        "registered",
        "committed",
        "planned",
        "milestone_reached",
        "support_asked",
        "support_kind",
        "support_resolved",
    }
    | {"support_asked_again", "extension_asked"}
)

"""What a leader says of tasks: values, done, nothing new, stuck, more time, a note, pictures.

One answer may speak of several tasks and is one act (it is undone as a whole). A piece that can't be written is handed
back with its reason and doesn't stop the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session, col, select

from models import History, Report
from rules.errors import UserError
from rules.replies import Action as Meant
from rules.states import MessageClass
from services import history, undo
from services.board import tell_board
from services.evidence import Offered, keep
from services.identity import Actor
from services.permissions import Action, require_task
from services.piece import write
from services.progressing import Recorded
from services.repeats import said_before
from services.speaking import kept
from services.units import the_root

CLAIMS_HELD = undo.WINDOW  # the board hears of a claim when it can no longer be taken back unseen
Pieces = Sequence[tuple[int, Meant | None]]


@dataclass(frozen=True)
class Refused:
    """A piece that could not be written, and why."""

    task_id: int
    meant: Meant | None
    why: UserError


@dataclass(frozen=True)
class Answered:
    """A whole answer. `repeated`: the same was said at that time already, and nothing was written now."""

    recorded: list[Recorded] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    repeated: datetime | None = None


def answer(
    session: Session,
    actor: Actor,
    pieces: Pieces,
    said: str,
    now: datetime,
    *,
    since: datetime | None = None,
    files: Sequence[Offered] = (),
) -> Answered:
    """Write pieces (task id, what is meant; None: only the files) said in one message.

    The same text of the same person within ten minutes counts once, unless something new was shown in between (`since`).
    """
    after = max(now - undo.WINDOW, since or now - undo.WINDOW)
    before = None if files else said_before(session, actor, [task_id for task_id, _ in pieces], said, after)
    if before is not None:
        return Answered(recorded=before[1], repeated=before[0])
    said_id = history.free_text(session, kept(said))
    answered = Answered()
    for task_id, meant in pieces:
        try:
            answered.recorded.append(write(session, actor, task_id, meant, now, said_id=said_id, files=files))
        except UserError as error:
            answered.refused.append(Refused(task_id, meant, error))
    _tell_claims(session, actor, answered.recorded, now)
    return answered


def add_files(
    session: Session, actor: Actor, report_ids: Sequence[int], files: Sequence[Offered], now: datetime
) -> None:
    """More pictures of the same album: they join the reports they were sent with, and are one act with them."""
    for report_id in report_ids:
        report = session.get_one(Report, report_id)
        task = require_task(session, actor, Action.REPORT, report.task_id)
        rows = keep(session, task, report_id, files, now)
        history.record_of_task(
            session,
            task,
            event="files_added",
            actor=actor,
            now=report.at,
            on_behalf=report.on_behalf,
            after={"report": report_id, "files": len(rows)},
        )


@undo.reverses("files_added")
def _leave_files(session: Session, row: History, now: datetime) -> None:
    """They hang on a report that is taken back with them."""


def correct(session: Session, actor: Actor, pieces: Pieces, said: str, now: datetime) -> Answered:
    """ "sửa 2 38%": each piece takes the place of what this person last reported on that task."""
    for task_id, _ in pieces:
        wrong = last_report(session, actor, task_id)
        if wrong:
            undo.take_back_rows(session, actor, wrong, now)
    return answer(session, actor, pieces, said, now, since=now)


def last_report(session: Session, actor: Actor, task_id: int) -> list[History]:
    """The history of what this person last reported on a task; nothing if somebody has acted on it since."""
    rows = session.exec(select(History).where(History.task_id == task_id).order_by(col(History.id))).all()
    undone = {row.before["history"] for row in rows if row.event == undo.UNDONE}
    mine = [
        row for row in rows if row.actor_id == actor.person_id and row.id not in undone and row.event != undo.UNDONE
    ]
    last = next((row for row in reversed(mine) if row.event == "reported"), None)
    if last is None:
        return []
    act = [row for row in mine if row.at == last.at]
    return [] if undo.acted_on(session, act) else act


def tasks_reported(session: Session, actor: Actor, at: datetime) -> Sequence[int]:
    """The tasks on which this person reported at that very moment."""
    statement = select(Report.task_id).where(Report.author_id == actor.person_id, Report.at == at)
    return session.exec(statement.distinct().order_by(col(Report.task_id))).all()


def acknowledge(session: Session, actor: Actor, now: datetime) -> None:
    """ "Đã nhận": recorded, no number, no silence bought."""
    history.record(
        session,
        unit_id=the_root(session).id or 0,
        subject=f"person:{actor.person_id}",
        event=undo.ACKNOWLEDGED,
        actor=actor,
        now=now,
    )


def _tell_claims(session: Session, actor: Actor, recorded: Sequence[Recorded], now: datetime) -> None:
    claimed = [each.task for each in recorded if each.claimed]
    for unit in dict.fromkeys(task.unit_id for task in claimed):
        tell_board(
            session,
            unit_id=unit,
            kind="claimed",
            message_class=MessageClass.ORDER,
            key=f"claimed:{actor.person_id}:{unit}:{now.isoformat()}",
            now=now,
            besides=actor.person_id,
            not_before=now + CLAIMS_HELD,
            task_ids=[task.id for task in claimed if task.unit_id == unit],
        )

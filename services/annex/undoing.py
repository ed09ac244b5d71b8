"""Take a whole import back: within a day, as long as nobody was told of it, accepted or reported."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models import AnnexImport, AnnexTask, History, Outbox, OutboxState, Report, Task
from rules.errors import UserError
from rules.states import TaskState
from services import nagging
from services.annex.importing import CHANGED, LEFT
from services.annex.writing import put
from services.history import record_of_task, words
from services.identity import Actor
from services.permissions import Action, require

WINDOW = timedelta(days=1)


def undo(session: Session, actor: Actor | None, import_id: int, now: datetime) -> AnnexImport:
    """Begin to take it back; nobody is told of it any more from this moment. Raises `UserError`."""
    row = session.get(AnnexImport, import_id, with_for_update=True)
    if row is None:
        raise UserError("There is no such import.")
    if actor is not None:
        require(actor, Action.ASSIGN, unit_id=row.unit_id)
    if row.state in ("undoing", "undone"):
        raise UserError("This import was taken back already.")
    if now - row.confirmed_at > WINDOW:
        raise UserError("An import can be taken back for a day only; please withdraw the tasks one by one.")
    _nobody_acted(session, row)
    _drop_notices(session, row)
    row.state = "undoing"
    session.add(row)
    return row


def _nobody_acted(session: Session, row: AnnexImport) -> None:
    mine = select(AnnexTask.task_id).where(AnnexTask.import_id == row.id)
    taken = select(Task.id).where(col(Task.id).in_(mine), col(Task.accepted_at) >= row.confirmed_at)
    moved = select(Task.id).join(AnnexTask, col(AnnexTask.task_id) == col(Task.id)).where(AnnexTask.import_id == row.id)
    moved = moved.where(AnnexTask.change == "new", col(Task.state) != TaskState.ASSIGNED)
    reported = select(Report.id).where(col(Report.task_id).in_(mine), Report.at >= row.confirmed_at)
    if any(session.exec(each.limit(1)).first() is not None for each in (taken, moved, reported)):
        raise UserError("Somebody has acted on this import already, so it can't be taken back as a whole.")
    told = [notice for notice in _notices(session, row) if notice.state in (OutboxState.SENT, OutboxState.SENDING)]
    if told:
        raise UserError("Leaders were told of this import already, so it can't be taken back as a whole.")


def _notices(session: Session, row: AnnexImport) -> list[Outbox]:
    statement = select(Outbox).where(
        col(Outbox.kind).in_(["decision", CHANGED, LEFT]), Outbox.created_at >= row.confirmed_at
    )
    found = session.exec(statement.with_for_update())
    return [n for n in found if row.document_id == n.args.get("document_id") or row.id == n.args.get("import_id")]


def _drop_notices(session: Session, row: AnnexImport) -> None:
    for notice in _notices(session, row):
        if notice.state is OutboxState.QUEUED:
            notice.state, notice.error = OutboxState.SKIPPED, "undone"
            session.add(notice)


def undo_next(session: Session, import_id: int, size: int, now: datetime) -> AnnexImport:
    """Take the next `size` tasks back, newest first; the import as it then stands."""
    row = session.get_one(AnnexImport, import_id, with_for_update=True)
    left = select(AnnexTask).where(AnnexTask.import_id == import_id, col(AnnexTask.undone).is_(False))
    links = session.exec(left.order_by(col(AnnexTask.task_id).desc()).limit(size)).all()
    for link in links:
        _take_back(session, row, link, now)
    if len(links) < size:
        row.state, row.finished_at = "undone", now
        session.add(row)
    return row


def _take_back(session: Session, row: AnnexImport, link: AnnexTask, now: datetime) -> None:
    task = session.get_one(Task, link.task_id, with_for_update=True)
    if link.change == "new":
        task.state, task.state_at = TaskState.WITHDRAWN, now
    else:
        _put_back(session, row, task)
    session.add(task)
    link.undone = True
    session.add(link)
    record_of_task(
        session,
        task,
        event="undone",
        actor=Actor(person_id=row.person_id) if row.person_id is not None else None,
        now=now,
        before={"import_id": row.id, "event": "assigned" if link.change == "new" else "annex_amended"},
    )
    nagging.plan(session, task, now)


def _put_back(session: Session, row: AnnexImport, task: Task) -> None:
    """The values of before; words come from their erasable row."""
    statement = select(History).where(History.task_id == task.id, History.event == "annex_amended")
    kept = session.exec(statement.order_by(col(History.id).desc())).first()
    if kept is None:
        return
    values = {name: value for name, value in kept.before.items() if name not in ("words", "import_id")}
    named = [name for name in kept.before.get("words", []) if name in ("title", "product")]
    order = [name for name in kept.after if name in named]
    said = words(session, kept.text_id).split("\n") if kept.text_id else [""] * len(order)
    put(session, task, {**values, **dict(zip(order, said, strict=False))}, None, row)

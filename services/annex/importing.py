"""Importing a confirmed plan: in batches that can be stopped and gone on with, each one transaction; leaders hear at the end."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models import AnnexImport, AnnexTask, History, Task
from models.base import Json
from rules.errors import UserError
from rules.localtime import today
from rules.states import MessageClass, TaskState
from services.annex import documents
from services.annex.writing import change_task, new_task
from services.announcing import announce_post
from services.audience import people_of, tell
from services.identity import Actor
from services.notices import notify
from services.permissions import Action, require

HOLD = timedelta(minutes=5)  # leaders hear then: a wrong file can be taken back before
DONE = "annex_done"
CHANGED = "annex_changed"
LEFT = "annex_left"  # a corrected file gives a task to somebody else: the post that had it is told


def to_write(plan: Json) -> list[Json]:
    """The rows that importing writes, in their order."""
    return [row for row in plan["rows"] if row["action"] != "same"]


def begin(
    session: Session,
    actor: Actor | None,
    plan: Json,
    plan_id: int,
    name: str,
    now: datetime,
    *,
    group_id: int | None = None,
) -> AnnexImport:
    """Confirm a plan (kept as blob `plan_id`). `actor` none: the command line. Raises `UserError`."""
    unit_id = plan["document"]["unit_id"]
    if unit_id is None:
        raise UserError("There is no organisation yet, so nothing can be imported.")
    if actor is not None:
        require(actor, Action.ASSIGN, unit_id=unit_id)
    rows = to_write(plan)
    if not rows:
        raise UserError("There is nothing to import: all of it is there already, or has to be put right first.")
    document = documents.keep(session, plan["document"], today(now))
    begun = AnnexImport(
        unit_id=unit_id,
        document_id=document.id or 0,
        plan_id=plan_id,
        person_id=actor.person_id if actor else None,
        group_id=group_id,
        name=name,
        total=len(rows),
        confirmed_at=now,
    )
    session.add(begun)
    session.flush()
    return begun


def waiting(session: Session) -> AnnexImport | None:
    """The oldest import that is not through."""
    states = ("running", "announcing", "undoing")
    return session.exec(
        select(AnnexImport).where(col(AnnexImport.state).in_(states)).order_by(col(AnnexImport.id))
    ).first()


def go_on(session: Session, import_id: int, rows: Sequence[Json], size: int, now: datetime) -> AnnexImport:
    """Write or announce the next `size`; the import as it then stands."""
    row = session.get_one(AnnexImport, import_id, with_for_update=True)
    if row.state == "running":
        _write(session, row, rows, size)
    elif row.state == "announcing":
        _announce(session, row, size, now)
    session.add(row)
    return row


def _write(session: Session, row: AnnexImport, rows: Sequence[Json], size: int) -> None:
    actor = Actor(person_id=row.person_id) if row.person_id is not None else None
    for each in rows[row.done : row.done + size]:
        if each["action"] == "new":
            task, change = new_task(session, actor, row, each), "new"
        else:
            task, change = change_task(session, actor, row, each), "changed"
        if task is not None:
            session.add(AnnexTask(import_id=row.id or 0, task_id=task.id or 0, change=change))
    row.done = min(row.done + size, row.total)
    if row.done >= row.total:
        row.state = "announcing"


def _announce(session: Session, row: AnnexImport, size: int, now: datetime) -> None:
    """Each post's people once, however many tasks; of what changed they hear apart."""
    posts = _posts(session, row.id or 0)
    hold = now + HOLD
    for post, changes in posts[row.told : row.told + size]:
        if "new" in changes:
            announce_post(session, post, row.document_id, row.confirmed_at, now, hold)
        for kind in (CHANGED, LEFT):
            if kind in changes:
                tell(
                    session,
                    people_of(session, post, now),
                    kind=kind,
                    key=f"{kind}:{row.id}:{post}",
                    now=now,
                    message_class=MessageClass.ORDER,
                    not_before=hold,
                    import_id=row.id,
                )
    row.told = min(row.told + size, len(posts))
    if row.told >= len(posts):
        row.state, row.finished_at = "done", now
        _say_so(session, row, now)


def _posts(session: Session, import_id: int) -> list[tuple[int, set[str]]]:
    """Each post with what there is to tell it: new tasks, changed ones, some that it no longer has."""
    statement = select(Task.post_id, AnnexTask.change).join(AnnexTask, col(AnnexTask.task_id) == col(Task.id))
    statement = statement.where(AnnexTask.import_id == import_id).order_by(col(Task.post_id))
    found: dict[int, set[str]] = {}
    for post, change in session.exec(statement):
        found.setdefault(post, set()).add("new" if change == "new" else CHANGED)
    for _, post in passed_on(session, import_id):
        found.setdefault(post, set()).add(LEFT)
    return list(found.items())


def passed_on(session: Session, import_id: int) -> list[tuple[Task, int]]:
    """The tasks that an import gave to another post, and which post had them before."""
    mine = select(AnnexTask.task_id).where(AnnexTask.import_id == import_id, AnnexTask.change == "changed")
    statement = select(History, Task).join(Task, col(Task.id) == col(History.task_id))
    statement = statement.where(History.event == "annex_amended", col(History.task_id).in_(mine))
    rows = session.exec(statement.order_by(col(History.id)))
    return [
        (task, row.before["post_id"])
        for row, task in rows
        if row.before.get("import_id") == import_id and "post_id" in row.before
    ]


def _say_so(session: Session, row: AnnexImport, now: datetime) -> None:
    """One message when it ends, where it was asked for."""
    if row.group_id is None and row.person_id is None:
        return
    notify(
        session,
        kind=DONE,
        message_class=MessageClass.REPLY,
        key=f"{DONE}:{row.id}",
        now=now,
        person_id=None if row.group_id is not None else row.person_id,
        group_id=row.group_id,
        import_id=row.id,
    )


def made(session: Session, import_id: int, change: str) -> Sequence[Task]:
    """The tasks that an import made or changed."""
    statement = select(Task).join(AnnexTask, col(AnnexTask.task_id) == col(Task.id))
    statement = statement.where(AnnexTask.import_id == import_id, AnnexTask.change == change)
    return session.exec(statement.where(Task.state != TaskState.WITHDRAWN).order_by(col(Task.id))).all()

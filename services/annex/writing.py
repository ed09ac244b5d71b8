"""One row of a plan written: a new task with its target and periods, or what changed of one, each with its history."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from models import AnnexImport, Period, Post, Target, Task, TaskPeriod, TaskReason
from models.base import Json
from models.document import DocumentPeriod
from rules.localtime import today
from rules.spelling import bare_words
from rules.states import DueKind, TaskState
from services import nagging
from services.assignment import next_number
from services.history import free_text, record_of_task
from services.identity import Actor


def new_task(session: Session, actor: Actor | None, row: AnnexImport, said: Json) -> Task | None:
    """The task of a row; None when the same was written already."""
    now, due = row.confirmed_at, said["due"]
    on = _date(due["on"])
    if _there(session, row.document_id, said, on):
        return None
    task = Task(
        unit_id=said["unit_id"],
        post_id=said["post_id"],
        number=next_number(session, said["post_id"], today(now)),
        document_id=row.document_id,
        position=said["position"],
        section=said["section"],
        kind=said["kind"],
        field=said["field"],
        source=said["source"],
        title=said["title"],
        product=said["product"],
        quality=said["quality"],
        due_kind=DueKind(due["kind"]),
        due_on=on,
        original_due_on=on,
        every=due["every"],
        due_day=due["day"],
        state=TaskState.ASSIGNED,
        supervisor_id=said["supervisor_id"] or said["post_supervisor_id"],
        directing_leader_id=said["directing_id"],
        advising_unit=said["advising_unit"],
        advising_unit_id=said["advising_unit_id"],
        assigned_by=actor.person_id if actor else None,
        assigned_at=now,
        state_at=now,
    )
    session.add(task)
    session.flush()
    _put_target(session, task, said["target"])
    session.add_all(TaskReason(task_id=task.id or 0, reason=reason) for reason in said["reasons"])
    for period in _periods(session, row.document_id, said["spans"]):
        session.add(TaskPeriod(task_id=task.id or 0, period_id=period))
    _record(session, task, "assigned", actor, row, {}, _assigned(task), f"{task.title}\n{task.product}")
    nagging.plan(session, task, now)
    return task


def _periods(session: Session, document_id: int, spans: Sequence[Sequence[int]]) -> list[int]:
    """Its own sheet's years and the longer spans they lie in; all of the document's where the sheet says none."""
    statement = select(Period).join(DocumentPeriod, col(DocumentPeriod.period_id) == col(Period.id))
    governed = session.exec(statement.where(DocumentPeriod.document_id == document_id).order_by(col(Period.id))).all()
    own = [(date(first, 1, 1), date(last, 12, 31)) for first, last in spans]
    return [
        period.id or 0
        for period in governed
        if not own or any(period.starts_on <= first and last <= period.ends_on for first, last in own)
    ]


def _there(session: Session, document_id: int, said: Json, on: date | None) -> bool:
    """The same title for the same post is another task where it is due in another year, as in the next sheet."""
    statement = select(Task)
    statement = statement.where(Task.document_id == document_id, Task.post_id == said["post_id"])
    tasks = session.exec(statement.where(Task.state != TaskState.WITHDRAWN))
    same = [task for task in tasks if bare_words(task.title) == bare_words(said["title"])]
    return any(task.position == said["position"] or task.original_due_on == on for task in same)


def _assigned(task: Task) -> dict[str, object]:
    return {"post_id": task.post_id, "number": task.number, "due_kind": task.due_kind, "due_on": task.due_on}


def change_task(session: Session, actor: Actor | None, row: AnnexImport, said: Json) -> Task | None:
    """Apply what a corrected file changes; what was before stays in the history. None for a task that is over."""
    task = session.get_one(Task, said["task_id"], with_for_update=True)
    if task.state in (TaskState.CLOSED, TaskState.WITHDRAWN, TaskState.CARRIED_OVER):
        return None
    before = {name: old for name, (old, _) in said["changes"].items()}
    after = {name: new for name, (_, new) in said["changes"].items()}
    put(session, task, after, said["unit_id"], row)
    words = "\n".join(str(value) for name, value in before.items() if name in ("title", "product"))
    typed = {name: value for name, value in before.items() if name not in ("title", "product")}
    if "post_id" in before:
        typed |= _accepted_anew(task, row.confirmed_at)
    _record(session, task, "annex_amended", actor, row, {**typed, "words": sorted(before)}, after, words)
    nagging.plan(session, task, row.confirmed_at)
    return task


def _accepted_anew(task: Task, now: datetime) -> Json:
    """Whoever gets a task from somebody else has accepted nothing yet; gives back how it stood."""
    if task.state not in (TaskState.OBJECTED, TaskState.IN_PROGRESS):
        return {}
    stood = {"state": task.state.value, "accepted_at": task.accepted_at.isoformat() if task.accepted_at else None}
    task.state, task.accepted_at, task.state_at = TaskState.ASSIGNED, None, now
    return stood


def put(session: Session, task: Task, values: Json, unit_id: int | None, row: AnnexImport) -> None:
    """Set fields as a plan names them."""
    if "post_id" in values:
        number = next_number(
            session, values["post_id"], today(row.confirmed_at)
        )  # read first: no half-changed row is flushed
        unit = unit_id or session.get_one(Post, values["post_id"]).unit_id
        task.post_id, task.unit_id, task.number = values["post_id"], unit, number
    task.title = values.get("title", task.title)
    task.product = values.get("product", task.product)
    task.supervisor_id = values.get("supervisor_id", task.supervisor_id)
    if "state" in values:
        task.state = TaskState(values["state"])
        task.accepted_at = datetime.fromisoformat(values["accepted_at"]) if values["accepted_at"] else None
    if "due" in values:
        due = values["due"]
        task.due_kind, task.every, task.due_day = DueKind(due["kind"]), due["every"], due["day"]
        task.due_on = task.original_due_on = _date(due["on"])
    session.add(task)
    session.flush()
    if "target" in values:
        _put_target(session, task, values["target"])


def _put_target(session: Session, task: Task, said: Json | None) -> None:
    target = session.exec(select(Target).where(col(Target.task_id) == task.id)).first()
    if said is None:
        if target is not None:
            session.delete(target)
        return
    target = target or Target(task_id=task.id or 0, measure="")
    target.measure, target.direction = said["measure"], said["direction"]
    target.plan, target.low, target.high = (_number(said[name]) for name in ("plan", "low", "high"))
    session.add(target)
    session.flush()


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None else None


def _record(
    session: Session,
    task: Task,
    event: str,
    actor: Actor | None,
    row: AnnexImport,
    before: dict[str, Any],
    after: dict[str, Any],
    words: str,
) -> None:
    record_of_task(
        session,
        task,
        event=event,
        actor=actor,
        now=row.confirmed_at,
        before={**before, "import_id": row.id} if before else {},
        after={**after, "import_id": row.id},
        text_id=free_text(session, words),
    )

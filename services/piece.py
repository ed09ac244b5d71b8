"""One piece of an answer, written onto its task: what is claimed stands beside what is verified, never over it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from sqlmodel import Session, select

from models import History, Report, Target, Task
from rules.attainment import Certainty
from rules.replies import Action as Meant
from rules.replies import Extend, Increase, Note, Stuck
from rules.states import OPEN_STATES, TaskState
from services import evidence, extensions, history, nagging, support
from services.evidence import Offered
from services.identity import Actor
from services.permissions import Action, require_task
from services.progressing import Recorded, progress
from services.speaking import kept, on_behalf
from services.undo import moment, reverses
from services.values import certainty_of, kind_of, last_claim, new_value


def write(
    session: Session,
    actor: Actor,
    task_id: int,
    meant: Meant | None,
    now: datetime,
    *,
    said_id: int | None,
    files: Sequence[Offered] = (),
) -> Recorded:
    """Write what is meant (None: only the files) onto a task; raises `UserError` before anything is changed."""
    task = require_task(session, actor, Action.REPORT, task_id)
    over = task.state not in OPEN_STATES
    if isinstance(meant, Extend) and not over:
        asked = extensions.ask(session, actor, task_id, meant.deadline, meant.reason, now)
        return Recorded(task, meant, extension=asked)
    target = session.exec(select(Target).where(Target.task_id == task_id)).first()
    if isinstance(meant, Stuck) and not over:
        support.need_words(meant.text)
    last = last_claim(session, task_id)
    previous = last.value if last else None
    before = _snapshot(task, previous)
    value = None if over else new_value(task, target, meant, previous)
    report = _report(session, actor, task, Note("") if over and meant else meant, value, now, said_id)
    report.certainty = certainty_of(meant, last) if value is not None else report.certainty
    done = Recorded(task, meant, target, report=report, previous=previous, over=over)
    if not over:
        done = progress(session, actor, done, files, now)
    if files:
        done = _with_files(session, done, files, now)
    _record(session, actor, done, before, said_id, now)
    if isinstance(meant, Stuck) and not over:
        done = replace(done, case=support.ask(session, actor, task_id, None, meant.text, now))
    nagging.plan(session, task, now)
    return done


def _report(
    session: Session,
    actor: Actor,
    task: Task,
    meant: Meant | None,
    value: Decimal | None,
    now: datetime,
    said_id: int | None,
) -> Report:
    kind, words = kind_of(meant)
    report = Report(
        task_id=task.id or 0,
        kind=kind,
        value=value,
        text_id=history.free_text(session, kept(words)) if words else said_id,
        author_id=actor.person_id or 0,
        on_behalf=on_behalf(actor, task),
        at=now,
    )
    session.add(report)
    session.flush()
    return report


def _snapshot(task: Task, previous: Decimal | None) -> dict[str, object]:
    return {
        "state": task.state,
        "state_at": task.state_at,
        "claimed_at": task.claimed_at,
        "news_at": task.news_at,
        "deed_at": task.deed_at,
        "pledged_on": task.pledged_on,
        "value": previous,
    }


def _with_files(session: Session, done: Recorded, files: Sequence[Offered], now: datetime) -> Recorded:
    elsewhere = evidence.offered_elsewhere(session, done.task, files)
    assert done.report is not None  # a request for time, the only piece without a report, never comes here
    rows = evidence.keep(session, done.task, done.report.id or 0, files, now)
    return replace(done, files=len(rows), elsewhere=elsewhere)


def _record(
    session: Session, actor: Actor, done: Recorded, before: dict[str, object], said_id: int | None, now: datetime
) -> None:
    task, report = done.task, done.report
    assert report is not None
    after: dict[str, object] = {"report": report.id, "kind": report.kind, "value": report.value, "state": task.state}
    if report.certainty is not Certainty.ACTUAL:
        after["certainty"] = report.certainty
    if isinstance(done.meant, Increase):
        after["increase"] = done.meant.amount
    if done.files:
        after["files"] = done.files
    if done.elsewhere is not None:
        after["file_of_task"] = done.elsewhere.task_id
    history.record_of_task(
        session,
        task,
        event="reported",
        actor=actor,
        now=now,
        on_behalf=report.on_behalf,
        before=before,
        after=after,
        text_id=said_id,
    )


@reverses("reported", Action.REPORT)
def _take_back(session: Session, row: History, now: datetime) -> None:
    """The report stays in the table, marked; the task is again what it was."""
    report = session.get_one(Report, row.after["report"])
    report.undone_at = now
    task = session.get_one(Task, row.task_id, with_for_update=True)
    task.state = TaskState(row.before["state"])
    task.state_at = moment(row.before["state_at"]) or now
    task.claimed_at, task.news_at = moment(row.before["claimed_at"]), moment(row.before["news_at"])
    task.deed_at = moment(row.before.get("deed_at"))
    task.pledged_on = date.fromisoformat(row.before["pledged_on"]) if row.before.get("pledged_on") else None
    session.add_all([report, task])
    nagging.plan(session, task, now)

"""Everything one card or one history of a task shows, read at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from models import Document, Extension, History, Post, Report, SupportCase, Target, Task
from rules.localtime import today
from rules.states import CaseState, ExtensionState
from rules.timeliness import Timeliness, timeliness
from rules.workdays import WorkingDays
from services import history
from services.calendar import working_days
from services.identity import Actor, post_name
from services.milestones import Stage, stages
from services.permissions import Action, may, require_task
from services.support import open_cases
from services.tasks import Standing, forecasts, standing

SEVERAL = 12  # events that fit a screen


@dataclass(frozen=True)
class Card:
    """A task with what hangs on it; `own`: the reader speaks for its post. `may` is what the reader may do to it now."""

    standing: Standing
    own: bool
    post: str
    document: Document | None
    supervisor: str | None
    cases: list[SupportCase]
    asked: Extension | None
    granted: Extension | None
    may: frozenset[Action]
    timeliness: Timeliness
    forecast: Report | None = None
    way: tuple[Stage, ...] = ()


@dataclass(frozen=True)
class Event:
    """A line of a task's history, with the words that went with it and, for a case or an extension, its code."""

    row: History
    words: str
    code: str | None = None
    post: str | None = None


def card(session: Session, actor: Actor, task_id: int, now: datetime) -> Card:
    """The card of a task one may see."""
    task = require_task(session, actor, Action.SEE_TASK, task_id, lock=False)
    return Card(
        standing=standing(session, task, today(now), working_days(session)),
        own=task.post_id in actor.leads,
        post=post_name(session, task.post_id),
        document=session.get(Document, task.document_id) if task.document_id else None,
        supervisor=_supervisor(session, task),
        cases=[case for case in open_cases(session, task_id) if case.state is CaseState.OPEN],
        asked=_extension(session, task, ExtensionState.ASKED),
        granted=_extension(session, task, ExtensionState.GRANTED),
        may=frozenset(action for action in _OFFERED if may(actor, action, task=task)),
        timeliness=timely(task, working_days(session), today(now)),
        forecast=forecasts(session, task_id).get(task_id),
        way=tuple(stages(session, task)),
    )


_OFFERED = (Action.REPORT, Action.ASK_SUPPORT, Action.ASK_EXTENSION)


def timely(task: Task, days: WorkingDays, day: date) -> Timeliness:
    """By the day of the claim that stands, of the closing, or (still open) of `day`."""
    ended = task.claimed_at or task.closed_at
    return timeliness(task.original_due_on, task.due_on, today(ended) if ended else day, days)


def _supervisor(session: Session, task: Task) -> str | None:
    """Who follows and directs: the task's own supervisor, otherwise the post's."""
    post = task.supervisor_id or session.get_one(Post, task.post_id).supervisor_id
    return post_name(session, post) if post is not None else None


def _extension(session: Session, task: Task, state: ExtensionState) -> Extension | None:
    statement = select(Extension).where(Extension.task_id == task.id, Extension.state == state)
    return session.exec(statement.order_by(col(Extension.id).desc())).first()


def events(session: Session, actor: Actor, task_id: int) -> tuple[Task, Target | None, Sequence[Event]]:
    """The last things that happened to a task one may see, newest first; what was taken back is left out."""
    task = require_task(session, actor, Action.SEE_TASK, task_id, lock=False)
    statement = select(History).where(History.task_id == task_id).order_by(col(History.id).desc())
    rows = session.exec(statement).all()
    undone = {row.before.get("history") for row in rows if row.event == "undone"}
    kept = [row for row in rows if row.event != "undone" and row.id not in undone]
    target = session.exec(select(Target).where(Target.task_id == task_id)).first()
    return task, target, [event_of(session, row) for row in kept[:SEVERAL]]


def event_of(session: Session, row: History) -> Event:
    kind, _, number = row.subject.partition(":")
    prefix = {"case": "HT", "extension": "GH", "instruction": "CD"}.get(kind)
    post = row.after.get("supporter_id") or (row.after.get("post_id") if row.event == "moved" else None)
    text_id = row.text_id
    if row.event == "reported":
        text_id = session.get_one(Report, row.after["report"]).text_id  # this piece of what was said
    return Event(
        row,
        history.words(session, text_id),
        f"{prefix}-{number}" if prefix else None,
        post_name(session, post) if post else None,
    )

"""What a piece of an answer does to its task: the state that follows, and the news."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from sqlmodel import Session

from models import Evidence, Extension, Report, SupportCase, Target, Task
from rules.replies import Action as Meant
from rules.replies import Done
from rules.states import TaskState
from services import evidence
from services.evidence import Offered
from services.identity import Actor
from services.pledges import is_deed, pledge_in
from services.speaking import on_behalf

BOARDS_TURN = frozenset({TaskState.REGISTERED, TaskState.OBJECTED, TaskState.SUSPENDED})


@dataclass(frozen=True)
class Recorded:
    """What became of one piece: the report, the value before it, and what was opened.

    `over`: the task was closed, so it is kept as a note. `waits`: said to be done while the board has its turn. `claimed`: it
    goes to verification now; `wants_product`: it will when the product has come. `elsewhere`: one of the files was offered
    for another task before.
    """

    task: Task
    meant: Meant | None
    target: Target | None = None
    report: Report | None = None
    previous: Decimal | None = None
    case: SupportCase | None = None
    extension: Extension | None = None
    over: bool = False
    waits: bool = False
    claimed: bool = False
    wants_product: bool = False
    files: int = 0
    elsewhere: Evidence | None = None


def progress(session: Session, actor: Actor, done: Recorded, files: Sequence[Offered], now: datetime) -> Recorded:
    """The state that follows, and the news."""
    task = done.task
    task.news_at, task.pledged_on = now, pledge_in(session, task, done.meant, now)
    if is_deed(done.meant, files):
        task.deed_at = now
    session.add(task)
    if isinstance(done.meant, Done):
        return _claim(session, done, files, now)
    if files and task.state is TaskState.PRODUCT_MISSING:
        _enter(task, TaskState.CLAIMED, now)
        return replace(done, claimed=True)
    if task.state is TaskState.ASSIGNED and not on_behalf(actor, task):
        _enter(task, TaskState.IN_PROGRESS, now)  # whoever works on it has received it
    return done


def _claim(session: Session, done: Recorded, files: Sequence[Offered], now: datetime) -> Recorded:
    """Done: the product is asked for once; said again, or with the product, it goes to verification."""
    task = done.task
    if task.state in BOARDS_TURN:
        return replace(done, waits=True)
    if task.state is TaskState.CLAIMED:
        return done
    shown = files or task.state is TaskState.PRODUCT_MISSING or evidence.came_today(session, task, now)
    owes = bool(task.product) and not shown
    _enter(task, TaskState.PRODUCT_MISSING if owes else TaskState.CLAIMED, now)
    task.claimed_at = task.claimed_at or now
    return replace(done, wants_product=owes, claimed=not owes)


def _enter(task: Task, state: TaskState, now: datetime) -> None:
    task.state, task.state_at = state, now

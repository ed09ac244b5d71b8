"""Where a published figure comes from (S0-22): which report or verification, by which post, when, and whether it still stands.

Nothing is overwritten, so a value that was taken back stays here beside the one that took its place.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from sqlmodel import Session, col, select

from models import Post, Report, Target, Task, Tenure, Verification
from rules.attainment import Certainty
from rules.localtime import today
from services.board import board_name
from services.history import words
from services.identity import Actor, post_name
from services.permissions import Action, require_task

FEW = 500  # tasks that are named one by one to the database; beyond that it is asked for everything


@dataclass(frozen=True)
class Origin:
    """A value with its source: `code` (BC-45 a report, TĐ-3 a verification), `by` the post or the board it is of, `on_behalf`
    typed by the post's assistant, `corrects` the code of the wrong figure that it replaces and `why`, `undone_at` when it was
    taken back (none: it stands)."""

    code: str
    value: Decimal
    certainty: Certainty
    verified: bool
    by: str
    at: datetime
    on_behalf: bool = False
    corrects: str | None = None
    why: str = ""
    undone_at: datetime | None = None


@dataclass(frozen=True)
class Sources:
    """All values of a task, the newest first, and the one that is published (none: nothing has been reported)."""

    task: Task
    target: Target | None
    post: str
    origins: tuple[Origin, ...]

    @property
    def published(self) -> Origin | None:
        return published(self.origins)


def published(origins: Iterable[Origin]) -> Origin | None:
    """The newest value that stands: what was verified goes before what was said at the same moment; a forecast is none."""
    standing = (each for each in origins if each.undone_at is None and each.certainty is not Certainty.FORECAST)
    return max(standing, key=lambda each: (each.at, each.verified), default=None)


def sources(session: Session, actor: Actor, task_id: int) -> Sources:
    """Of a task one may see; raises `UserError`."""
    task = require_task(session, actor, Action.SEE_TASK, task_id, lock=False)
    target = session.exec(select(Target).where(Target.task_id == task_id)).first()
    found = of_tasks(session, [task])
    return Sources(task, target, post_name(session, task.post_id), tuple(found.get(task_id, ())))


def of_tasks(session: Session, tasks: Sequence[Task]) -> dict[int, list[Origin]]:
    """The values of some tasks, by task, each one's newest first; in a few statements however many there are."""
    known = {task.id or 0: task for task in tasks}
    found: dict[int, list[Origin]] = defaultdict(list)
    names = dict(session.exec(select(Post.id, Post.name)).all())
    few = len(known) <= FEW
    said, seen = select(Report).where(col(Report.value).is_not(None)), select(Verification)
    said = said.where(col(Report.task_id).in_(known)) if few else said
    seen = seen.where(col(Verification.value).is_not(None))
    for report in session.exec(said):
        if report.task_id in known and report.value is not None:
            task = known[report.task_id]
            board = report.replaces_id is not None
            by = board_name(session, task.unit_id, report.at) if board else names[task.post_id]
            found[report.task_id].append(replace(_said(report, report.value, by), why=_why(session, report)))
    verifiers: dict[tuple[int, int | None, int], str] = {}
    for row in session.exec(seen.where(col(Verification.task_id).in_(known)) if few else seen):
        if row.task_id in known and row.value is not None:
            task = known[row.task_id]
            key = (task.unit_id, task.supervisor_id, row.verifier_id)
            by = verifiers.setdefault(key, "") or _verifier(session, row, task)
            verifiers[key] = by
            found[row.task_id].append(replace(_found(row, row.value, by), why=_why(session, row)))
    return {task_id: sorted(each, key=lambda o: (o.at, o.verified), reverse=True) for task_id, each in found.items()}


def _said(report: Report, value: Decimal, by: str) -> Origin:
    old = f"BC-{report.replaces_id}" if report.replaces_id else None
    taken = (report.at, report.on_behalf, old, "", report.undone_at)
    return Origin(f"BC-{report.id}", value, report.certainty, False, by, *taken)


def _found(row: Verification, value: Decimal, by: str) -> Origin:
    old = f"TĐ-{row.replaces_id}" if row.replaces_id else None
    return Origin(f"TĐ-{row.id}", value, Certainty.ACTUAL, True, by, row.at, False, old, "", row.undone_at)


def _why(session: Session, row: Report | Verification) -> str:
    """Why a correction was made."""
    return words(session, row.text_id) if row.replaces_id is not None else ""


def _verifier(session: Session, row: Verification, task: Task) -> str:
    """The supervising post, where its holder verified; otherwise the board."""
    if task.supervisor_id is not None:
        held = select(Tenure.id).where(Tenure.post_id == task.supervisor_id, Tenure.person_id == row.verifier_id)
        if session.exec(held.where(Tenure.starts_on <= today(row.at))).first() is not None:
            return post_name(session, task.supervisor_id)
    return board_name(session, task.unit_id, row.at)

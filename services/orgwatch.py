"""The workbook's sheet of supervisors: who follows which cluster, unit, post, task or field (S0-13)."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from models import Post, Task, Unit
from rules.localtime import today
from rules.organisation.workbook import Row, problem
from services.identity import holder_of
from services.orgchange import Loaded
from services.orgnames import Names
from services.supervising import Followed, appoint


def load_watches(
    session: Session, rows: Sequence[Row], units: Names[Unit], posts: Names[Post], now: datetime, done: Loaded
) -> None:
    """Each row appoints the holder of a post; what is so already changes nothing, and what is left out stays."""
    for row in rows:
        above, followed = posts.one(row, "who", done.problems), _followed(session, row, units, posts, done)
        if above is None or followed is None:
            continue
        person = holder_of(session, above.id or 0, today(now))
        if person is None:
            done.problems.append(problem(row, "who", "no_holder", above.name))
        elif appoint(session, person, followed, now):
            done.note("watch_new", above.name, after=row["cluster"] or row["task"] or row["post"] or row["unit"])


def _followed(session: Session, row: Row, units: Names[Unit], posts: Names[Post], done: Loaded) -> Followed | None:
    unit = units.one(row, "unit", done.problems)
    post = posts.one(row, "post", done.problems) if row["post"] else None
    task = _task(session, row["task"]) if row["task"] else None
    if row["task"] and task is None:
        done.problems.append(problem(row, "task", "unknown_task", row["task"]))
    if unit is None or (row["post"] and post is None) or (row["task"] and task is None):
        return None
    return Followed(unit.id or 0, post.id if post else None, task.id if task else None, row["field"], row["cluster"])


def _task(session: Session, code: str) -> Task | None:
    number = code.upper().removeprefix("NV").strip(" -")
    return session.get(Task, int(number)) if number.isdecimal() and len(number) < 10 else None

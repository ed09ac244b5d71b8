"""The items behind a figure of the digest, as of now: what is counted there, by code, unit and working days (S0-22)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select as core_select
from sqlmodel import Session, col

from models import Unit
from rules.localtime import local, today
from rules.states import TaskState
from services import listings
from services.figures import moment_of, week_of
from services.identity import Actor
from services.permissions import Action, require
from services.reached import listed
from services.status import top_unit
from services.tallies import RUNNING, Moment, counted, in_force

SHOWN = 15
LATE, SLOW, UNVERIFIED, TARGETS, PRAISE = "late", "slow", "unverified", "targets", "praise"


@dataclass(frozen=True)
class Behind:
    """How many there are, and the first few: named ones (code, whose, working days), or targets with their value."""

    what: str
    count: int
    items: listings.Items
    targets: tuple[Any, ...] = ()


def behind(session: Session, actor: Actor, what: str, now: datetime) -> Behind:
    """What is behind a figure of the actor's own digest; raises `UserError` for whom the digest is not."""
    unit_id = top_unit(session, actor)
    require(actor, Action.SEE_DIGEST, unit_id=unit_id)
    moment = moment_of(session, unit_id, week_of(today(now)), now)
    if what == TARGETS:
        count, rows = listed(session, moment, SHOWN)
        return Behind(what, count, [], tuple(rows))
    if what == PRAISE:
        return Behind(what, *listings.early(session, moment, SHOWN))
    return Behind(what, *_of_light(session, moment, what))


def _of_light(session: Session, moment: Moment, what: str) -> listings.Found:
    tasks = in_force(moment)
    late = (tasks.c.state.in_(RUNNING), tasks.c.late == 1)
    slow = (tasks.c.state.in_(RUNNING), tasks.c.late == 0, tasks.c.slow == 1)
    which = {LATE: late, SLOW: slow, UNVERIFIED: (tasks.c.state == TaskState.CLAIMED,)}[what]
    since = {LATE: tasks.c.due_on, SLOW: tasks.c.word, UNVERIFIED: tasks.c.state_at}[what]
    statement = core_select(tasks.c.id, col(Unit.name), since, tasks.c.step, tasks.c.title)
    statement = statement.join(Unit, tasks.c.unit_id == col(Unit.id)).where(*which).order_by(since, tasks.c.id)
    rows = session.execute(statement.limit(SHOWN))
    items = [
        (f"NV-{task}", unit, _days(moment, step if what == SLOW and step else then), title)
        for task, unit, then, step, title in rows
    ]
    return counted(session, tasks, *which), items


def _days(moment: Moment, then: Any) -> int:
    day = local(then).date() if isinstance(then, datetime) else then
    return moment.days.between(day, moment.day)

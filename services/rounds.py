"""Rounds of verification (S4-07): what is due and what chance picked, and how much of it has been seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from models import Round, RoundItem, Task, Verification
from rules.errors import UserError
from rules.localtime import today
from rules.sampling import sample
from rules.spans import span_of
from rules.states import OPEN_STATES, DueKind, TaskState
from services.history import free_text, record
from services.identity import Actor
from services.permissions import Action, require, require_task
from services.speaking import kept
from services.units import below


@dataclass(frozen=True)
class Seen:
    """A task of a round, why it is in it, and what was found since the round began (none: not seen yet)."""

    task: Task
    why: str
    found: Verification | None


@dataclass(frozen=True)
class Coverage:
    """A round with its tasks; `seen` of `items` were verified."""

    round: Round
    items: tuple[Seen, ...]

    @property
    def seen(self) -> int:
        return sum(1 for item in self.items if item.found is not None)

    @property
    def left(self) -> tuple[Seen, ...]:
        return tuple(item for item in self.items if item.found is None)


def listed(session: Session, unit_id: int, name: str, last: date) -> dict[int, str]:
    """What a quarter's round has to see: claims, what is due until its last day, and a sample of the rest."""
    units = below(session, [unit_id])
    statement = select(Task).where(col(Task.unit_id).in_(units), col(Task.state).in_(OPEN_STATES))
    found: dict[int, str] = {}
    rest = []
    for task in session.exec(statement.order_by(col(Task.id))):
        if task.state is TaskState.CLAIMED:
            found[task.id or 0] = "claimed"
        elif task.due_kind is DueKind.DATE and task.due_on is not None and task.due_on <= last:
            found[task.id or 0] = "due"
        elif task.state is not TaskState.REGISTERED:
            rest.append(task.id or 0)
    return found | dict.fromkeys(sample(name, rest), "sample")


def open_quarter(session: Session, actor: Actor, unit_id: int, quarter: str, due_on: date, now: datetime) -> Round:
    """Begin the round of a quarter; one for each unit and quarter."""
    require(actor, Action.JUDGE, unit_id=unit_id)
    last = span_of(quarter)[1]
    if "Q" not in quarter:
        raise UserError("A round is of a quarter, for example 2026-Q4.")
    before = session.exec(select(Round).where(Round.unit_id == unit_id, Round.name == quarter)).first()
    if before is not None:
        raise UserError("The round {name} was opened already.", name=quarter)
    return _open(session, actor, unit_id, quarter, due_on, listed(session, unit_id, quarter, last), now)


def open_ad_hoc(
    session: Session, actor: Actor, tasks: Sequence[int], reason: str, due_on: date, now: datetime
) -> Round:
    """A round on demand over some tasks, with its reason."""
    if not tasks or not kept(reason):
        raise UserError("An ad hoc round needs its tasks and a reason.")
    found = [require_task(session, actor, Action.JUDGE, task_id) for task_id in tasks]
    over = [task for task in found if task.state not in OPEN_STATES]
    if over:
        raise UserError("{code} is over already.", code=f"NV-{over[0].id}")
    named = {task.id or 0: "named" for task in found}
    return _open(session, actor, found[0].unit_id, "", due_on, named, now, reason)


def _open(
    session: Session,
    actor: Actor,
    unit_id: int,
    name: str,
    due_on: date,
    tasks: dict[int, str],
    now: datetime,
    reason: str = "",
) -> Round:
    if due_on < today(now):
        raise UserError("{day} is already over.", day=due_on)
    opened = Round(unit_id=unit_id, name=name, ad_hoc=not name, due_on=due_on, opened_by=actor.person_id, opened_at=now)
    opened.text_id = free_text(session, kept(reason))
    session.add(opened)
    session.flush()
    opened.name = name or f"ĐX-{opened.id}"
    session.add_all(RoundItem(round_id=opened.id or 0, task_id=task, why=why) for task, why in tasks.items())
    _record(session, actor, opened, "round_opened", now, tasks=len(tasks))
    return opened


def coverage(session: Session, actor: Actor, round_id: int) -> Coverage:
    """What of a round has been seen."""
    found = session.get(Round, round_id)
    if found is None:
        require(actor, Action.JUDGE)
        raise UserError("There is no such round of verification.")
    require(actor, Action.JUDGE, unit_id=found.unit_id)
    items = session.exec(
        select(RoundItem, Task)
        .join(Task, col(Task.id) == col(RoundItem.task_id))
        .where(RoundItem.round_id == round_id)
        .order_by(col(RoundItem.why), col(Task.id))
    ).all()
    seen = _findings(session, [task.id or 0 for _, task in items], found)
    return Coverage(found, tuple(Seen(task, item.why, seen.get(task.id or 0)) for item, task in items))


def _findings(session: Session, tasks: list[int], of: Round) -> dict[int, Verification]:
    statement = select(Verification).where(col(Verification.task_id).in_(tasks), Verification.at >= of.opened_at)
    if of.closed_at is not None:
        statement = statement.where(Verification.at <= of.closed_at)
    standing = statement.where(col(Verification.undone_at).is_(None)).order_by(col(Verification.id))
    return {found.task_id: found for found in session.exec(standing)}


def current(session: Session, actor: Actor) -> Sequence[Round]:
    """The open rounds of the actor's units, newest first."""
    require(actor, Action.JUDGE)
    statement = select(Round).where(col(Round.unit_id).in_(list(actor.board)), col(Round.closed_at).is_(None))
    return session.exec(statement.order_by(col(Round.id).desc())).all()


def close(session: Session, actor: Actor, round_id: int, now: datetime) -> Coverage:
    """End a round; what was not seen stays in it, for everybody to read."""
    found = coverage(session, actor, round_id)
    if found.round.closed_at is not None:
        raise UserError("The round {name} is over already.", name=found.round.name)
    found.round.closed_at = now
    session.add(found.round)
    _record(session, actor, found.round, "round_closed", now, tasks=len(found.items), seen=found.seen)
    return found


def _record(session: Session, actor: Actor, of: Round, event: str, now: datetime, **after: object) -> None:
    record(
        session,
        unit_id=of.unit_id,
        subject=f"round:{of.id}",
        event=event,
        actor=actor,
        now=now,
        after={"name": of.name, **after},
        text_id=of.text_id,
    )

"""`/dondoc`: the board urges whoever holds the ball. It leaves a trace, and it goes to people, never to a state.

Pressing ones are orders of their own; the others stand in the next morning's one message, so that nobody gets two a day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from models import Task
from rules.delivery import ROUTINE_HOUR
from rules.errors import UserError
from rules.localtime import at, today
from rules.states import OPEN_STATES, MessageClass, Party
from services.calendar import working_days
from services.court import Holding, of_tasks
from services.history import record_of_task
from services.identity import Actor
from services.notices import notify
from services.permissions import Action, require, require_task
from services.tasks import standings
from services.units import below
from services.urged import EVENT

URGED = (Party.LEADER, Party.SUPPORTER)


@dataclass(frozen=True)
class Urging:
    """What came of it: the tasks somebody was urged about, those that wait for the board itself, and when it is read (none:
    at once)."""

    urged: tuple[Task, ...]
    with_board: tuple[Task, ...]
    people: int
    on: date | None


def overdue(session: Session, actor: Actor, unit_id: int, now: datetime) -> list[Task]:
    """The overdue tasks of a unit's tree, the oldest deadline first."""
    require(actor, Action.REMIND, unit_id=unit_id)
    statement = select(Task).where(col(Task.unit_id).in_(list(below(session, [unit_id]))))
    statement = statement.where(col(Task.state).in_(sorted(OPEN_STATES)), col(Task.due_on) < today(now))
    tasks = session.exec(statement.order_by(col(Task.due_on), col(Task.id))).all()
    return [each.task for each in standings(session, tasks, today(now), working_days(session)) if each.late]


def urge(session: Session, actor: Actor, task_ids: Sequence[int], now: datetime, *, urgent: bool) -> Urging:
    """Urge whoever holds these tasks and their cases, one notice for each person."""
    tasks = [require_task(session, actor, Action.REMIND, task_id) for task_id in dict.fromkeys(task_ids)]
    over = next((task for task in tasks if task.state not in OPEN_STATES), None)
    if over is not None:
        raise UserError("{code} is over already.", code=f"NV-{over.id}")
    held = [each for each in of_tasks(session, [task.id or 0 for task in tasks], today(now)) if _somebodys(each)]
    named = {each.task.id for each in held}
    urged = tuple(task for task in tasks if task.id in named)
    on = None if urgent else next_morning(session, now)
    for task in urged:
        _record(session, actor, task, now, urgent, on)
    people = _by_person(held)
    for person, items in people.items():
        _tell(session, person, items, now, on)
    return Urging(urged, tuple(task for task in tasks if task.id not in named), len(people), on)


def _somebodys(holding: Holding) -> bool:
    return holding.item.holder.party in URGED and bool(holding.people)


def _by_person(held: Iterable[Holding]) -> dict[int, list[Holding]]:
    found: dict[int, list[Holding]] = {}
    for holding in held:
        for person in holding.people:
            found.setdefault(person, []).append(holding)
    return found


def next_morning(session: Session, now: datetime) -> date:
    """The working day whose morning's message is still to come."""
    day = today(now)
    return working_days(session).next(day if now < at(day, ROUTINE_HOUR) else day + timedelta(days=1))


def _tell(session: Session, person: int, items: Sequence[Holding], now: datetime, on: date | None) -> None:
    if on is None:
        notify(
            session,
            kind="urged",
            message_class=MessageClass.ORDER,
            key=f"urged:{person}:{now.isoformat()}",
            now=now,
            person_id=person,
            items=[[each.item.kind.value, each.item.id] for each in items],
        )
        return
    notify(
        session,
        kind="bundle",
        message_class=MessageClass.ROUTINE,
        key=f"bundle:{person}:{on}",
        now=now,
        person_id=person,
        not_before=at(on, ROUTINE_HOUR),
        day=on.isoformat(),
    )


def _record(session: Session, actor: Actor, task: Task, now: datetime, urgent: bool, on: date | None) -> None:
    record_of_task(
        session,
        task,
        event=EVENT,
        actor=actor,
        now=now,
        after={"urgent": urgent, "on": on},
    )

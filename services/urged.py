"""What the board urged without pressing: it stands in the morning's one message of its day."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlmodel import Session, col, select

from models import History
from rules.court import Held, TaskFacts, items
from rules.localtime import at
from rules.reasons import Look, Mention, Why
from rules.seats import Seats
from rules.states import ItemKind, Party

EVENT = "urged"
LOOK_BACK = timedelta(days=14)  # an urging that waits for its morning is never older


def urged_for(session: Session, task_ids: Iterable[int], day: date, since: date) -> set[int]:
    """The tasks whose urging waits for the morning of `day`: asked for after the last one that reached the person."""
    statement = select(History.task_id, History.after).where(History.event == EVENT)
    statement = statement.where(col(History.task_id).in_(list(task_ids)), col(History.at) > at(day, 0) - LOOK_BACK)
    rows = session.exec(statement).all()
    return {task for task, after in rows if task is not None and after.get("on") and _between(after["on"], since, day)}


def _between(on: str, since: date, day: date) -> bool:
    return since < date.fromisoformat(on) <= day


def mentions(session: Session, found: Iterable[TaskFacts], seats: Seats, person_id: int, look: Look) -> list[Mention]:
    """What this person was urged about since the last morning's message, as far as it is still in their court."""
    tasks = list(found)
    wanted = urged_for(session, [task.id for task in tasks], look.day, look.since)
    return [
        _mention(task, item, look)
        for task in tasks
        if task.id in wanted
        for item in items(task, look.working_days)
        if item.holder.party in (Party.LEADER, Party.SUPPORTER) and person_id in seats.people(item.holder, task)
    ]


def _mention(task: TaskFacts, item: Held, look: Look) -> Mention:
    why = Why.CASE if item.kind is ItemKind.CASE and item.holder.party is Party.SUPPORTER else Why.URGED
    return Mention(task.id, why, item.holder, look.days(item.since), item.id)

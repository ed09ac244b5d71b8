"""The way to a task in steps (lộ trình, S1-10): its owner writes it, and says what is reached."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from sqlmodel import Session, col, select

from models import History, Milestone, Target, Task
from rules.attainment import Direction
from rules.errors import UserError
from rules.localtime import today
from rules.milestones import Step
from rules.states import OPEN_STATES
from rules.text import fold
from services import history, nagging
from services.identity import Actor
from services.milestones import in_force, stages, value_of
from services.permissions import Action, require_task
from services.speaking import kept, on_behalf
from services.undo import moment, reverses

MOST = 12  # steps that fit a screen


def measure_of(session: Session, task_id: int) -> str:
    """The unit in which a step's amount counts: a task's own, where more is better."""
    target = session.exec(select(Target).where(Target.task_id == task_id)).first()
    return target.measure if target is not None and target.direction == Direction.UP else ""


def check_open(session: Session, actor: Actor, task_id: int) -> Task:
    """A task that can still be planned by this person; raises `UserError`."""
    task = require_task(session, actor, Action.REPORT, task_id)
    if task.state not in OPEN_STATES:
        raise UserError("Task {number} is over; nothing is planned for it any more.", number=task.number)
    return task


def check_day(task: Task, step: Step, now: datetime) -> UserError | None:
    """What is wrong with the day of a step."""
    if step.due_on is None or step.reached_on is not None:
        return None
    if step.due_on < today(now):
        return UserError("“{words}”: {day} is already over.", words=step.words, day=step.due_on)
    if task.due_on is not None and today(now) <= task.due_on < step.due_on:
        return UserError(
            "“{words}”: {day} is after the task's deadline {due}.", words=step.words, day=step.due_on, due=task.due_on
        )
    return None


def carried(session: Session, task: Task, steps: Sequence[Step], now: datetime) -> list[Step]:
    """The steps of a plan written anew; one that was reached before is so still, with its day, however that is written now."""
    over = [each for each in stages(session, task) if each.reached]
    found = []
    for step in steps:
        same = next((each for each in over if fold(step.words) == fold(each.words)), None)
        if same is None:
            found.append(step)
        else:
            day = same.step.reached_on or today(now)
            found.append(replace(step, words=same.words, due_on=same.step.due_on, reached_on=day, unclear=None))
    return found


def plan(
    session: Session, actor: Actor, task_id: int, steps: Sequence[Step], said: str, now: datetime
) -> list[Milestone]:
    """Write the steps in the order of their days, in place of those written before; raises `UserError` first."""
    task = check_open(session, actor, task_id)
    if not steps or any(step.due_on is None or not kept(step.words) for step in steps):
        raise UserError("Every step needs a day and what is there by then, for example: 15/12 họp dân.")
    if len(steps) > MOST:
        raise UserError("A plan has at most {count} steps.", count=MOST)
    for step in steps:
        if wrong := check_day(task, step, now):
            raise wrong
    dropped = [each.id for each in in_force(session, task_id)]
    _drop(session, dropped, now)
    ordered = sorted(steps, key=lambda step: step.due_on or now.date())
    claimed = value_of(session, task)
    rows = [_row(session, actor, task_id, number, step, claimed) for number, step in enumerate(ordered, start=1)]
    session.add_all(rows)
    session.flush()
    before: dict[str, object] = {"milestones": dropped, "planned_at": task.planned_at}
    after: dict[str, object] = {"milestones": [row.id for row in rows]}
    task.planned_at = now
    _record(session, actor, task, "planned", now, before, after, history.free_text(session, kept(said)))
    nagging.plan(session, task, now)
    return rows


def reachable(session: Session, actor: Actor, task_id: int, numbers: Collection[int]) -> tuple[Task, list[Milestone]]:
    """The steps that could be said to be reached; raises `UserError` for a number that is none."""
    task = check_open(session, actor, task_id)
    steps = {step.number: step for step in in_force(session, task_id)}
    for number in sorted(numbers):
        if number not in steps:
            raise UserError("Task {number} has no step {step}.", number=task.number, step=number)
    return task, [steps[number] for number in sorted(numbers)]


def reach(session: Session, actor: Actor, task_id: int, numbers: Collection[int], now: datetime) -> Task:
    """Say that steps are reached; what was reached before is passed over."""
    task, steps = reachable(session, actor, task_id, numbers)
    fresh = [step for step in steps if step.reached_on is None]
    for step in fresh:
        step.reached_on = today(now)
        session.add(step)
    if fresh:
        before: dict[str, object] = {"news_at": task.news_at}
        task.news_at = now
        after: dict[str, object] = {
            "milestones": [step.id for step in fresh],
            "numbers": [step.number for step in fresh],
        }
        _record(session, actor, task, "milestone_reached", now, before, after)
        nagging.plan(session, task, now)
    return task


def _row(session: Session, actor: Actor, task_id: int, number: int, step: Step, claimed: Decimal | None) -> Milestone:
    """An amount at which the task is already is none of a step to come."""
    assert step.due_on is not None  # checked above
    told = step.amount if step.amount is not None and (claimed is None or step.amount > claimed) else None
    return Milestone(
        task_id=task_id,
        number=number,
        text_id=history.free_text(session, kept(step.words)),
        author_id=actor.person_id,
        due_on=step.due_on,
        amount=told,
        reached_on=step.reached_on,
    )


def _drop(session: Session, ids: Collection[int | None], now: datetime) -> None:
    for step in session.exec(select(Milestone).where(col(Milestone.id).in_(ids))):
        step.dropped_at = now
        session.add(step)
    session.flush()


def _record(
    session: Session,
    actor: Actor,
    task: Task,
    event: str,
    now: datetime,
    before: dict[str, object],
    after: dict[str, object],
    text_id: int | None = None,
) -> None:
    history.record_of_task(
        session,
        task,
        event=event,
        actor=actor,
        now=now,
        on_behalf=on_behalf(actor, task),
        before=before,
        after=after,
        text_id=text_id,
    )


@reverses("planned", Action.REPORT)
def _take_back_plan(session: Session, row: History, now: datetime) -> None:
    """The steps before it are in force again."""
    _drop(session, row.after["milestones"], now)
    for step in session.exec(select(Milestone).where(col(Milestone.id).in_(row.before["milestones"]))):
        step.dropped_at = None
        session.add(step)
    task = session.get_one(Task, row.task_id, with_for_update=True)
    task.planned_at = moment(row.before["planned_at"])
    nagging.plan(session, task, now)


@reverses("milestone_reached", Action.REPORT)
def _take_back_reached(session: Session, row: History, now: datetime) -> None:
    for step in session.exec(select(Milestone).where(col(Milestone.id).in_(row.after["milestones"]))):
        step.reached_on = None
        session.add(step)
    task = session.get_one(Task, row.task_id, with_for_update=True)
    task.news_at = moment(row.before["news_at"])
    nagging.plan(session, task, now)

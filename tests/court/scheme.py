"""A made-up organisation with tasks in every state, for counting: some things happened after the moment that is counted."""

import random
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from models import (
    Extension,
    Group,
    Person,
    Post,
    Report,
    ReportKind,
    Role,
    SupportCase,
    Target,
    Task,
    Tenure,
    Unit,
    Verification,
)
from rules.attainment import Certainty
from rules.localtime import at
from rules.states import CaseState, ExtensionState, Result, RoleKind, TaskState

UNTIL = at(date(2026, 11, 30), 0)  # Sunday 24:00 of week 48
TASKS = 240


def populate(session: Session, seed: int = 48) -> int:
    """Fill an empty database; the id of the unit at the top."""
    dice = random.Random(seed)
    root = Unit(name="Tỉnh ủy", level="tỉnh")
    session.add(root)
    session.flush()
    units = [Unit(name=f"Xã {n}", level="xã", group="xã" if n < 6 else "sở", parent_id=root.id) for n in range(9)]
    session.add_all(units)
    session.flush()
    posts = [Post(name=f"Bí thư {unit.name}", unit_id=unit.id or 0) for unit in units]
    session.add_all(posts)
    session.flush()
    asker = _people(session, posts[:-1], root.id or 0)
    for number in range(TASKS):
        _task(session, dice, dice.choice(posts), number, asker)
    session.flush()
    _targets(session, random.Random(seed), asker)
    _long_ones(session)
    _steps(session)
    _no_results_yet(session)
    return root.id or 0


def _long_ones(session: Session) -> None:
    """Every sixth task is due in a year: it may be silent for longer."""
    for task in session.exec(select(Task).order_by(col(Task.id))).all()[::6]:
        task.due_on = date(2027, 11, 30)
        if task.news_at is not None and (task.id or 0) % 4:
            task.news_at = max(task.assigned_at, at(date(2026, 10, 12) + timedelta(days=(task.id or 0) % 60), 9))
        session.add(task)


def _steps(session: Session) -> None:
    """Every fifth task has a plan, whose next step is before, on or after the week's last days."""
    for task in session.exec(select(Task).order_by(col(Task.id))).all()[::5]:
        task.milestone_on = date(2026, 11, 22) + timedelta(days=(task.id or 0) % 13)
        session.add(task)


def _no_results_yet(session: Session) -> None:
    """Of what was said, some is an estimate and some a forecast."""
    for place, said in enumerate(session.exec(select(Report).order_by(col(Report.id))).all()):
        said.certainty = (Certainty.ACTUAL, Certainty.ESTIMATE, Certainty.ACTUAL, Certainty.FORECAST)[place % 4]
        session.add(said)
    session.flush()


def _targets(session: Session, dice: random.Random, asker: int) -> None:
    """Half the tasks are measured by a figure, with values said and found before and after the moment, some taken back."""
    for task in session.exec(select(Task).order_by(col(Task.id))).all():
        task.product = dice.choice(["", "biên bản"])
        task.source = dice.choice(["assigned", "assigned", "own"])
        if dice.random() < 0.5:
            _target(session, dice, task, asker)
    session.flush()


def _target(session: Session, dice: random.Random, task: Task, asker: int) -> None:
    task_id, plan = task.id or 0, dice.choice([Decimal("98.3"), Decimal(40), Decimal(144), None, None])
    low, high = (Decimal(2), Decimal("2.5")) if plan is None and dice.random() < 0.7 else (None, None)
    direction = dice.choice(["up", "up", "down"])
    session.add(Target(task_id=task_id, measure="%", plan=plan, low=low, high=high, direction=direction))
    whole = plan or high or Decimal(10)
    for day in sorted(dice.sample(range(40), dice.randrange(4))):
        then = at(date(2026, 11, 1) + timedelta(days=day), dice.randrange(24))
        value = dice.choice([whole, whole * 7 / 10, whole / 2, whole * dice.randrange(130) / 100, None])
        undone = then + timedelta(days=dice.randrange(1, 9)) if dice.random() < 0.3 else None
        given: dict[str, Any] = {"task_id": task_id, "value": value, "at": then, "undone_at": undone}
        if dice.random() < 0.7:
            session.add(Report(kind=ReportKind.VALUE, author_id=asker, **given))
        else:
            session.add(Verification(verifier_id=asker, accepted=True, **given))
        session.flush()


def _people(session: Session, posts: list[Post], root: int) -> int:
    """A holder for each post but the last; a board of one."""
    people = [Person(name=f"Người {n}") for n in range(len(posts) + 1)]
    session.add_all(people)
    session.flush()
    for person, post in zip(people, posts, strict=False):
        session.add(Tenure(person_id=person.id or 0, post_id=post.id or 0, starts_on=date(2026, 1, 1)))
    clerk = people[-1].id or 0
    session.add(Role(person_id=clerk, kind=RoleKind.BOARD, unit_id=root, starts_on=date(2026, 1, 1)))
    session.add(Group(bot="b", chat_id="-1", unit_id=root, purpose=RoleKind.COMMITTEE, bound_at=UNTIL))
    session.flush()
    return clerk


def _task(session: Session, dice: random.Random, post: Post, number: int, asker: int) -> None:
    silent = post.name.endswith("Xã 0")  # one leader has not said a word since October
    given = _moment(dice, date(2025, 12, 1), date(2026, 10, 30) if silent else date(2026, 12, 1))
    state = dice.choice(list(TaskState))
    changed = max(given, _moment(dice, date(2026, 10, 20), date(2026, 12, 3)))
    claimed = dice.random() < 0.8 and state in (TaskState.CLAIMED, TaskState.PRODUCT_MISSING, TaskState.CLOSED)
    task = Task(
        unit_id=post.unit_id,
        post_id=post.id or 0,
        number=number + 1,
        title=f"Nhiệm vụ {number}",
        due_on=dice.choice([None, _day(dice, date(2026, 11, 1), date(2026, 12, 20))]),
        state=state,
        result=dice.choice(list(Result)) if state is TaskState.CLOSED else None,
        assigned_at=given,
        news_at=None
        if silent
        else dice.choice([None, max(given, _moment(dice, date(2026, 11, 1), date(2026, 12, 2)))]),
        state_at=changed,
        claimed_at=max(given, changed - timedelta(days=dice.randrange(9))) if claimed else None,
        closed_at=changed if state in (TaskState.CLOSED, TaskState.WITHDRAWN, TaskState.CARRIED_OVER) else None,
    )
    session.add(task)
    session.flush()
    if dice.random() < 0.3:
        _case(session, dice, task, asker, post.id or 0)
    for _ in range(dice.choice([0, 0, 1, 2])):
        _extension(session, dice, task, asker)


def _case(session: Session, dice: random.Random, task: Task, asker: int, post: int) -> None:
    asked = _moment(dice, date(2026, 11, 9), date(2026, 12, 1))
    state = dice.choice([CaseState.OPEN, CaseState.OPEN, CaseState.ANSWERED, CaseState.RESOLVED, CaseState.WITHDRAWN])
    answered = state in (CaseState.ANSWERED, CaseState.RESOLVED)
    session.add(
        SupportCase(
            unit_id=task.unit_id,
            task_id=task.id or 0,
            state=state,
            supporter_id=dice.choice([None, post]),
            asked_by=asker,
            asked_at=asked,
            promised_on=asked.date() + timedelta(days=3),
            answered_at=asked + timedelta(days=dice.randrange(1, 12)) if answered else None,
        )
    )


def _extension(session: Session, dice: random.Random, task: Task, asker: int) -> None:
    asked = _moment(dice, date(2026, 10, 1), date(2026, 12, 1))
    state = dice.choice(list(ExtensionState))
    decided = None if state is ExtensionState.ASKED else asked + timedelta(days=dice.randrange(1, 9))
    session.add(
        Extension(
            unit_id=task.unit_id,
            task_id=task.id or 0,
            state=state,
            due_on=date(2027, 1, 31),
            asked_by=dice.choice([None, asker, asker]),
            asked_at=asked,
            decided_at=decided,
        )
    )


def _day(dice: random.Random, first: date, last: date) -> date:
    return first + timedelta(days=dice.randrange((last - first).days))


def _moment(dice: random.Random, first: date, last: date) -> datetime:
    return at(_day(dice, first, last), dice.randrange(24), dice.randrange(60))

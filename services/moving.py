"""Tasks that go to another unit, and perhaps another post, with their history: what a merger moves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col, select

from models import Extension, Instruction, Post, SupportCase, SupportRoute, Task
from rules.localtime import today
from rules.states import OPEN_STATES
from services import nagging
from services.assignment import next_number
from services.history import record
from services.identity import Actor, holder_of, posts_on

MOVED = "moved"


@dataclass
class Moved:
    """The ids of the tasks that moved, those of them with a new number, and by their new post."""

    tasks: list[int] = field(default_factory=list)
    renumbered: list[int] = field(default_factory=list)
    of_post: dict[int, list[int]] = field(default_factory=dict)

    def __iadd__(self, other: "Moved") -> "Moved":
        self.tasks += other.tasks
        self.renumbered += other.renumbered
        for post, tasks in other.of_post.items():
            self.of_post.setdefault(post, []).extend(tasks)
        return self


def move_tasks(
    session: Session, unit: int, into: int, joined: Mapping[int, int], now: datetime, actor: Actor | None
) -> Moved:
    """Move the open tasks of a unit into another; `joined`: the posts that are dissolved, and into which."""
    moved = Moved()
    statement = select(Task).where(Task.unit_id == unit, col(Task.state).in_(OPEN_STATES))
    for task in session.exec(statement.order_by(col(Task.post_id), col(Task.number)).with_for_update()).all():
        _move(session, task, into, joined.get(task.post_id, task.post_id), now, actor, moved)
    ids = moved.tasks
    for table in (SupportCase, Extension, Instruction):
        change = update(table).where(col(table.task_id).in_(ids)).values(unit_id=into)
        session.execute(change.execution_options(synchronize_session="fetch"))
    for task in session.exec(select(Task).where(col(Task.id).in_(ids))).all():
        nagging.plan(session, task, now)
    return moved


def _move(session: Session, task: Task, into: int, post: int, now: datetime, actor: Actor | None, moved: Moved) -> None:
    before: dict[str, object] = {"unit_id": task.unit_id, "post_id": task.post_id, "number": task.number}
    moved.tasks.append(task.id or 0)
    if post != task.post_id:
        moved.of_post.setdefault(post, []).append(task.id or 0)
        if _taken(session, post, task.number, now):
            task.number = next_number(session, post, today(now))
            moved.renumbered.append(task.id or 0)
    task.unit_id, task.post_id = into, post
    session.add(task)
    record(
        session,
        unit_id=into,
        task_id=task.id,
        subject=f"task:{task.id}",
        event=MOVED,
        actor=actor,
        now=now,
        before=before,
        after={"unit_id": into, "post_id": post, "number": task.number},
    )


def _taken(session: Session, post: int, number: int, now: datetime) -> bool:
    """Does whoever holds the post have a task of this number?"""
    day = today(now)
    holder = holder_of(session, post, day)
    posts = {post, *(posts_on(session, holder, day) if holder is not None else ())}
    return session.exec(select(Task.id).where(col(Task.post_id).in_(posts), Task.number == number)).first() is not None


def point_elsewhere(session: Session, joined: Mapping[int, int]) -> None:
    """Whoever was supervised or directed by a dissolved post, or waits for its support, is by the one that took over."""
    for old, new in joined.items():
        superior = session.get_one(Post, old).supervisor_id
        for post in session.exec(select(Post).where(Post.supervisor_id == old)).all():
            post.supervisor_id = new if post.id != new else superior
            session.add(post)
        for task in session.exec(select(Task).where(col(Task.state).in_(OPEN_STATES), _led_by(old))).all():
            task.supervisor_id = new if task.supervisor_id == old else task.supervisor_id
            task.directing_leader_id = new if task.directing_leader_id == old else task.directing_leader_id
            session.add(task)
        for case in session.exec(select(SupportCase).where(SupportCase.supporter_id == old)).all():
            case.supporter_id = new
            session.add(case)
        for route in session.exec(select(SupportRoute).where(SupportRoute.post_id == old)).all():
            route.post_id = new
            session.add(route)
    session.flush()


def _led_by(post: int) -> ColumnElement[bool]:
    return (col(Task.supervisor_id) == post) | (col(Task.directing_leader_id) == post)

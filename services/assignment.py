"""Assign a task to a post: a number that is the holder's for good, a product perhaps counted, a deadline, and an order to go."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from models import History, Post, Target, Task
from rules.errors import UserError
from rules.localtime import today
from rules.products import counted
from rules.states import DueKind, TaskState
from services import nagging
from services.acceptance import announce
from services.ending import end_what_waits
from services.history import free_text, record_of_task
from services.identity import Actor, holder_of, posts_on
from services.permissions import Action, require
from services.speaking import kept
from services.undo import reverses

TITLE = 300  # characters: a title is read in a list


@dataclass(frozen=True)
class Due:
    """A deadline as a task keeps it."""

    kind: DueKind
    on: date | None = None
    every: str | None = None
    day: int | None = None


@dataclass(frozen=True)
class Order:
    """What is to be assigned; the product may be empty."""

    post_id: int
    title: str
    product: str
    due: Due


def check_words(title: str, product: str) -> None:
    """Raise `UserError` for what can't be a task's name or product."""
    if not kept(title):
        raise UserError("A task needs a name.")
    for text in (title, product):
        if len(text) > TITLE:
            raise UserError(
                "This is {count} characters long; a task's name and product have at most {limit}. Please shorten it; details can "
                "follow as a document.",
                count=len(text),
                limit=TITLE,
            )


def assign(session: Session, actor: Actor, order: Order, now: datetime) -> Task:
    """Give the task to the post, with the next number that is free for whoever holds it, and order it."""
    post = session.get_one(Post, order.post_id, with_for_update=True)
    require(actor, Action.ASSIGN, unit_id=post.unit_id)
    check_words(order.title, order.product)
    if order.due.on is not None and order.due.on < today(now):
        raise UserError("{day} is already over.", day=order.due.on)
    task = _task(session, actor, post, order, now)
    add_target(session, task, order.product)
    record_of_task(
        session,
        task,
        event="assigned",
        actor=actor,
        now=now,
        after={"post_id": task.post_id, "number": task.number, "due_kind": task.due_kind, "due_on": task.due_on},
        text_id=free_text(session, f"{task.title}\n{task.product}"),
    )
    announce(session, task, now)
    nagging.plan(session, task, now)
    return task


def _task(session: Session, actor: Actor, post: Post, order: Order, now: datetime) -> Task:
    task = Task(
        unit_id=post.unit_id,
        post_id=order.post_id,
        number=next_number(session, order.post_id, today(now)),
        title=kept(order.title),
        product=kept(order.product),
        due_kind=order.due.kind,
        due_on=order.due.on,
        original_due_on=order.due.on,
        every=order.due.every,
        due_day=order.due.day,
        state=TaskState.ASSIGNED,
        supervisor_id=post.supervisor_id,
        assigned_by=actor.person_id,
        assigned_at=now,
        state_at=now,
    )
    session.add(task)
    session.flush()
    return task


def next_number(session: Session, post_id: int, day: date) -> int:
    """One more than any number ever used for a post of whoever holds this one: a bare number is theirs alone."""
    holder = holder_of(session, post_id, day)
    posts = {post_id, *(posts_on(session, holder, day) if holder is not None else ())}
    last = session.exec(select(func.max(Task.number)).where(col(Task.post_id).in_(posts))).one()
    return (last or 0) + 1


def add_target(session: Session, task: Task, product: str) -> None:
    """What the product is counted in, if it is counted."""
    plan = counted(product)
    if plan is not None:
        target = Target(task_id=task.id or 0, measure=plan.measure, plan=plan.plan, direction=plan.direction)
        session.add(target)
        session.flush()


@reverses("assigned", Action.ASSIGN)
def _take_back(session: Session, row: History, now: datetime) -> None:
    """The task is withdrawn; its number is not given again."""
    task = session.get_one(Task, row.task_id, with_for_update=True)
    task.state, task.state_at = TaskState.WITHDRAWN, now
    end_what_waits(session, task.id or 0, now)
    session.add(task)
    nagging.plan(session, task, now)

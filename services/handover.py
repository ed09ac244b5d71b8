"""Who has received what: tasks accepted, objected to, silent, by post (S2-05: the share acknowledged; S3-09: all answer)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models import Post, Task
from rules.attainment import Share
from rules.localtime import today
from rules.states import TaskState
from services.calendar import working_days
from services.identity import Actor
from services.people import people
from services.permissions import Action, require

NOT_GIVEN = (TaskState.REGISTERED, TaskState.WITHDRAWN)


@dataclass(frozen=True)
class PostHandover:
    """A post's tasks by what became of them; `silent_days`: working days since the oldest unanswered one was given."""

    post: Post
    tasks: int
    accepted: int
    objected: int
    committed: int
    silent_days: int
    linked: bool

    @property
    def waiting(self) -> int:
        return self.tasks - self.accepted - self.objected


@dataclass(frozen=True)
class Handover:
    posts: tuple[PostHandover, ...]

    @property
    def tasks(self) -> int:
        return sum(each.tasks for each in self.posts)

    @property
    def accepted(self) -> int:
        return sum(each.accepted for each in self.posts)

    @property
    def done(self) -> list[PostHandover]:
        """Posts that accepted everything."""
        return [each for each in self.posts if each.accepted == each.tasks]

    @property
    def share(self) -> Share | None:
        return Share.of(self.accepted, self.tasks) if self.tasks else None


def handover(session: Session, actor: Actor, now: datetime, document_id: int | None = None) -> Handover:
    """Of the board's units, or of one Decision in them."""
    require(actor, Action.SEE_PEOPLE)
    statement = select(Task).where(col(Task.unit_id).in_(list(actor.board)), col(Task.state).not_in(NOT_GIVEN))
    if document_id is not None:
        statement = statement.where(Task.document_id == document_id)
    by_post: dict[int, list[Task]] = {}
    for task in session.exec(statement.order_by(col(Task.post_id))):
        by_post.setdefault(task.post_id, []).append(task)
    linked = _linked(session, actor, now)
    posts = session.exec(select(Post).where(col(Post.id).in_(list(by_post))).order_by(col(Post.unit_id), col(Post.id)))
    return Handover(tuple(_of_post(session, post, by_post[post.id or 0], linked, now) for post in posts))


def _linked(session: Session, actor: Actor, now: datetime) -> frozenset[int]:
    found = people(session, actor, now)
    return frozenset(post.id or 0 for post in (*found.linked, *found.silent))


def _of_post(session: Session, post: Post, tasks: list[Task], linked: Collection[int], now: datetime) -> PostHandover:
    waiting = [task for task in tasks if task.state is TaskState.ASSIGNED]
    since = min((today(task.assigned_at) for task in waiting), default=today(now))
    objected = sum(1 for task in tasks if task.state is TaskState.OBJECTED)
    return PostHandover(
        post=post,
        tasks=len(tasks),
        accepted=len(tasks) - len(waiting) - objected,
        objected=objected,
        committed=sum(1 for task in tasks if task.commitment_id is not None),
        silent_days=working_days(session).between(since, today(now)) if waiting else 0,
        linked=post.id in linked,
    )

"""What one person is told this morning, over all their posts and roles: one message, decided when it is sent."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sqlalchemy import func, or_
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from models import Outbox, OutboxState, Person, Post, Tenure
from rules.cadence import mentions
from rules.court import TaskFacts
from rules.localtime import at, today
from rules.morning import Morning, morning
from rules.reasons import Look, Mention
from rules.states import MessageClass
from services import urged
from services.ballots_due import Waiting, to_say
from services.calendar import working_days
from services.concerns import about
from services.drafts import Drafts, news
from services.facts import facts
from services.identity import actor_for


@dataclass(frozen=True)
class Told:
    """A person's morning, the tasks it speaks of, what the board is given to decide on besides, and ballots to score."""

    morning: Morning
    tasks: dict[int, TaskFacts]
    drafts: Drafts = field(default_factory=Drafts)
    ballots: tuple[Waiting, ...] = ()

    @property
    def empty(self) -> bool:
        return self.morning.empty and not self.ballots


def of_person(session: Session, person_id: int, now: datetime) -> Told:
    """Everything this person is to hear on this day, as of now: what was answered meanwhile is gone."""
    day = today(now)
    actor = actor_for(session, person_id, day)
    found, seats = facts(session, about(session, actor, day), day)
    look = Look(day, working_days(session), since=last_told(session, person_id, now))
    mine: list[Mention] = []
    for task in found:
        mine += [said for said in mentions(_fresh(task, day), look) if person_id in seats.people(said.seat, task)]
    named = {mention.task for mention in mine}
    mine += [said for said in urged.mentions(session, found, seats, person_id, look) if said.task not in named]
    named = {mention.task for mention in mine}
    drafts = news(session, actor, look)
    ballots = to_say(session, person_id, look) if actor.council else ()
    return Told(morning(mine), {task.id: task for task in found if task.id in named}, drafts, ballots)


def _fresh(task: TaskFacts, day: date) -> TaskFacts:
    """Who else speaks for the post gets this morning's lines too, although one of them has been told already."""
    return replace(task, told=day - timedelta(days=1)) if task.told == day else task


def spoken_today(session: Session, person_id: int, now: datetime) -> bool:
    """Has a routine message gone to this person today? There is at most one a day."""
    return _last(session, person_id, today(now) + timedelta(days=1)) >= today(now)


def last_told(session: Session, person_id: int, now: datetime) -> date:
    """The last day before today on which a routine message reached this person; long ago, if none did."""
    return _last(session, person_id, today(now))


def _last(session: Session, person_id: int, before: date) -> date:
    """Sent, or on its way (the moment of its lease stands for it until the platform has answered)."""
    when = func.coalesce(Outbox.sent_at, Outbox.lease_until)
    statement = select(when).where(Outbox.person_id == person_id, Outbox.message_class == MessageClass.ROUTINE)
    statement = statement.where(col(Outbox.state).in_([OutboxState.SENT, OutboxState.SENDING]), when < at(before, 0))
    latest = session.exec(statement.order_by(when.desc()).limit(1)).first()
    return today(latest) if latest is not None else date.min


@dataclass(frozen=True)
class Callee:
    """A post as the clerk's list names it, and the number its holder can be called at, where one is known."""

    name: str
    phone: str | None


def callees(session: Session, posts: Iterable[int], day: date) -> dict[int, Callee]:
    """Posts by name, each with its accountable holder's telephone number: for the board's private chats only."""
    wanted = col(Post.id).in_(set(posts))
    names = {row[0]: row[1] for row in session.execute(core_select(col(Post.id), col(Post.name)).where(wanted))}
    statement = core_select(col(Tenure.post_id), col(Person.phone)).join(Person, col(Tenure.person_id) == Person.id)
    statement = statement.where(
        col(Tenure.post_id).in_(set(posts)),
        col(Tenure.starts_on) <= day,
        or_(col(Tenure.ends_on).is_(None), col(Tenure.ends_on) >= day),
    )
    # the last row of a post is its accountable holder's, the order of services.identity.holder_of turned round
    phones = {row[0]: row[1] for row in session.execute(statement.order_by(col(Tenure.accountable), col(Tenure.id)))}
    return {post: Callee(name, phones.get(post)) for post, name in names.items()}

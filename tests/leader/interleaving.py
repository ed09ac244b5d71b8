"""A small world for the interleaving test: two channels without any capability, delays on both ways, two clerks, one leader.

Everything between the channel and the database is the real thing, driven step by step: storing, handling, claiming, marking.
What people have been *shown*, and when, is kept here, beside the database and independent of it.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from sqlmodel import Session, SQLModel, col, select

from bot.claim import Claimed, claim
from bot.db import Database
from bot.mark import Outcome, mark
from bot.receive import handle_batch
from bot.store import store
from channels.bare import BareChannel
from channels.base import ChatRef, Incoming, Sent
from models import (
    Account,
    Conversation,
    Group,
    History,
    Outbox,
    Person,
    Post,
    Role,
    SupportCase,
    Target,
    Task,
    Tenure,
    Unit,
)
from rules.localtime import at, today
from rules.states import CaseState, MessageClass, RoleKind, TaskState
from services import acceptance, support
from services.assignment import next_number
from services.calendar import working_days
from services.identity import actor_for
from services.notices import notify

START = at(date(2026, 11, 26), 9)
SECOND, TICK = timedelta(seconds=1), timedelta(microseconds=1)
GROUP = "g"
LONG_AGO = date(2026, 1, 1)
Chat = tuple[str, str]


@dataclass
class Shown:
    """A message that reached a chat: which outbox row, and the platform's time."""

    chat: Chat
    row_id: int
    at: datetime
    message_id: str


@dataclass
class Written:
    """What one update wrote: the history rows that bear its moment."""

    incoming: Incoming
    moment: datetime
    rows: list[History]


@dataclass
class World:
    """The organisation, the clock, what is in the air, and what has been shown."""

    db: Database = field(default_factory=lambda: Database("sqlite://"))
    now: datetime = START
    air: list[Incoming] = field(default_factory=list)
    in_flight: list[Claimed] = field(default_factory=list)
    delivered: list[tuple[Claimed, datetime, str]] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    questions: dict[int, dict[str, Any]] = field(
        default_factory=dict
    )  # replies after which a question waits, and of what

    def __post_init__(self) -> None:
        self.channels = {bot: BareChannel(bot, now=lambda: self.now) for bot in ("bare", "other")}
        self._keys, self._ids = count(1), count(1)
        SQLModel.metadata.create_all(self.db.engine)
        self.db.transact(self._found)

    def _found(self, session: Session) -> None:
        unit = Unit(name="Tỉnh ủy")
        session.add(unit)
        session.flush()
        post = Post(unit_id=unit.id or 0, name="Bí thư Đảng ủy xã Nguyệt Đức")
        session.add(post)
        session.flush()
        self.unit, self.post = unit.id or 0, post.id or 0
        self.leader = self._person(session, "leader", bots=("bare", "other"))
        self.clerks = {name: self._person(session, name) for name in ("clerk", "second")}
        session.add(Tenure(person_id=self.leader, post_id=self.post, starts_on=LONG_AGO))
        for clerk in self.clerks.values():
            session.add(Role(person_id=clerk, kind=RoleKind.BOARD, unit_id=self.unit, starts_on=LONG_AGO))
        session.add(Group(bot="bare", chat_id=GROUP, unit_id=self.unit, purpose=RoleKind.BOARD, bound_at=START))
        self._task(session, 1, measure="hộ", plan=144, due=date(2026, 11, 30))
        self._task(session, 2, measure="%", plan=40, due=date(2026, 12, 1))
        self._task(session, 7, due=date(2026, 12, 7))
        self._task(session, 8, due=date(2027, 12, 7))

    def _person(self, session: Session, name: str, bots: tuple[str, ...] = ("bare",)) -> int:
        person = Person(name=name)
        session.add(person)
        session.flush()
        for bot in bots:
            account = Account(bot=bot, user_id=name, chat_id=name, person_id=person.id, linked_at=START, heard_at=START)
            session.add(account)
        return person.id or 0

    def _task(
        self, session: Session, number: int, *, due: date, measure: str = "", plan: int = 0, state: str = "in_progress"
    ) -> Task:
        task = Task(
            unit_id=self.unit,
            post_id=self.post,
            number=number,
            title=f"Việc số {number}",
            due_on=due,
            original_due_on=due,
            state=TaskState(state),
            assigned_at=self.now,
            state_at=self.now,
        )
        session.add(task)
        session.flush()
        if measure:
            session.add(Target(task_id=task.id or 0, measure=measure, plan=plan))  # type: ignore[arg-type]
        return task

    # people

    def say(self, chat: Chat, sender: str, text: str, reply_to: str | None = None) -> None:
        """Something leaves a phone; it is in the air until it arrives."""
        self.air.append(
            Incoming(
                key=str(next(self._keys)),
                chat=ChatRef(*chat),
                sender=sender,
                sender_name=sender,
                sent_at=self.now,
                group=chat[1] == GROUP,
                text=text,
                message_id=f"in{next(self._ids)}",
                reply_to=reply_to,
            )
        )

    def arrive(self, place: int) -> None:
        incoming = self.air.pop(place % len(self.air))
        self.db.transact(store, [incoming], self.now)

    # the bot, step by step

    def handle(self) -> list[Written]:
        """One batch; what each update wrote is told apart by its moment."""
        moments: list[datetime] = []

        def clock() -> datetime:
            self.now += TICK
            moments.append(self.now)
            return self.now

        handled = self.db.transact(handle_batch, self.channels, clock)
        theirs = moments[-len(handled) - 1 : -1]  # the clock is read once for each update, and once more at the end
        return [
            self.db.transact(self._written, incoming, moment) for incoming, moment in zip(handled, theirs, strict=True)
        ]

    def _written(self, session: Session, incoming: Incoming, moment: datetime) -> Written:
        rows = session.exec(select(History).where(History.at == moment).order_by(col(History.id))).all()
        talk = session.exec(
            select(Conversation).where(
                Conversation.bot == incoming.chat.bot,
                Conversation.chat_id == incoming.chat.id,
                Conversation.user_id == incoming.sender,
            )
        ).first()
        if talk is not None and talk.step is not None:
            said = session.exec(select(Outbox.id).where(Outbox.created_at == moment, Outbox.kind == "message"))
            self.questions |= {row_id: talk.data for row_id in said if row_id is not None}
        return Written(incoming, moment, list(rows))

    def claim(self, limit: int = 2) -> None:
        bots = {bot: channel.capabilities for bot, channel in self.channels.items()}
        busy = [each.lane for each in [*self.in_flight, *(claimed for claimed, _, _ in self.delivered)]]
        self.in_flight += self.db.transact(claim, bots, self.now, limit, busy)

    def deliver(self, place: int) -> None:
        """A message appears on a phone; the bot doesn't know yet."""
        claimed = self.in_flight.pop(place % len(self.in_flight))
        message_id = f"out{next(self._ids)}"
        self.shown.append(Shown((claimed.chat.bot, claimed.chat.id), claimed.row_id, self.now, message_id))
        self.delivered.append((claimed, self.now, message_id))

    def mark(self, place: int) -> None:
        claimed, moment, message_id = self.delivered.pop(place % len(self.delivered))
        sent = tuple(Sent(message_id, moment) for _ in claimed.messages)
        self.db.transact(mark, [Outcome(claimed, sent)], self.now)

    # what comes from elsewhere

    def bundle(self) -> None:
        """The next working day's 08:00, and its bundle."""
        day = self.db.transact(working_days).add(today(self.now), 1)
        self.now = max(self.now, at(day, 8))
        self.db.transact(self._queue_bundle, day)

    def _queue_bundle(self, session: Session, day: date) -> None:
        notify(
            session,
            kind="bundle",
            message_class=MessageClass.ROUTINE,
            key=f"bundle:{day}",
            now=self.now,
            person_id=self.leader,
            day=day.isoformat(),
        )

    def answer_a_case(self) -> None:
        self.now += TICK
        self.db.transact(self._answer_a_case)

    def _answer_a_case(self, session: Session) -> None:
        case = session.exec(select(SupportCase).where(SupportCase.state == CaseState.OPEN)).first()
        if case is not None:
            clerk = actor_for(session, self.clerks["clerk"], today(self.now))
            support.answer(session, clerk, case.id or 0, "theo quy định", self.now)

    def order(self) -> None:
        """A new task is announced."""
        self.now += TICK
        self.db.transact(self._order)

    def _order(self, session: Session) -> None:
        number = next_number(session, self.post, today(self.now))
        task = self._task(session, number, due=date(2027, 3, 1), state="assigned")
        acceptance.announce(session, task, self.now)

    def close(self) -> None:
        self.db.close()

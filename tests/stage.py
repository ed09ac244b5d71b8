"""A scenario's stage: an organisation in a database, people on a channel, and a bot that is pumped until all is quiet.

The same scenario runs on the bare text channel and on Telegram (real HTTP against the stand-in); a stage may have several
streets, for people who are on more than one channel.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, func, select

from bot import fetch
from bot.claim import Claimed
from bot.clock import Clock
from bot.db import Database
from bot.mark import Outcome
from bot.receive import handle_batch
from bot.send import step
from bot.store import Storing
from channels.base import Channel, DeliveryError, Sent
from models import Account, Document, Group, Person, Post, Role, Target, Task, Tenure, Unit
from rules.localtime import at
from rules.states import RoleKind, TaskState
from scheduler.tick import tick
from services import nagging
from tests.streets import Street

START = at(date(2026, 11, 26), 9)
PIXEL = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffdb004300" + "08" * 64 + "ffd9")


@dataclass
class Actor:
    """A person of the scenario with a chat of their own."""

    stage: "Stage"
    user: str
    person_id: int | None = None
    on: Street | None = None  # the stage's first street by default
    read: dict[str, int] = field(default_factory=dict)

    @property
    def street(self) -> Street:
        return self.on or self.stage.street

    async def says(
        self, text: str, *, in_group: str | None = None, reply_to: str | None = None, forwarded: bool = False
    ) -> list[str]:
        """Say it, let everything settle, and read what came into the same chat."""
        chat = in_group or self.user
        await self.heard(chat)
        await self.street.say(self.user, chat, text, reply_to=reply_to, forwarded=forwarded)
        await self.stage.settle()
        return await self.heard(chat)

    async def presses(self, label: str, *, in_group: str | None = None) -> list[str]:
        """Press a button; without buttons, type the digit that stands before the label."""
        chat = in_group or self.user
        messages = await self.street.heard(self.user, chat)
        await self.heard(chat)
        if self.street.channel.capabilities.buttons:
            await self.street.press(self.user, chat, label)
        else:
            typed = digit_of(label, [m["text"] for m in messages])
            await self.street.say(self.user, chat, typed, reply_to=None, forwarded=False)
        await self.stage.settle()
        return await self.heard(chat)

    async def sends_photo(self, caption: str | None = None, *, count: int = 1, data: bytes = PIXEL) -> list[str]:
        await self.heard()
        pictures = [data + bytes([number]) if data else b"" for number in range(count)]
        await self.street.photo(self.user, self.user, pictures, caption)
        await self.stage.settle()
        return await self.heard()

    async def sends_voice(self, data: bytes = b"OggS-voice") -> list[str]:
        await self.heard()
        await self.street.voice(self.user, self.user, data)
        await self.stage.settle()
        return await self.heard()

    async def heard(self, chat: str | None = None) -> list[str]:
        """The texts that came since this was last asked."""
        return [message["text"] for message in await self.messages(chat)]

    async def messages(self, chat: str | None = None) -> list[dict[str, Any]]:
        """The same as whole messages: id, text, buttons, picture."""
        chat = chat or self.user
        everything = await self.street.heard(self.user, chat)
        start = self.read.get(chat, 0)
        self.read[chat] = len(everything)
        return everything[start:]


def digit_of(label: str, texts: list[str]) -> str:
    """The digit in front of a choice in the latest message that offers it: "1 đúng · 2 không đúng"."""
    for text in reversed(texts):
        for line in text.splitlines()[::-1]:
            for piece in line.replace(": ", " · ").split(" · "):
                number, _, words = piece.strip().partition(" ")
                if number.rstrip(".").isdigit() and words.strip().lower() == label.lower():
                    return number.rstrip(".")
    raise LookupError(f"no choice {label!r}")


def or_reply(stage: "Stage") -> str:
    """Only where a message can be replied to are people told so."""
    return ", hoặc trả lời tin nhắn này" if stage.street.channel.capabilities.quote else ""


class Stage:
    """The organisation, the clock and the pump."""

    start = START

    def __init__(self, db: Database, street: Street, clock: Clock, *others: Street) -> None:
        self.db, self.street, self.clock = db, street, clock
        self.streets = (street, *others)
        self.channels: dict[str, Channel] = {each.channel.bot: each.channel for each in self.streets}
        self._users = iter(range(101, 10_000))
        self._groups = iter(range(-501, -10_000, -1))
        self._storing = Storing(db, clock.now, asyncio.Event())
        self._polling: list[asyncio.Task[None]] = []
        self.unit_id = self._make(Unit(name="Tỉnh ủy", level="tỉnh"))

    @property
    def can_press(self) -> bool:
        return self.street.channel.capabilities.buttons

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Look into (or set up) the database."""
        with Session(self.db.engine, expire_on_commit=False) as session, session.begin():
            yield session

    def _make(self, row: Any) -> int:
        with self.session() as session:
            session.add(row)
            session.flush()
            return int(row.id)

    # the organisation

    def add_unit(self, name: str, *, level: str = "xã") -> int:
        with self.session() as session:
            found = session.exec(select(Unit.id).where(Unit.name == name)).first()
        return found or self._make(Unit(name=name, level=level, parent_id=self.unit_id))

    def add_post(self, name: str, *, unit: str = "xã Nguyệt Đức", supervisor: int | None = None) -> int:
        return self._make(Post(name=name, unit_id=self.add_unit(unit), supervisor_id=supervisor))

    def add_document(self, number: str = "128", symbol: str = "QĐ/TU", issued_on: date = date(2026, 1, 5)) -> int:
        row = Document(
            unit_id=self.unit_id, kind="Quyết định", number=number, symbol=symbol, issuer="Tỉnh ủy", issued_on=issued_on
        )
        return self._make(row)

    def add_task(
        self,
        post: int,
        title: str,
        *,
        product: str = "",
        due: date | None = None,
        measure: str | None = None,
        plan: Decimal | int | str | None = None,
        direction: str = "up",
        number: int | None = None,
        state: TaskState = TaskState.IN_PROGRESS,
        document: int | None = None,
        assigned_at: datetime | None = None,
        **more: Any,
    ) -> Task:
        """A task as if it had been assigned, accepted and told a few working days ago."""
        since = assigned_at or self.clock.now() - timedelta(days=3)
        with self.session() as session:
            last = session.exec(select(func.max(Task.number)).where(Task.post_id == post)).one() or 0
            task = Task(
                unit_id=session.get_one(Post, post).unit_id,
                post_id=post,
                number=number or last + 1,
                title=title,
                product=product,
                due_on=due,
                original_due_on=due,
                state=state,
                document_id=document,
                assigned_at=since,
                accepted_at=since if state is not TaskState.ASSIGNED else None,
                news_at=since,
                state_at=since,
                **more,
            )
            session.add(task)
            session.flush()
            if measure:
                amount = Decimal(plan) if plan is not None else None
                session.add(Target(task_id=task.id or 0, measure=measure, plan=amount, direction=direction))
            nagging.plan(session, task, self.clock.now())
            return task

    # people

    async def person(
        self, name: str, *roles: tuple[RoleKind, int, int | None], post: int | None = None, on: Street | None = None
    ) -> Actor:
        """A linked person with a chat: a post held, and roles as (kind, unit, post)."""
        actor = await self.stranger(name, on=on)
        day = self.clock.now().date() - timedelta(days=300)
        with self.session() as session:
            person = Person(name=name)
            session.add(person)
            session.flush()
            actor.person_id = person.id
            session.add(self._account(actor, name))
            if post is not None:
                session.add(Tenure(person_id=person.id or 0, post_id=post, starts_on=day))
            for kind, unit, of_post in roles:
                session.add(Role(person_id=person.id or 0, kind=kind, unit_id=unit, post_id=of_post, starts_on=day))
        return actor

    def _account(self, actor: Actor, name: str) -> Account:
        own = actor.street.account(actor.user)
        return Account(
            bot=actor.street.channel.bot,
            user_id=own,
            chat_id=own,
            person_id=actor.person_id,
            display_name=name,
            linked_at=self.clock.now(),
        )

    async def also(self, actor: Actor, on: Street) -> Actor:
        """The same person on one more channel."""
        there = await self.stranger("Đồng chí A", on=on)
        there.person_id = actor.person_id
        with self.session() as session:
            session.add(self._account(there, "Đồng chí A"))
        return there

    async def stranger(self, name: str = "Người lạ", *, on: Street | None = None) -> Actor:
        user = str(next(self._users))
        await (on or self.street).arrive(user, name)
        return Actor(self, user, on=on)

    async def leader(self, post: int, name: str = "Đồng chí A") -> Actor:
        return await self.person(name, post=post)

    async def assistant(self, post: int, name: str = "Văn phòng") -> Actor:
        with self.session() as session:
            unit = session.get_one(Post, post).unit_id
        return await self.person(name, (RoleKind.ASSISTANT, unit, post))

    async def clerk(self, name: str = "Cán bộ Ban Tổ chức") -> Actor:
        return await self.person(name, (RoleKind.BOARD, self.unit_id, None))

    async def committee_member(self, name: str = "Ủy viên Thường vụ") -> Actor:
        return await self.person(name, (RoleKind.COMMITTEE, self.unit_id, None))

    async def group(self, purpose: RoleKind, *members: Actor, bound: bool = True) -> str:
        """A group chat with these members, bound to the organisation."""
        chat = str(next(self._groups))
        await self.street.gather(chat, "Nhóm", [member.user for member in members])
        if bound:
            bot = self.street.channel.bot
            self._make(
                Group(
                    bot=bot,
                    chat_id=self.street.place(chat),
                    unit_id=self.unit_id,
                    purpose=purpose,
                    bound_at=self.clock.now(),
                )
            )
        return chat

    async def board_group(self, *members: Actor) -> str:
        return await self.group(RoleKind.BOARD, *members)

    # time and the pump

    async def jump(self, moment: datetime) -> None:
        """Move both sides' clocks and let everything settle."""
        self.clock.jump(moment)
        for street in self.streets:
            await street.jump(moment)
        await self.settle()

    async def open(self) -> None:
        for channel in self.channels.values():
            await channel.start(())
            self._polling.append(asyncio.create_task(self._poll(channel)))

    async def close(self) -> None:
        for polling in self._polling:
            polling.cancel()
            with suppress(asyncio.CancelledError):
                await polling
        for street in self.streets:
            await street.close()
        self.db.close()

    async def _poll(self, channel: Channel) -> None:
        async for batch in channel.poll():
            if batch:
                await self._storing.keep(batch)

    async def settle(self) -> None:
        """Store, handle, tick, send and fetch until nothing moves any more; people read what came of it."""
        for street in self.streets:
            while not await street.arrived():  # noqa: ASYNC110 — the platform is asked; it has no event to wait for
                await asyncio.sleep(0.005)
        while await self._move() or self.db.transact(tick, self.clock.now()):
            continue
        for street in self.streets:
            await street.read()

    async def _move(self) -> bool:
        """One round, each part a transaction of its own as in the running bot, and all of them on this thread."""
        handled = self.db.transact(handle_batch, self.channels, self.clock.now)
        sent = await self._send()
        for incoming in handled:
            await self.channels[incoming.chat.bot].acknowledge(incoming)
        return bool(handled or sent) or await fetch.run_once(self.db, self.channels, self.clock.now())

    async def _send(self) -> bool:
        bots = {bot: channel.capabilities for bot, channel in self.channels.items()}
        claimed = self.db.transact(step, [], bots, self.clock.now(), 8, [], [])
        outcomes = [await self._deliver(ready) for ready in claimed]
        if outcomes:
            self.db.transact(step, outcomes, bots, self.clock.now(), 0, [], [])
        return bool(claimed)

    async def _deliver(self, ready: Claimed) -> Outcome:
        sent: list[Sent] = []
        try:
            for message in ready.messages:
                sent.append(await self.channels[ready.chat.bot].send(message))
        except DeliveryError as error:
            return Outcome(ready, tuple(sent), error)
        return Outcome(ready, tuple(sent))


def task_of(session: Session, title: str) -> Task:
    return session.exec(select(Task).where(Task.title == title).order_by(col(Task.id).desc())).one()

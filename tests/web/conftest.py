"""The bot with a channel that has no files, running in a thread, its pages reached over HTTP."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TypeVar

import httpx
import pytest
from sqlmodel import Session, select

from bot.app import App
from bot.clock import Clock
from bot.db import Database
from bot.fetch import keep_blob
from channels.bare import BareChannel
from models import Account, Blob, Inbox, Person, Post, Role, SignedLink, Task, Tenure, Unit
from rules.localtime import at
from rules.states import RoleKind, TaskState
from services import links
from services.links import Purpose

T = TypeVar("T")
START = at(date(2026, 11, 26), 9)
LONG_AGO = date(2026, 1, 1)
HOUR = timedelta(hours=1)
LEADER, CLERK, STRANGER = "101", "102", "103"


class Site:
    """A leader, a clerk and a stranger on the bare channel; `http` is a browser that says where its forms come from."""

    def __init__(self, db: Database) -> None:
        self.db, self.clock = db, Clock(START)
        self.channel = BareChannel("bare", now=self.clock.now)
        self.app = App(db, {"bare": self.channel}, self.clock, paced=False)
        self.url = f"http://127.0.0.1:{_free_port()}"
        links.use_public_url(self.url)
        db.transact(_people)
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()
        self.http = httpx.Client(base_url=self.url, headers={"Sec-Fetch-Site": "same-origin"}, timeout=20)
        self.until(lambda: _answers(self.url))

    def _run(self) -> None:
        host, port = self.url.removeprefix("http://").split(":")
        self.loop.run_until_complete(self.app.run(host, int(port)))

    def close(self) -> None:
        self.http.close()
        self.loop.call_soon_threadsafe(self.app.stop)
        self.thread.join(10)
        self.loop.close()
        links.use_public_url("")

    def until(self, holds: Callable[[], T], seconds: float = 10) -> T:
        deadline = time.monotonic() + seconds
        while not (found := holds()):
            assert time.monotonic() < deadline, "it never came true"
            time.sleep(0.02)
        return found

    def hold(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Nothing is handled from now on, so that the inbox shows what was put there."""
        monkeypatch.setattr("bot.app.handle_batch", lambda *_: [])

    def later(self, span: timedelta) -> None:
        self.clock.jump(self.clock.now() + span)

    def look(self, fn: Callable[[Session], T]) -> T:
        return self.db.transact(fn)

    def account(self, user: str) -> Account:
        return self.look(lambda session: session.exec(select(Account).where(Account.user_id == user)).one())

    def issue(self, purpose: Purpose, user: str = LEADER, *, most: int | None = 5, **args: object) -> str:
        """A link of this person's, good for an hour."""
        account = self.account(user)
        given = {"account_id": account.id, **args}

        def work(session: Session) -> str:
            return links.issue(
                session,
                purpose=purpose,
                args=given,
                person_id=account.person_id,
                now=self.clock.now(),
                lifetime=HOUR,
                most=most,
            )

        return self.look(work)

    def keep(self, data: bytes, mime: str) -> int:
        return self.look(lambda session: keep_blob(session, data, mime))

    def heard(self, user: str) -> list[str]:
        return [each.text for each in self.channel.sent if each.chat == user]

    def upload(self, token: str, name: str, data: bytes, **headers: str) -> httpx.Response:
        return self.http.post(f"/upload/{token}", files={"file": (name, data)}, headers=headers)

    def inbox(self) -> list[Inbox]:
        return self.look(lambda session: list(session.exec(select(Inbox).order_by(Inbox.id))))  # type: ignore[arg-type]

    def blobs(self) -> list[bytes]:
        return self.look(lambda session: [blob.data for blob in session.exec(select(Blob))])

    def left(self, token: str) -> int | None:
        digest = links.hash_of(token)
        found = self.look(lambda s: s.exec(select(SignedLink).where(SignedLink.token_hash == digest)).one())
        left: int | None = found.args["left"]
        return left


def _people(session: Session) -> None:
    unit = Unit(name="xã Nguyệt Đức", level="xã")
    session.add(unit)
    session.flush()
    post = Post(name="Bí thư Đảng ủy xã Nguyệt Đức", unit_id=unit.id or 0)
    leader, clerk = Person(name="Đồng chí A"), Person(name="Cán bộ B")
    session.add_all([post, leader, clerk])
    session.flush()
    session.add(Tenure(person_id=leader.id or 0, post_id=post.id or 0, starts_on=LONG_AGO))
    session.add(Role(person_id=clerk.id or 0, kind=RoleKind.BOARD, unit_id=unit.id or 0, starts_on=LONG_AGO))
    session.add(_task(unit, post))
    for user, person in ((LEADER, leader), (CLERK, clerk), (STRANGER, None)):
        owner = person.id if person else None
        session.add(Account(bot="bare", user_id=user, chat_id=user, person_id=owner, display_name=f"N{user}"))


def _task(unit: Unit, post: Post) -> Task:
    return Task(
        unit_id=unit.id or 0,
        post_id=post.id or 0,
        number=1,
        title="Bàn giao mặt bằng",
        product="",
        state=TaskState.IN_PROGRESS,
        assigned_at=START,
        accepted_at=START,
        news_at=START,
        state_at=START,
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/healthz").is_success
    except httpx.TransportError:
        return False


@pytest.fixture
def site(database: Database) -> Iterator[Site]:
    made = Site(database)
    yield made
    made.close()

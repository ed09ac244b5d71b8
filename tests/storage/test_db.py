"""`db.run` on both engines: all of it counts or nothing, times and numbers come back as they went in."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError, StatementError
from sqlmodel import Session, select

from bot.clock import Clock
from bot.db import Database
from bot.migrate import upgrade
from bot.store import store
from channels.base import ChatRef, Incoming
from models import DayOff, Inbox, Person, Report, ReportKind, Task, Unit
from models.organisation import Post

pytestmark = pytest.mark.anyio
HANOI = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 26, 8, 0, tzinfo=HANOI)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    if request.param == "postgres":
        url = request.getfixturevalue("postgres_url")
    made = Database(url)
    upgrade(made.engine)
    yield made
    made.close()


def incoming(key: str, text: str = "việc") -> Incoming:
    return Incoming(key=key, chat=ChatRef("telegram", "7"), sender="7", sender_name="A", sent_at=NOW, text=text)


async def test_a_failing_unit_of_work_leaves_nothing(db: Database) -> None:
    def work(session: Session) -> None:
        session.add(DayOff(day=date(2027, 1, 1)))
        session.flush()
        raise ValueError

    with pytest.raises(ValueError):
        await db.run(work)
    assert await db.run(lambda s: s.exec(select(DayOff)).all()) == []


async def test_a_redelivered_update_is_nothing_new(db: Database) -> None:
    first = await db.run(store, [incoming("1"), incoming("2")], NOW)
    again = await db.run(store, [incoming("2"), incoming("3")], NOW)
    assert (first, again) == (["telegram", "telegram"], ["telegram"])
    assert await db.run(lambda s: sorted(s.exec(select(Inbox.key)).all())) == ["1", "2", "3"]


async def test_times_are_aware_utc_and_naive_ones_are_refused(db: Database) -> None:
    await db.run(store, [incoming("1")], NOW)
    assert await db.run(lambda s: s.exec(select(Inbox.received_at)).one()) == datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
    with pytest.raises(StatementError):
        await db.run(store, [incoming("2")], NOW.replace(tzinfo=None))


async def test_numbers_come_back_digit_for_digit(db: Database) -> None:
    values = [Decimal("39.50"), Decimal("0.1"), Decimal("12345678901234.000001"), Decimal("-3")]

    def work(session: Session) -> None:
        unit = Unit(name="xã")
        session.add(unit)
        session.flush()
        post, person = Post(name="Bí thư", unit_id=unit.id or 0), Person(name="A")
        session.add_all([post, person])
        session.flush()
        task = Task(unit_id=unit.id or 0, post_id=post.id or 0, number=1, title="t", assigned_at=NOW, state_at=NOW)
        session.add(task)
        session.flush()
        made = {"task_id": task.id or 0, "kind": ReportKind.VALUE, "author_id": person.id or 0, "at": NOW}
        session.add_all([Report(value=value, **made) for value in values])

    await db.run(work)
    found = await db.run(lambda s: s.exec(select(Report.value).order_by(Report.id)).all())  # type: ignore[arg-type]
    assert [str(value) for value in found] == [str(value) for value in values]


async def test_the_reading_connection_cannot_write(tmp_path: Path) -> None:
    db = Database(f"sqlite:///{tmp_path / 'a.db'}")
    upgrade(db.engine)
    with pytest.raises(OperationalError, match="readonly"):
        await db.read(lambda s: (s.add(DayOff(day=date(2027, 1, 1))), s.flush()))
    db.close()


async def test_many_callers_are_served_side_by_side(db: Database) -> None:
    await asyncio.gather(*(db.run(store, [incoming(str(n))], NOW) for n in range(40)))
    assert await db.run(lambda s: len(s.exec(select(Inbox.id)).all())) == 40


def test_only_a_rehearsal_clock_can_be_moved() -> None:
    rehearsal = Clock(NOW)
    rehearsal.jump(NOW + timedelta(days=3))
    assert rehearsal.now() - NOW >= timedelta(days=3)
    with pytest.raises(ValueError, match="rehearsal"):
        Clock().jump(NOW)

"""A phone that sends and sends holds up its own chat, and nobody else's; and whoever is a stranger is answered once a day."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from bot import fetch
from bot.db import Database
from bot.limits import Limits
from bot.receive import handle_batch
from bot.store import store
from bot.work import _finish, claim_job
from channels.bare import BareChannel
from channels.base import Attachment, ChatRef, Incoming
from handlers.menus import Later
from models import Inbox, InboxState, Job, Outbox, Person
from rules.errors import UserError
from services import jobs
from tests.stage import START

CHANNEL = BareChannel("bare", bot_name="Bot Giao Việc", now=lambda: START)


def said(key: int, user: str) -> Incoming:
    return Incoming(key=str(key), chat=ChatRef("bare", user), sender=user, sender_name=user, sent_at=START, text="việc")


def handle(session: Session) -> list[Incoming]:
    return handle_batch(session, {"bare": CHANNEL}, lambda: START)


def test_who_speaks_once_is_handled_beside_the_first_of_hundreds(database: Database) -> None:
    flood = [said(number, "broken") for number in range(300)]
    database.transact(store, [*flood, said(1000, "leader")], START)
    database.transact(handle)
    handled = database.transact(
        lambda s: s.exec(
            select(Inbox.user_id, Inbox.key).where(Inbox.state == InboxState.DONE).order_by(Inbox.key)
        ).all()
    )
    assert handled == [("broken", "0"), ("leader", "1000")]


def test_without_an_organisation_a_stranger_is_answered_once_a_day_all_the_same(database: Database) -> None:
    database.transact(store, [said(1, "stranger"), said(2, "stranger"), said(3, "stranger")], START)
    while database.transact(handle):
        continue
    bodies = database.transact(lambda s: s.exec(select(Outbox.body)).all())
    assert [part["spans"][0][0].splitlines()[0] for body in bodies for part in body] == [
        "Đây là trợ lý tự động (phần mềm) của Ban Tổ chức."
    ]


def test_photos_are_fetched_chat_by_chat(database: Database) -> None:
    def photo(key: int, user: str) -> Incoming:
        return replace(said(key, user), attachments=(Attachment("photo", f"f{key}"),))

    flood = [photo(number, "broken") for number in range(50)]
    database.transact(store, [*flood, photo(1000, "leader")], START)
    found = database.transact(fetch.due, START)
    assert [(incoming.chat.id, incoming.key) for _, incoming in found] == [("broken", "0"), ("leader", "1000")]


def test_files_are_made_for_people_in_turn_after_what_the_clock_asks_for(session: Session) -> None:
    broken, leader = Person(name="A"), Person(name="B")
    session.add_all([broken, leader])
    session.flush()
    asked = [broken.id, broken.id, broken.id, leader.id, None]
    for number, person in enumerate(asked):
        jobs.ask(session, f"{number}", START, tell=person)
    made = []
    for second in range(len(asked)):
        job = claim_job(session, START)
        assert job is not None
        job.state, job.finished_at = "done", START + timedelta(seconds=second)
        made.append(job.kind)
    assert made == ["4", "0", "3", "1", "2"]


def test_what_fails_again_and_again_takes_its_person_s_turn(session: Session) -> None:
    broken, leader = Person(name="A"), Person(name="B")
    session.add_all([broken, leader])
    session.flush()
    for person in (broken, broken, leader):
        jobs.ask(session, f"of {person.name}", START, tell=person.id)
    tried = []
    for second in range(3):
        job = claim_job(session, START)
        assert job is not None
        _finish(session, job, 1, b"", b"", START + timedelta(seconds=second))
        tried.append(job.kind)
    assert tried == ["of A", "of B", "of A"]


def test_one_person_waits_for_so_many_files_and_no_more(session: Session) -> None:
    broken, leader = Person(name="A"), Person(name="B")
    session.add_all([broken, leader])
    session.flush()
    for number in range(jobs.MOST):
        jobs.ask(session, f"{number}", START, tell=broken.id)
    with pytest.raises(UserError):
        jobs.ask(session, "one too many", START, tell=broken.id)
    jobs.ask(session, "of the other", START, tell=leader.id)
    kinds = session.exec(select(Job.kind).order_by(col(Job.id).desc())).all()
    assert (kinds[0], len(kinds)) == ("of the other", jobs.MOST + 1)


def test_more_than_a_person_s_share_waits_and_nothing_of_it_is_lost(database: Database) -> None:
    """Five a minute: the sixth waits for its minute, is told so once, and then all of it is handled in its order."""
    limits, moment = Limits(5, 100), START
    database.transact(store, [said(number, "broken") for number in range(12)], START)

    def handled(until: datetime) -> list[str]:
        nonlocal moment
        moment, keys = until, []
        while batch := database.transact(handle_batch, {"bare": CHANNEL}, lambda: moment, limits):
            keys += [incoming.key for incoming in batch]
        return keys

    assert handled(START) == ["0", "1", "2", "3", "4"]
    assert handled(START + timedelta(seconds=59)) == []
    assert handled(START + timedelta(seconds=60)) == ["5", "6", "7", "8", "9"]
    assert handled(START + timedelta(seconds=120)) == ["10", "11"]
    bodies = database.transact(lambda s: s.exec(select(Outbox.body).where(Outbox.lane == "bare:broken")).all())
    texts = [part["spans"][0][0] for body in bodies for part in body]
    assert [text for text in texts if text.startswith("Đồng chí đã nhắn rất nhiều")] == [
        "Đồng chí đã nhắn rất nhiều tin trong thời gian ngắn. Các tin đều được giữ lại; phần còn lại sẽ được xử lý lần lượt."
    ]


def test_the_hour_has_its_own_share_and_a_clock_put_back_holds_up_nobody() -> None:
    limits = Limits(5, 8)
    for minute in (0, 2):
        for _ in range(4):
            assert limits.until(said(1, "leader"), START + timedelta(minutes=minute)) is None
            limits.handled(said(1, "leader"), START + timedelta(minutes=minute))
    assert limits.until(said(1, "leader"), START + timedelta(minutes=30)) == START + timedelta(hours=1)
    assert limits.until(said(1, "other"), START + timedelta(minutes=30)) is None
    assert limits.until(said(1, "leader"), START + timedelta(minutes=60)) is None
    assert limits.until(said(1, "leader"), START - timedelta(hours=3)) is None


def test_in_a_group_nobody_waits_for_a_share() -> None:
    """What waits holds up its chat, and a group is everybody's."""
    limits = Limits(5, 5)
    there = replace(said(1, "broken"), chat=ChatRef("bare", "-5"), group=True)
    for _ in range(9):
        assert limits.until(there, START) is None
        limits.handled(there, START)


def test_what_has_to_wait_for_a_message_on_its_way_is_counted_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A digit is put off until it is known whether the choices were shown: that is the bot's doing, not the person's."""
    limits, tries = Limits(5, 100), iter(range(100))

    def later(*_: object) -> list[object]:
        if next(tries) < 20:
            raise Later
        return []

    monkeypatch.setattr("bot.batch.answer", later)
    database.transact(store, [said(1, "leader")], START)
    for step in range(25):
        database.transact(handle_batch, {"bare": CHANNEL}, lambda step=step: START + timedelta(seconds=step), limits)
    assert limits.until(said(2, "leader"), START + timedelta(seconds=25)) is None
    assert database.transact(lambda s: s.exec(select(Inbox.state)).all()) == [InboxState.DONE]
    assert database.transact(lambda s: s.exec(select(Outbox.body)).all()) == []

"""A phone that sends and sends holds up its own chat, and nobody else's; and whoever is a stranger is answered once a day."""

from sqlmodel import Session, select

from bot.db import Database
from bot.receive import handle_batch
from bot.store import store
from channels.bare import BareChannel
from channels.base import ChatRef, Incoming
from models import Inbox, InboxState, Outbox
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

"""A phone that sends and sends holds up its own chat, and nobody else's."""

from sqlmodel import select

from bot.db import Database
from bot.receive import handle_batch
from bot.store import store
from channels.bare import BareChannel
from channels.base import ChatRef, Incoming
from models import Inbox, InboxState
from tests.stage import START


def said(key: int, user: str) -> Incoming:
    return Incoming(key=str(key), chat=ChatRef("bare", user), sender=user, sender_name=user, sent_at=START, text="việc")


def test_who_speaks_once_is_handled_beside_the_first_of_hundreds(database: Database) -> None:
    channel = BareChannel("bare", bot_name="Bot Giao Việc", now=lambda: START)
    flood = [said(number, "broken") for number in range(300)]
    database.transact(store, [*flood, said(1000, "leader")], START)
    database.transact(handle_batch, {"bare": channel}, lambda: START)
    handled = database.transact(
        lambda s: s.exec(
            select(Inbox.user_id, Inbox.key).where(Inbox.state == InboxState.DONE).order_by(Inbox.key)
        ).all()
    )
    assert handled == [("broken", "0"), ("leader", "1000")]

"""A stored update that nobody can read any more is a dead letter, and holds up neither its chat nor anybody else's."""

from datetime import date

from sqlmodel import Session, col, select

from bot import fetch
from bot.receive import handle_batch
from channels.bare import BareChannel
from models import Inbox, InboxState
from rules.localtime import at

NOW = at(date(2026, 11, 26), 9)


def test_it_is_set_aside(session: Session) -> None:
    channel = BareChannel("bare", now=lambda: NOW)
    for number, state in enumerate((InboxState.FETCH, InboxState.NEW), 1):
        row = {"chat_id": f"{number}", "user_id": "1", "payload": {"album": 7}, "received_at": NOW, "not_before": NOW}
        session.add(Inbox(bot="bare", key=f"{number}", state=state, **row))
    session.flush()
    assert fetch.due(session, NOW) == []
    assert handle_batch(session, {"bare": channel}, lambda: NOW) == []
    found = session.exec(select(Inbox.state, Inbox.error).order_by(col(Inbox.id))).all()
    assert found == [(InboxState.DEAD, "ValidationError")] * 2

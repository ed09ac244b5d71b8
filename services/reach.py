"""Who can be reached: a send that failed for good is kept, and the board is told once a day whom to call."""

from datetime import datetime

from sqlmodel import Session, col, select

from models import Account, Conversation, Group, Menu, Outbox, OutboxState, Post
from rules.localtime import today
from rules.states import MessageClass
from services.identity import board_for, posts_on
from services.notices import notify


def undelivered(session: Session, row: Outbox, *, unreachable: bool, now: datetime) -> None:
    """A message was refused for good: mark the account when the chat itself is gone, and tell the board."""
    statement = select(Account).where(Account.bot == row.bot, Account.chat_id == row.chat_id)
    account = session.exec(statement).first()
    if account is None or account.person_id is None or row.group_chat:
        return
    if unreachable:
        account.reachable = False
        session.add(account)
    for person in _told(session, account.person_id, now):
        if person != account.person_id:
            notify(
                session,
                kind="undelivered",
                message_class=MessageClass.ANSWER,
                key=f"undelivered:{account.person_id}:{person}:{today(now)}",
                now=now,
                person_id=person,
                about=account.person_id,
            )


def _told(session: Session, person_id: int, now: datetime) -> list[int]:
    """The board that looks after the posts this person holds."""
    posts = posts_on(session, person_id, today(now))
    units = {session.get_one(Post, post).unit_id for post in posts}
    return list(dict.fromkeys(member for unit in units for member in board_for(session, unit, today(now))))


def chat_moved(session: Session, bot: str, old: str, new: str) -> None:
    """A group got a new id: everything that waits for the old one, and the binding, follow it at once."""
    waiting = select(Outbox).where(Outbox.bot == bot, Outbox.chat_id == old)
    for row in session.exec(waiting.where(col(Outbox.state).in_([OutboxState.QUEUED, OutboxState.SENDING]))):
        row.chat_id, row.lane = new, f"{bot}:{new}"
        session.add(row)
    for table in (Group, Menu, Conversation, Account):
        for kept in session.exec(select(table).where(table.bot == bot, table.chat_id == old)):
            kept.chat_id = new
            session.add(kept)

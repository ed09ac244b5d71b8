"""Who can be reached: a send that failed for good is kept, and the board is told once a day whom to call."""

from datetime import datetime

from sqlmodel import Session, select

from models import Account, Outbox, Post
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

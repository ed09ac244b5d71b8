"""Who speaks, and where the talk with them stands: read before a handler runs, kept after it."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session

from channels.base import Incoming
from handlers.turn import Memory
from models import Account, Conversation
from models.base import table
from services.identity import account_of

ACCOUNT, TALK = table(Account), table(Conversation)
HEARD = update(ACCOUNT).where(ACCOUNT.c.id == bindparam("account")).values(heard_at=bindparam("at"))
_HERE = (
    TALK.c.bot == bindparam("in_bot"),
    TALK.c.chat_id == bindparam("in_chat"),
    TALK.c.user_id == bindparam("by_user"),
)
RECALL = select(TALK.c.step, TALK.c.data, TALK.c.updated_at).where(*_HERE)
CHANGE = update(TALK).where(*_HERE)
BEGIN = insert(TALK)


def speaker(session: Session, incoming: Incoming, now: datetime) -> Account:
    """The account that spoke, made on first sight; its private chat is where it can be reached."""
    account = account_of(session, incoming.chat.bot, incoming.sender)
    if account is None:
        account = Account(bot=incoming.chat.bot, user_id=incoming.sender, chat_id=incoming.sender)
        session.add(account)
    _note(account, incoming)
    # written for the whole batch at its end (`keep_heard`): nearly every update changes nothing else of an account
    set_committed_value(account, "heard_at", now)
    session.flush()
    return account


def _note(account: Account, incoming: Incoming) -> None:
    """Only what is new is set: setting an attribute costs a write."""
    if account.display_name != incoming.sender_name:
        account.display_name = incoming.sender_name
    if incoming.group:
        return
    if account.chat_id != incoming.chat.id:
        account.chat_id = incoming.chat.id
    reachable = incoming.event != "blocked"
    if account.reachable != reachable:
        account.reachable = reachable


def keep_heard(session: Session, heard: dict[int, datetime]) -> None:
    """When each account spoke last."""
    if heard:
        session.execute(HEARD, [{"account": account, "at": at} for account, at in heard.items()])


class Talk:
    """The memory of one person's talk in one chat, and what it was before a handler changed it."""

    def __init__(self, session: Session, incoming: Incoming, now: datetime) -> None:
        self._here = {"in_bot": incoming.chat.bot, "in_chat": incoming.chat.id, "by_user": incoming.sender}
        found = session.execute(RECALL, self._here).first()
        self._known = found is not None
        self.memory = Memory(found.step, found.data, found.updated_at) if found else Memory(None, {}, now)
        self._before = replace(self.memory)

    def keep(self, session: Session) -> None:
        """Write what changed."""
        if self.memory == self._before:
            return
        values = vars(self.memory)
        if self._known:
            session.execute(CHANGE.values(**values), self._here)
        else:
            named = {"bot": "in_bot", "chat_id": "in_chat", "user_id": "by_user"}
            session.execute(BEGIN, values | {column: self._here[name] for column, name in named.items()})

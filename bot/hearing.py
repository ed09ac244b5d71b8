"""Who speaks, and where the talk with them stands: read before the handlers run, kept after them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, insert, update
from sqlalchemy import select as core_select
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session, col, select

from channels.base import Incoming
from handlers.turn import Memory
from models import Account, Conversation
from models.base import table
from rules.localtime import today
from services import places
from services.identity import account_of, read_ahead

ACCOUNT, TALK = table(Account), table(Conversation)
_BOTS: BindParameter[str] = bindparam("bots", expanding=True)
_USERS: BindParameter[str] = bindparam("users", expanding=True)
_CHATS: BindParameter[str] = bindparam("chats", expanding=True)
ACCOUNTS = select(Account).where(col(Account.bot).in_(_BOTS), col(Account.user_id).in_(_USERS))
TALKS = core_select(TALK).where(TALK.c.bot.in_(_BOTS), TALK.c.chat_id.in_(_CHATS), TALK.c.user_id.in_(_USERS))
HEARD = update(ACCOUNT).where(ACCOUNT.c.id == bindparam("account")).values(heard_at=bindparam("at"))
CHANGE = update(TALK).where(TALK.c.id == bindparam("talk"))
BEGIN = insert(TALK)


class Company:
    """All who speak in one batch, with their talks and rights, in four statements for all of them."""

    def __init__(self, session: Session, incomings: Sequence[Incoming], now: datetime) -> None:
        users = {"bots": [i.chat.bot for i in incomings], "users": [i.sender for i in incomings]}
        self._session = session
        self._accounts = {(row.bot, row.user_id): row for row in session.exec(ACCOUNTS, params=users)}
        found = session.execute(TALKS, users | {"chats": [i.chat.id for i in incomings]})
        self._talks = {(row.bot, row.chat_id, row.user_id): row for row in found}
        people = {account.person_id for account in self._accounts.values() if account.person_id is not None}
        read_ahead(session, people, today(now))
        self._heard: dict[int, datetime] = {}

    def speaker(self, incoming: Incoming, now: datetime) -> Account:
        """The account that spoke, made on first sight; its private chat is where it can be reached."""
        account = self._accounts.get((incoming.chat.bot, incoming.sender)) or self._newcomer(incoming, now)
        _note(account, incoming)
        # written for the whole batch at its end: nearly every update changes nothing else of an account
        set_committed_value(account, "heard_at", now)
        self._session.flush()
        return account

    def _newcomer(self, incoming: Incoming, now: datetime) -> Account:
        account = account_of(self._session, incoming.chat.bot, incoming.sender)
        if account is None:
            account = Account(bot=incoming.chat.bot, user_id=incoming.sender, chat_id=incoming.sender)
            self._session.add(account)
            self._session.flush()
            places.arrived(self._session, account.bot, now)
        return account

    def talk(self, incoming: Incoming, now: datetime) -> "Talk":
        return Talk(incoming, self._talks.get((incoming.chat.bot, incoming.chat.id, incoming.sender)), now)

    def heard(self, account: Account, now: datetime) -> None:
        """This account's update was handled."""
        if account.id is not None:
            self._heard[account.id] = now

    def keep(self) -> None:
        """When each account spoke last."""
        if self._heard:
            self._session.execute(HEARD, [{"account": account, "at": at} for account, at in self._heard.items()])


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


class Talk:
    """The memory of one person's talk in one chat, and what it was before a handler changed it."""

    def __init__(self, incoming: Incoming, found: Row[Any] | None, now: datetime) -> None:
        self._incoming, self._row = incoming, found
        self.memory = Memory(found.step, found.data, found.updated_at) if found else Memory(None, {}, now)
        self._before = replace(self.memory)

    def keep(self, session: Session) -> None:
        """Write what changed."""
        if self.memory == self._before:
            return
        values = vars(self.memory)
        if self._row is not None:
            session.execute(CHANGE, {"talk": self._row.id} | values)
        else:
            here = self._incoming
            session.execute(BEGIN, values | {"bot": here.chat.bot, "chat_id": here.chat.id, "user_id": here.sender})

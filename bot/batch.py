"""A batch of updates in one transaction: what they need is read together, what comes of them is written together."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from bot.hearing import Company
from bot.post import Mail
from channels.base import Channel, ChatRef, Incoming
from handlers.router import answer
from handlers.turn import Turn
from services.calendar import working_days
from services.identity import actor_of
from services.reach import chat_moved
from views.message import Message


class Batch:
    """Nothing is queued before `write`."""

    def __init__(self, session: Session, incomings: Sequence[Incoming], now: datetime) -> None:
        self._session = session
        self._company = Company(session, incomings, now)
        self._mail = Mail(session)

    def handle(self, incoming: Incoming, channel: Channel, now: datetime) -> None:
        """Let the handler that is meant answer; raises what it raises, and then nothing of it is said."""
        if incoming.event == "migrated" and incoming.new_chat is not None:
            chat_moved(self._session, incoming.chat.bot, incoming.chat.id, incoming.new_chat)
            return
        account, talk = self._company.speaker(incoming, now), self._company.talk(incoming, now)
        turn = Turn(
            incoming=incoming,
            actor=actor_of(self._session, account, now),
            now=now,
            can=channel.capabilities,
            memory=talk.memory,
            working_days=working_days(self._session),
        )
        messages = answer(self._session, turn)
        talk.keep(self._session)
        self._company.heard(account, now)
        # what must not be read by a group goes to the asker's own chat
        privately = [message for message in messages if message.private and incoming.group]
        here = [message for message in messages if message not in privately]
        own_chat, can = ChatRef(account.bot, account.chat_id), channel.capabilities
        replies = self._mail.reply(here, incoming.chat, incoming.sender, can, now, group=incoming.group)
        replies += self._mail.reply(privately, own_chat, account.user_id, can, now, group=False)
        self._mail.post(replies)

    def say(self, message: Message, incoming: Incoming, channel: Channel, now: datetime) -> None:
        """Say something of our own in the chat of an update."""
        said = [message]
        can, group = channel.capabilities, incoming.group
        self._mail.post(self._mail.reply(said, incoming.chat, incoming.sender, can, now, group=group))

    def write(self) -> None:
        self._company.keep()
        self._mail.write()

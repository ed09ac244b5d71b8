"""Pressed buttons that wait for their answer."""

import asyncio
import itertools
from dataclasses import dataclass, field

from sandbox.clock import monotonic
from sandbox.telegram.errors import OLD_QUERY, bad_request
from sandbox.things import Chat, Json

# The platform's ids are 19-digit numbers in a string.
FIRST_ID = 4_300_000_000_000_000_001


@dataclass(slots=True)
class Query:
    id: str
    bot_id: int
    user_id: int
    chat: Chat
    born: float
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    answer: Json = field(default_factory=dict)


class Queries:
    """Each can be answered once, within its life (seconds)."""

    def __init__(self, life: float) -> None:
        self.life = life
        self._ids = itertools.count(FIRST_ID)
        self._open: dict[str, Query] = {}

    def open(self, bot_id: int, user_id: int, chat: Chat) -> Query:
        query = Query(str(next(self._ids)), bot_id, user_id, chat, monotonic())
        self._open[query.id] = query
        return query

    def answer(self, query_id: str, bot_id: int, answer: Json) -> Query:
        """Raises a refusal for an unknown, an old and an already answered one."""
        query = self._open.get(query_id)
        if not query or query.bot_id != bot_id or monotonic() - query.born > self.life:
            raise bad_request(OLD_QUERY)
        del self._open[query_id]
        query.answer = answer
        query.answered.set()
        return query

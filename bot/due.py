"""Which rows of the outbox may be claimed now: the oldest of each lane, what somebody waits for before the rest.

The statements are built once: building one costs more than running it. The words of a state stand in them literally, or
SQLite would not use its partial indexes.
"""

from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    literal_column,
    or_,
    select,
)
from sqlmodel import Session

from models import Outbox
from models.base import table

OUTBOX = table(Outbox)
LOOKED_AT = 64  # replies whose lanes are looked at in one claim
NEEDED = ("id", "lane", "bot", "chat_id", "group_chat", "kind", "body", "done", "attempts", "reply_to", "menu_id")
Due = Row[Any]


def due(session: Session, now: datetime, limit: int, busy: list[str], held: tuple[str, ...]) -> list[Due]:
    """At most `limit` rows, locked. Whoever has asked something comes before what the clock says to everybody."""
    given = {"now": now, "limit": limit, "busy": busy}
    first = list(session.execute(_statement(held, asked_for=True), given))
    if len(first) == limit:
        return first
    given |= {"limit": limit - len(first), "busy": [*busy, *(row.lane for row in first)]}
    return first + list(session.execute(_statement(held, asked_for=False), given))


@lru_cache
def _statement(held: tuple[str, ...], *, asked_for: bool) -> Select[Any]:
    found = select(*(OUTBOX.c[name] for name in NEEDED)).where(_ready(OUTBOX, held), ~_in_front())
    if asked_for:
        found = found.where(OUTBOX.c.lane.in_(_lanes_with_replies(held))).order_by(OUTBOX.c.id)
    else:
        found = found.order_by(OUTBOX.c.not_before, OUTBOX.c.id)
    return found.limit(bindparam("limit", type_=Integer)).with_for_update(skip_locked=True, of=OUTBOX)


def _ready(row: FromClause, held: tuple[str, ...]) -> ColumnElement[bool]:
    """Its moment has come, nothing is on its way in its lane, its bot was not asked to wait."""
    free = [~row.c.lane.startswith(f"{bot}:", autoescape=True) for bot in held]
    busy = row.c.lane.in_(bindparam("busy", expanding=True))
    return and_(_waiting(row), row.c.not_before <= _now(row), ~busy, *free)


def _in_front() -> ColumnElement[bool]:
    """Something older in the same lane. One that waits for a retry still holds its lane, also when the platform asked for the
    wait, which counts as no attempt; one for a later hour does not."""
    earlier = OUTBOX.alias("earlier")
    holds = or_(earlier.c.not_before <= _now(earlier), earlier.c.attempts > 0, earlier.c.error.is_not(None))
    return exists().where(earlier.c.lane == OUTBOX.c.lane, earlier.c.id < OUTBOX.c.id, _waiting(earlier), holds)


def _lanes_with_replies(held: tuple[str, ...]) -> Select[str]:
    """A lane whose oldest row is no reply is served early as well: the reply has to wait for that row."""
    reply = OUTBOX.alias("reply")
    found = select(reply.c.lane).where(_ready(reply, held), reply.c.message_class == literal_column("'reply'"))
    return found.order_by(reply.c.not_before, reply.c.id).limit(LOOKED_AT)


def _waiting(row: FromClause) -> ColumnElement[bool]:
    return row.c.state.in_([literal_column("'queued'"), literal_column("'sending'")])


def _now(row: FromClause) -> ColumnElement[datetime]:
    return bindparam("now", type_=row.c.not_before.type)

"""Fetch attachments before handling: their addresses expire, and a handler's transaction must not wait for a network."""

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime, timedelta

import structlog
from sqlmodel import Session, col, select

from bot.db import Database
from bot.marks import mark_inside
from bot.receive import in_front, readable
from channels.base import Attachment, Channel, FetchError, Incoming
from models import Blob, Inbox, InboxState

log = structlog.get_logger(__name__)
LIMIT = 10 * 1024 * 1024
TRIES = 4
KEPT = frozenset({"photo", "document", "voice"})
IN_FRONT = in_front(InboxState.FETCH)


def due(session: Session, now: datetime, limit: int = 8) -> list[tuple[int, Incoming]]:
    """Claim rows whose attachments are to be fetched, by pushing their next try ahead: of each chat the oldest, so that one
    phone's thousand photos hold up no other's first."""
    statement = select(Inbox).where(Inbox.state == InboxState.FETCH, Inbox.not_before <= now, ~IN_FRONT)
    oldest = statement.order_by(col(Inbox.id)).limit(limit).with_for_update(skip_locked=True, of=Inbox)
    rows = session.exec(oldest).all()
    for row in rows:
        row.attempts += 1
        row.not_before = now + timedelta(seconds=60)
        session.add(row)
    found = [(row.id or 0, readable(session, row.id or 0, row.payload, now)) for row in rows]
    return [(row_id, incoming) for row_id, incoming in found if incoming is not None]


async def fetch(channel: Channel, incoming: Incoming, *, last: bool) -> list[tuple[Attachment, bytes | None]] | None:
    """Each attachment with its bytes (or its failure); None when it should be tried again."""
    got: list[tuple[Attachment, bytes | None]] = []
    for attachment in incoming.attachments:
        if attachment.kind not in KEPT:
            got.append((attachment, None))
            continue
        try:
            got.append((attachment, await channel.fetch(attachment, LIMIT)))
        except FetchError as error:
            if error.transient and not last:
                return None
            got.append((replace(attachment, failure="gone" if error.transient else error.failure), None))
    return got


def marked(got: list[tuple[Attachment, bytes | None]]) -> str | None:
    """The mark that one of them bears inside."""
    return next((mark for _, data in got if data is not None and (mark := mark_inside(data))), None)


def keep(
    session: Session, row_id: int, got: list[tuple[Attachment, bytes | None]], mark: str | None, now: datetime
) -> None:
    """Keep the bytes by their hash and hand the update on to be handled; of what bears a mark nothing is kept (S1-18)."""
    row = session.get_one(Inbox, row_id, with_for_update=True)
    if row.state is not InboxState.FETCH:
        return
    if mark is not None:
        row.payload = {**row.payload, "text": "", "attachments": [], "refused": mark}
    else:
        kept = [asdict(_kept(session, attachment, data)) for attachment, data in got]
        row.payload = {**row.payload, "attachments": kept}
    row.state, row.attempts, row.not_before = InboxState.NEW, 0, now
    session.add(row)


def _kept(session: Session, attachment: Attachment, data: bytes | None) -> Attachment:
    if data is None:
        return attachment
    return replace(attachment, stored=keep_blob(session, data, attachment.mime), size=len(data))


def keep_blob(session: Session, data: bytes, mime: str | None) -> int:
    """The id of these bytes, kept once however often they come."""
    digest = hashlib.sha256(data).hexdigest()
    blob = session.exec(select(Blob).where(Blob.sha256 == digest)).first()
    if blob is None:
        blob = Blob(sha256=digest, size=len(data), mime=mime or "application/octet-stream", data=data)
        session.add(blob)
        session.flush()
    return blob.id or 0


def again(session: Session, row_id: int, now: datetime) -> None:
    """Try once more in a few seconds; the chat waits, so that order is kept."""
    row = session.get_one(Inbox, row_id)
    row.not_before = now + timedelta(seconds=2**row.attempts)
    session.add(row)


async def run_once(db: Database, channels: Mapping[str, Channel], now: datetime) -> bool:
    """One round of fetching; did it find work?"""
    rows = await db.run(due, now)
    for row_id, incoming in rows:
        last = await db.run(_tries, row_id) >= TRIES
        got = await fetch(channels[incoming.chat.bot], incoming, last=last)
        if got is None:
            await db.run(again, row_id, now)
        else:
            await db.run(keep, row_id, got, await asyncio.to_thread(marked, got), now)
    return bool(rows)


def _tries(session: Session, row_id: int) -> int:
    return session.get_one(Inbox, row_id).attempts

"""Pictures at a public address, for a channel that takes them by no other way."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.db import Database
from bot.fetch import keep_blob
from bot.pages.kinds import picture_of
from channels.base import DeliveryError, File
from services import links
from services.links import Purpose

PICTURE_LIFE = timedelta(hours=24)  # the platform fetches after the call, and more than once


def publisher(db: Database, now: Callable[[], datetime]) -> Callable[[File], Awaitable[str]]:
    """What a channel that takes pictures by address is given; each call makes a fresh address, good for 24 hours."""

    async def published(file: File) -> str:
        return await db.run(publish, file, now())

    return published


def publish(session: Session, file: File, now: datetime) -> str:
    """The public address of a picture. Raises `DeliveryError` for what is no JPEG or PNG: nothing else is shown to all."""
    kind = picture_of(file.data)
    if kind is None:
        raise DeliveryError("no picture that can be shown at an address", permanent=True)
    args = {"blob_id": keep_blob(session, file.data, kind.mime), "mime": kind.mime}
    token = links.issue(
        session, purpose=Purpose.MEDIA, args=args, person_id=None, now=now, lifetime=PICTURE_LIFE, most=None
    )
    return links.address(Purpose.MEDIA, token)

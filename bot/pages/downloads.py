"""`/files/<token>`: a page with a button, and only pressing it gives the file. `/media/<token>`: a picture, as often as asked."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from sqlmodel import Session, select
from starlette.requests import Request
from starlette.responses import Response

from bot.pages.door import Site
from bot.pages.metadata import without_metadata
from bot.pages.show import shown
from bot.pages.tokens import holder, opened
from models import Blob
from services.links import Purpose
from views import pages


@dataclass(frozen=True)
class Kept:
    """A file as it is kept."""

    name: str
    mime: str
    data: bytes


class Downloads:
    """The page of a file going out."""

    def __init__(self, site: Site) -> None:
        self._db, self._clock = site.db, site.clock

    async def __call__(self, request: Request, token: str) -> Response:
        if request.method != "POST":
            return shown(await self._db.run(described, token, self._clock.now()))
        file = await self._db.run(handed_out, token, self._clock.now())
        # the plain name is for what is too old to read the other one
        ending = file.name.rpartition(".")[2]
        plain = f"tep.{ending}" if ending.isascii() and ending.isalnum() else "tep"
        disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name, safe='')}"
        return Response(file.data, media_type=file.mime, headers={"Content-Disposition": disposition})


def described(session: Session, token: str, now: datetime) -> pages.Page:
    """Kind, size and term. Raises `Shut`."""
    link = opened(session, token, Purpose.FILES, now)
    holder(session, link, now)
    columns = select(Blob.mime, Blob.size).where(Blob.id == link.args["blob_id"])
    mime, size = session.exec(columns).one()
    return pages.download(mime, size, link.expires_at, link.args["left"])


def handed_out(session: Session, token: str, now: datetime) -> Kept:
    """The file, one download less. Raises `Shut`."""
    link = opened(session, token, Purpose.FILES, now, use=True)
    holder(session, link, now)
    blob = session.get_one(Blob, link.args["blob_id"])
    return Kept(link.args["name"], blob.mime, blob.data)


class Pictures:
    """Pictures for a platform that fetches them itself, later and repeatedly."""

    def __init__(self, site: Site) -> None:
        self._db, self._clock = site.db, site.clock

    async def __call__(self, request: Request, token: str) -> Response:
        file = await self._db.run(pictured, token, self._clock.now())
        return Response(await asyncio.to_thread(without_metadata, file.data), media_type=file.mime)


def pictured(session: Session, token: str, now: datetime) -> Kept:
    """A published picture. Raises `Shut`."""
    link = opened(session, token, Purpose.MEDIA, now)
    # the same bytes may have come first as something else, so the link knows the type
    return Kept("", link.args["mime"], session.get_one(Blob, link.args["blob_id"]).data)

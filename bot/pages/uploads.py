"""`/upload/<token>`: a file handed in on a page goes the way of one sent in the chat."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from bot.fetch import keep_blob
from bot.marks import mark_inside
from bot.pages.door import Site, status
from bot.pages.form import NotTaken, Received
from bot.pages.kinds import Kind, kept_name, kind_of
from bot.pages.receiving import receive
from bot.pages.show import shown
from bot.pages.tokens import holder, opened
from bot.store import store
from channels.base import Attachment, ChatRef, Incoming
from models import Account
from rules.confidential import find_mark
from services.links import Purpose
from views import pages
from views.pages import Problem


@dataclass(frozen=True)
class Taken:
    """What was handed in, and how many more the address takes."""

    name: str
    left: int
    secret: bool


class Uploads:
    """The page and what it does."""

    def __init__(self, site: Site) -> None:
        self._db, self._clock = site.db, site.clock

    async def __call__(self, request: Request, token: str) -> Response:
        until = await self._db.run(_open_until, token, self._clock.now())
        if request.method != "POST":
            return shown(pages.upload(until))
        try:
            received = await receive(request)
            return await self._take(token, received)
        except NotTaken as refused:
            return shown(pages.upload(until, refused.problem), status(refused.problem))

    async def _take(self, token: str, received: Received) -> Response:
        kind = await asyncio.to_thread(kind_of, received.data)
        if kind is None:
            raise NotTaken(Problem.WRONG_TYPE)
        inside = await asyncio.to_thread(mark_inside, received.data)
        taken = await self._db.run(take, token, received, kind, self._clock.now(), inside)
        if taken.secret:
            raise NotTaken(Problem.SECRET)
        return shown(pages.received(taken.name, len(received.data), taken.left))


def _open_until(session: Session, token: str, now: datetime) -> datetime:
    link = opened(session, token, Purpose.UPLOAD, now)
    holder(session, link, now)
    return link.expires_at


def take(
    session: Session, token: str, received: Received, kind: Kind, now: datetime, inside: str | None = None
) -> Taken:
    """Keep the bytes, and an inbox row as if the person had sent the document in the chat. Raises `Shut`.

    A mark of secrecy in the name, or `inside` the file, leaves the row of a refused message, and no bytes (S1-18).
    """
    link = opened(session, token, Purpose.UPLOAD, now, use=True)
    account = holder(session, link, now)
    left = int(link.args["left"])
    name = kept_name(received.name, kind)
    marked = next((each for each in (received.name, name, inside or "") if find_mark(each)), None)
    blob_id = keep_blob(session, received.data, kind.mime) if marked is None else None
    # the token itself is nowhere kept, so the link's id names the update
    key = f"upload:{link.id}:{left}"
    document = Attachment("document", key, marked or name, kind.mime, len(received.data), stored=blob_id)
    store(session, [_incoming(account, key, document, now)], now)
    return Taken(name, left, secret=marked is not None)


def _incoming(account: Account, key: str, document: Attachment, now: datetime) -> Incoming:
    return Incoming(
        key=key,
        chat=ChatRef(account.bot, account.chat_id),
        sender=account.user_id,
        sender_name=account.display_name,
        sent_at=now,
        attachments=(document,),
    )

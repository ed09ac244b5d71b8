"""A file on a channel that has no way for it becomes a line of the text: an expiring address, or where else it is to be had."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import LargeBinary
from sqlmodel import Session, func, select

from bot.pages.kinds import picture_of
from channels.base import Capabilities, ChatRef, Span
from models import Blob
from services import links
from services.identity import account_of, actor_of
from services.links import Purpose
from views import links as views
from views.message import Message

FILE_LIFE = timedelta(days=3)  # over a weekend
DOWNLOADS = 5
HEAD = 16  # bytes that tell a picture


def carried(
    session: Session,
    message: Message,
    chat: ChatRef,
    user: str | None,
    can: Capabilities,
    now: datetime,
    *,
    group: bool,
) -> Message:
    """The message as the channel can carry it: a file that it has no way for becomes a line of the text; a picture that only
    goes with the words is left out."""
    if (
        message.illustrated
        or message.blob_id is None
        or can.files_out
        or (can.image_out and _is_picture(session, message.blob_id))
    ):
        return message
    line = _line(session, message, chat, None if group else user, now, group=group or user is None)
    return replace(message, spans=(*message.spans, Span(f"\n{line}")), blob_id=None, file_name=None)


def _is_picture(session: Session, blob_id: int) -> bool:
    head = session.exec(select(func.substr(Blob.data, 1, HEAD, type_=LargeBinary)).where(Blob.id == blob_id)).one()
    return picture_of(bytes(head)) is not None


def _line(session: Session, message: Message, chat: ChatRef, user: str | None, now: datetime, *, group: bool) -> str:
    name = message.file_name or "tep"
    account = account_of(session, chat.bot, user) if user is not None else None
    if links.public_url() and group:
        return views.file_in_private(name)
    if not links.public_url() or account is None or not actor_of(session, account, now).known:
        return views.file_elsewhere(name)
    token = links.issue(
        session,
        purpose=Purpose.FILES,
        args={"account_id": account.id, "blob_id": message.blob_id, "name": name},
        person_id=account.person_id,
        now=now,
        lifetime=FILE_LIFE,
        most=DOWNLOADS,
    )
    return views.file_at(name, now + FILE_LIFE, links.address(Purpose.FILES, token))

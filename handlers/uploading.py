"""Where the channel has no files: a page to hand one in, with `/giao` alone and with what came in its place soon after;
otherwise one word that it can't be read."""

from datetime import datetime, timedelta

from sqlmodel import Session

from handlers import on
from handlers.turn import Answer, Turn
from services import links
from views.evidence import unreadable
from views.links import offer_upload
from views.message import Message

SOON = timedelta(minutes=10)


def instead_of_a_file(session: Session, turn: Turn) -> list[Message]:
    """A board's member who begins to assign may have an annex in hand; nothing where it can simply be sent, or there is no
    page to offer."""
    if turn.can.files_in or not links.public_url():
        return []
    turn.remember(upload_at=turn.now.isoformat())
    return [offer_upload(session, turn)]


@on.attachment(10)
def what_came_instead(session: Session, turn: Turn) -> Answer:
    """Something that the channel does not hand on, within ten minutes of `/giao`: most likely the file."""
    offered = turn.recall("upload_at")
    if offered is None or not turn.actor.board or not _without_content(turn):
        return None
    return offer_upload(session, turn) if turn.now - datetime.fromisoformat(offered) <= SOON else None


@on.attachment(20)
def what_can_not_be_read(session: Session, turn: Turn) -> Answer:
    """Nothing tells a file from a word of somebody whom the law protects (reference 4.6): said to anybody once a day in a chat,
    whatever they may do here, and never asked for."""
    if turn.can.files_in or not _without_content(turn):
        return None
    day = turn.today.isoformat()
    if turn.recall("unreadable") == day:
        return []
    turn.remember(unreadable=day)
    return unreadable()


def _without_content(turn: Turn) -> bool:
    return all(each.kind == "other" for each in turn.incoming.attachments)

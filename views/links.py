"""Files where a channel has none: the line that stands for a file going out, and the offer of a page for one coming in."""

from datetime import datetime, timedelta
from typing import Protocol

from sqlmodel import Session

from channels.base import Capabilities, Incoming
from services import links
from services.identity import Actor
from services.links import Purpose
from views.message import Message, message
from views.words import say

UPLOAD_LIFE = timedelta(hours=1)
UPLOADS = 5  # files that one address takes


class Asking(Protocol):
    """What is needed of a turn."""

    incoming: Incoming
    actor: Actor
    now: datetime
    can: Capabilities


def offer_upload(session: Session, turn: Asking) -> Message:
    """Where to hand in a file: here where the channel takes files, else on a page of the asker's own (said in private)."""
    if turn.can.files_in:
        return message(say("Please send the file here, in this chat."))
    if not links.public_url() or not turn.actor.known:
        return message(say("This channel takes no files. Please send the file on Telegram, or type the content here."))
    token = links.issue(
        session,
        purpose=Purpose.UPLOAD,
        args={"account_id": turn.actor.account_id},
        person_id=turn.actor.person_id,
        now=turn.now,
        lifetime=UPLOAD_LIFE,
        most=UPLOADS,
    )
    return message(
        say("This channel takes no files. Please send the file on this page, which is for you only, comrade:"),
        links.address(Purpose.UPLOAD, token),
        say("The page is open until {until}.", until=turn.now + UPLOAD_LIFE),
        private=True,
    )


def file_at(name: str, until: datetime, address: str) -> str:
    """In place of a file: where it is to be had."""
    return say("File {name}, to be had until {until}: {address}", name=name, until=until, address=address)


def file_in_private(name: str) -> str:
    return say("File {name} is handed out in a private chat only; please ask for it there.", name=name)


def file_elsewhere(name: str) -> str:
    """There is no address to give: words, no dead link."""
    return say(
        "File {name} can't be sent on this channel. It can be had on Telegram, or from the clerk of the organisation board.",
        name=name,
    )

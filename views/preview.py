"""Friday's preview for the board: what Monday's digest would say, and how to add a line to it."""

from sqlmodel import Session

from rules.localtime import local
from services.figures import week_of
from services.looking import current_digest
from views.digest import lines
from views.message import Message, message, where_quoted
from views.notices import Recipient, notice
from views.words import say


@notice("preview")
def preview(session: Session, to: Recipient, unit: int, week: str) -> Message | None:
    """As of the moment it is sent; None once the week is over."""
    if week_of(local(to.now).date()) != week:
        return None
    said = current_digest(session, unit, to.now)
    return message(
        say("Preview of the digest for the standing committee, to be issued on Monday."),
        *lines(said)[:-1],
        [say("To add a line: bantin NV-12 meeting on Thursday"), where_quoted(say(", or reply to this message")), "."],
        subject=f"preview:{week}",
    )


def commented(week: str, about: str, line: str) -> Message:
    """What was added, repeated in full."""
    shown = f"{about}: {line}" if about else line
    return message(say("Added to the digest of week {week}: {line}", week=str(int(week[6:])), line=shown))

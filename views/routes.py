"""The board's table of who answers which requests for support."""

from collections.abc import Sequence

from sqlmodel import Session

from models import SupportRoute
from services.identity import post_name
from views.message import Message, message
from views.support import kind_name
from views.words import capital, say


def table(session: Session, lines: Sequence[SupportRoute]) -> Message:
    how = say(
        "To set a line: /phutrach kind | field | post (kind or field may be left empty); to drop one: /phutrach xóa 1"
    )
    if not lines:
        return message(say("The board answers every request for support; there is no table yet."), how)
    return message(say("Who answers requests for support:"), *(line(session, each) for each in lines), how)


def line(session: Session, each: SupportRoute) -> str:
    kind = capital(kind_name(each.kind)) if each.kind else say("Every kind")
    field = f" – {each.field}" if each.field else ""
    return f"{each.id}) {kind}{field}: {post_name(session, each.post_id)}"


def is_set(session: Session, each: SupportRoute) -> Message:
    return message(say("Recorded:") + " " + line(session, each))


def dropped() -> Message:
    return message(say("The line was dropped."))

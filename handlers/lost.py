"""Pictures and files that did not arrive: what was said with them counts as if it had come alone, and one message tells both."""

from collections.abc import Sequence

from sqlmodel import Session

from handlers import album, on
from handlers.router import in_words
from handlers.turn import Answer, Turn, listed
from rules.errors import UserError
from services import reporting
from services.tasks import by_number
from views import common
from views import evidence as asking
from views.message import Message

LONGEST = 6  # digits of a number that can be a task's


@on.attachment(15)
def nothing_arrived(session: Session, turn: Turn) -> Answer:
    """All of it was lost on the way; a caption of digits only named its task."""
    sent = turn.incoming.attachments
    if not all(each.failure for each in sent):
        return None
    caption = "" if turn.incoming.forwarded else turn.text
    if caption and not caption.isdecimal():
        return told_as_well(session, turn, _words(session, turn))
    told = album.lost_already(turn, _failures(turn))
    album.remember_lost(turn, _failures(turn), _named(session, turn, caption))
    return [] if told else asking.failures(_failures(turn))


def _named(session: Session, turn: Turn, caption: str) -> Sequence[int]:
    task = by_number(session, turn.actor, int(caption)) if caption and len(caption) <= LONGEST else None
    return [task.id or 0] if task else []


@on.attachment(90)
def for_nobody(session: Session, turn: Turn) -> Answer:
    """A picture in a group, or of somebody who reports nothing: its caption is what was said."""
    if not turn.text or turn.incoming.forwarded:
        return None
    return with_words(session, turn, asking.kept_nowhere(), turn.text)


def with_words(session: Session, turn: Turn, word: Message, caption: str) -> Answer:
    """A word on what could not be kept, and the answer to what was said with it."""
    return _first_told(word, listed(_words(session, turn)) if caption else [])


def told_as_well(session: Session, turn: Turn, said: Answer) -> Answer:
    """What is answered, with a word before it about what did not arrive."""
    failures = _failures(turn)
    if not failures:
        return said
    album.remember_lost(turn, failures, reporting.tasks_reported(session, turn.actor, turn.now))
    return _first_told(asking.failures(failures), listed(said))


def _failures(turn: Turn) -> list[str]:
    return [each.failure for each in turn.incoming.attachments if each.failure is not None]


def _words(session: Session, turn: Turn) -> Answer:
    try:
        return in_words(session, turn)
    except UserError as error:
        return common.error(error)


def _first_told(word: Message, said: Sequence[Message]) -> Sequence[Message]:
    """In one message where that can be: a picture's own words are counted, and stay alone."""
    if not said:
        return [word]
    first, *rest = said
    return [word, *said] if first.blob_id is not None or first.illustrated else [asking.before(word, first), *rest]

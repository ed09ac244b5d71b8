"""Pictures, documents and voice notes that arrived: one report, however many were sent together."""

from collections.abc import Sequence

from sqlmodel import Session

from handlers import album, lost, on
from handlers.bundle import acknowledge
from handlers.placing import place, waiting_file
from handlers.turn import Answer, Turn
from services import reporting
from services.evidence import Offered
from views import evidence as asking


@on.attachment(50)
def files(session: Session, turn: Turn) -> Answer:
    """Something sent along by a leader."""
    if turn.group or not turn.actor.leads or turn.text.startswith("/"):
        return None
    sent = turn.incoming.attachments
    offered = [Offered(each.stored, each.kind, each.name) for each in sent if each.stored is not None]
    caption = "" if turn.incoming.forwarded else turn.text
    if not offered:
        stickers = all(each.kind == "sticker" for each in sent)
        return acknowledge(session, turn) if stickers else lost.with_words(session, turn, asking.other_kind(), caption)
    if not caption and album.joins(turn):
        return _join(session, turn, offered)
    return lost.told_as_well(session, turn, place(session, turn, offered, caption))


def _join(session: Session, turn: Turn, offered: Sequence[Offered]) -> Answer:
    """Without a word: the first one was answered for all of them."""
    last = turn.recall("album")
    if last["reports"]:
        reporting.add_files(session, turn.actor, last["reports"], offered, turn.now)
    else:
        pending = turn.recall("pending") or {"files": [], "caption": ""}
        turn.remember(pending={**pending, "files": [*pending["files"], *map(waiting_file, offered)]})
    album.remember(turn, last["reports"])
    return []

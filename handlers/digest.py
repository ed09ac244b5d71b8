"""`/bantin`: the digest as it would go out now; a reply to Friday's preview adds the board's line to it."""

import re

from sqlmodel import Session

from handlers import on
from handlers.choosing import check_length
from handlers.guard import for_board
from handlers.turn import Answer, Turn
from rules.text import fold
from services import corrected, digest, groups, looking, status
from services.figures import week_of
from services.permissions import Action, may
from views import corrected as past_views
from views import preview
from views.digest import lines
from views.message import message

_PAST = re.compile(r"(?:tuan )?(\d{1,2})(?:[/ ](?:nam )?(\d{4}))?")


@on.command("bantin", "digest", board=True)
@for_board(Action.SEE_DIGEST)
def show(session: Session, turn: Turn, rest: str) -> Answer:
    """With a week's number, that week as it was published, and what was corrected since. With words behind it, they are the
    board's line (where nothing can be replied to). Where pictures can be sent, the answer
    comes with its picture, a few seconds later."""
    past = _PAST.fullmatch(fold(rest))
    if past is not None:
        year = int(past[2]) if past[2] else None
        return past_views.past_week(corrected.past_week(session, turn.actor, int(past[1]), year, turn.now), turn.today)
    if rest:
        return _comment(session, turn, week_of(turn.today), rest)
    unit_id = status.top_unit(session, turn.actor)
    group = groups.bound(session, turn.incoming.chat.bot, turn.incoming.chat.id) if turn.group else None
    if not turn.can.image_out or (turn.group and group is None):
        return message(*lines(looking.current_digest(session, unit_id, turn.now)))
    to = {"person_id": turn.actor.person_id, "group_id": group.id if group else None}
    looking.look(session, unit_id, turn.now, **to)
    return []


@on.free_text(16)
def reply(session: Session, turn: Turn) -> Answer:
    kind, _, week = (turn.subject or "").partition(":")
    if kind != "preview" or not turn.text or not may(turn.actor, Action.COMMENT_DIGEST):
        return None
    return _comment(session, turn, week, turn.text)


def _comment(session: Session, turn: Turn, week: str, text: str) -> Answer:
    check_length(text)
    about, line = digest.comment(session, turn.actor, week, text, turn.now)
    return preview.commented(week, about, line)

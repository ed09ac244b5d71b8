"""`vì sao`, `vì sao 7`: each message can say why it came."""

import re

from sqlmodel import Session, col, select

from handlers import menus, on
from handlers.turn import Answer, Turn
from models import Outbox, OutboxState
from rules.text import fold
from views import why as views

ABOUT = re.compile(
    r"(?:vi|tai) sao(?: lai)?(?: nhac)?\s*:?\s*(?:nhiem vu |viec |so )?(?P<label>\d{1,3}|(?:nv|ht|gh|cd)\s*-?\s*\d{1,9})?"
)


@on.keyword("vì sao", "tại sao", "vì sao nhắc", "sao lại nhắc", "lý do nhắc")
def why(session: Session, turn: Turn, label: str = "") -> Answer:
    """Of the message that was replied to, or of the last one."""
    said = _meant(session, turn)
    if turn.group or said is None:
        return views.nothing_said()
    reasons = [(each[0], each[1], each[2]) for each in said.args.get("reasons", [])]
    if not label:
        return views.because(reasons) if reasons else views.nothing_said()
    about = [each for each in reasons if _bare(each[1]) == _bare(label)]
    return views.because(about) if about else views.no_such(label.upper())


@on.free_text(9)
def why_one(session: Session, turn: Turn) -> Answer:
    """`vì sao 7`."""
    found = ABOUT.fullmatch(fold(turn.text).rstrip(" ?."))
    return why(session, turn, found["label"] or "") if found else None


def _bare(label: str) -> str:
    return re.sub(r"[\s-]", "", label.lower())


def _meant(session: Session, turn: Turn) -> Outbox | None:
    quoted = menus.quoted(session, turn)
    if quoted is not None and quoted.kind == "bundle" and quoted.person_id == turn.actor.person_id:
        return quoted
    mine = select(Outbox).where(Outbox.kind == "bundle", Outbox.person_id == turn.actor.person_id)
    mine = mine.where(Outbox.state == OutboxState.SENT, col(Outbox.sent_at).is_not(None))
    return session.exec(mine.order_by(col(Outbox.id).desc()).limit(1)).first()

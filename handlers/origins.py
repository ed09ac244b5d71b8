"""`nguồn NV-12`, `nguồn 2`, `nguồn quá hạn`: where a published figure comes from (S0-22)."""

import re
from dataclasses import replace

from sqlmodel import Session

from handlers import on
from handlers.choosing import split_code
from handlers.turn import Answer, Turn
from rules.errors import UserError
from rules.text import fold
from services import behind, origins
from services.permissions import NO_SUCH_TASK, Action, may
from services.tasks import by_number
from views import origins as views

FIGURES = {
    "quá hạn": behind.LATE,
    "chậm": behind.SLOW,
    "chưa thẩm định": behind.UNVERIFIED,
    "chỉ tiêu": behind.TARGETS,
    "biểu dương": behind.PRAISE,
}
_FOLDED = {fold(words): what for words, what in FIGURES.items()} | {"cham tien do": behind.SLOW}
_ASKED = re.compile(r"nguon(?: so lieu)?(?: cua)?\s+(?P<what>.+)", re.DOTALL)


@on.keyword("nguồn", "nguồn số liệu")
def what_to_ask(session: Session, turn: Turn) -> Answer:
    return views.what_to_ask(list(FIGURES), board=may(turn.actor, Action.SEE_DIGEST))


@on.command("nguon", "origin")
def of_figure(session: Session, turn: Turn, rest: str) -> Answer:
    """A task by its code or, of one's own, by its number; or a figure of the digest by its name."""
    what = fold(rest).strip(" .?")
    if not what:
        return what_to_ask(session, turn)
    if what in _FOLDED:
        return views.of_figure(behind.behind(session, turn.actor, _FOLDED[what], turn.now), turn.today)
    task_id, _ = split_code("nv", rest)
    if task_id is None and what.isdigit() and len(what) < 4:
        own = by_number(session, turn.actor, int(what))
        task_id = own.id if own else None
    if task_id is None:
        raise UserError(NO_SUCH_TASK)
    found = origins.sources(session, turn.actor, task_id)
    return replace(views.of_task(found, turn.today), private=found.task.confidential)


@on.free_text(12)
def asked(session: Session, turn: Turn) -> Answer:
    """The same without a slash. Only what names a task or a figure: "nguồn vốn chưa có" is a report."""
    found = _ASKED.fullmatch(fold(turn.text))
    if found is None:
        return None
    what = found["what"].strip(" .?")
    meant = what in _FOLDED or what.isdigit() or split_code("nv", what)[0] is not None
    return of_figure(session, turn, what) if meant else None

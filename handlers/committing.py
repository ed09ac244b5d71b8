"""`cam kết: …`: the words that go with receiving tasks."""

import re

from sqlmodel import Session

from handlers import on
from handlers.choosing import check_length
from handlers.turn import Answer, Turn
from models import Task
from rules.errors import UserError
from rules.text import aligned
from services import acceptance, commitments
from services.tasks import by_ids, by_number
from views import committing as views

_NUMBERS = r"(?P<numbers>\d{1,3}(?:\s*(?:,|va|-)\s*\d{1,3})*)"
COMMITS = re.compile(
    rf"(?:toi |em )?(?:xin )?cam ket(?: thuc hien)?(?:\s+(?:nhiem vu |viec |so )?{_NUMBERS})?\s*[:–-]\s*(?P<text>.*)",
    re.DOTALL,
)


@on.keyword("cam kết", "xin cam kết")
def what(session: Session, turn: Turn) -> Answer:
    return views.how() if turn.actor.posts else None


@on.free_text(17)
def commits(session: Session, turn: Turn) -> Answer:
    """`cam kết: …`, `cam kết 1, 3: …`. What would be accepted with it is confirmed first."""
    folded, places = aligned(turn.text)
    found = COMMITS.fullmatch(folded)
    if found is None or turn.group or not turn.actor.leads:
        return None
    text = turn.text[places[found.start("text")] :].strip() if found["text"] else ""
    check_length(text)
    if found["numbers"]:
        return commit(session, turn, _numbered(session, turn, found["numbers"]), text)
    waiting = acceptance.pending(session, turn.actor)
    if waiting and text:
        return views.accept_with(waiting, text)
    return commit(session, turn, [task.id or 0 for task in commitments.accepted_last(session, turn.actor)], text)


def _numbered(session: Session, turn: Turn, numbers: str) -> list[int]:
    tasks = [(number, by_number(session, turn.actor, int(number))) for number in re.findall(r"\d+", numbers)]
    for number, task in tasks:
        if task is None:
            raise UserError("You have no task {number}.", number=number)
    return [task.id or 0 for _, task in tasks if isinstance(task, Task)]


@on.action("commit.do")
def commit(session: Session, turn: Turn, task_ids: list[int], text: str) -> Answer:
    before = {task.id for task in by_ids(session, task_ids) if task.accepted_at is None}
    tasks = commitments.commit(session, turn.actor, task_ids, text, turn.now)
    return views.committed(tasks, text, turn.now, accepted=len(before))


@on.action("commit.drop")
def drop(session: Session, turn: Turn) -> Answer:
    return views.dropped()

"""The digest counts the instructions that were unanswered on Sunday at midnight: a recount of what each row says by itself."""

from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from bot.db import Database
from models import Instruction, Person, Task, Unit
from rules.localtime import at
from rules.states import InstructionState
from services.figures import count
from services.published import Digest, Figures
from tests.court.scheme import UNTIL, populate
from views.digest import lines

BEFORE, AFTER = at(date(2026, 11, 27), 9), at(date(2026, 11, 30), 9)
LATE, ON_TIME = date(2026, 11, 26), date(2026, 11, 27)  # a deadline before Friday 27 is missed on Sunday
OPEN, ANSWERED, CLOSED = InstructionState.OPEN, InstructionState.ANSWERED, InstructionState.CLOSED
# What the row says, and whether it was unanswered then, and late.
ROWS: tuple[tuple[dict[str, Any], int, int], ...] = (
    ({"state": OPEN, "due_on": ON_TIME}, 1, 0),
    ({"state": OPEN, "due_on": LATE}, 1, 1),
    ({"state": OPEN, "due_on": ON_TIME, "given_at": AFTER}, 0, 0),
    ({"state": ANSWERED, "due_on": LATE, "answered_at": BEFORE}, 0, 0),
    ({"state": ANSWERED, "due_on": LATE, "answered_at": AFTER}, 1, 1),
    ({"state": CLOSED, "due_on": LATE, "answered_at": BEFORE, "closed_at": AFTER}, 0, 0),
    ({"state": CLOSED, "due_on": ON_TIME, "closed_at": AFTER}, 1, 0),
    ({"state": InstructionState.WITHDRAWN, "due_on": LATE, "closed_at": BEFORE}, 0, 0),
)


def given(session: Session, unit: str, **more: Any) -> None:
    """On some task of this unit."""
    task = session.exec(select(Task).join(Unit, col(Task.unit_id) == col(Unit.id)).where(Unit.name == unit)).first()
    by = session.exec(select(Person.id)).first()
    assert task is not None
    known: dict[str, Any] = {"given_at": BEFORE, "given_by": by, "unit_id": task.unit_id, "task_id": task.id}
    session.add(Instruction(**{**known, **more}))
    session.flush()


def test_open_instructions_are_counted_as_of_the_moment(database: Database) -> None:
    with Session(database.engine) as session:
        root = populate(session)
        for row, _, _ in ROWS:
            given(session, "Xã 3", **row)
        given(session, "Xã 4", state=OPEN, due_on=LATE)
        one = session.exec(select(Unit.id).where(Unit.name == "Xã 3")).one() or 0
        found = [count(session, unit, "2026-W48", UNTIL) for unit in (root, one)]
    open_, late = sum(row[1] for row in ROWS), sum(row[2] for row in ROWS)
    assert [(each.instructions, each.unheeded) for each in found] == [(open_ + 1, late + 1), (open_, late)]


def test_the_digest_says_how_many() -> None:
    figures = Figures("2026-W48", date(2026, 11, 23), date(2026, 11, 29), 0, {}, 0, instructions=4, unheeded=2)
    assert "4 ý kiến chỉ đạo chưa trả lời (2 quá hạn)" in lines(Digest(figures))

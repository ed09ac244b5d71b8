"""The same text of the same person for the same message within ten minutes counts once (conversations.md, digits, rule 6)."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from sqlmodel import Session, col, select

from models import History, Report, ReportKind, SupportCase, Target, Task
from rules.replies import Stuck
from rules.text import fold
from services import history, undo
from services.identity import Actor
from services.progressing import Recorded


def said_before(
    session: Session, actor: Actor, task_ids: Sequence[int], said: str, after: datetime
) -> tuple[datetime, list[Recorded]] | None:
    """When the same was said of the same tasks after a moment, with what became of it; None if never, or if it was taken
    back, or if something else was said of these tasks since (then saying it again means it)."""
    statement = select(History).where(History.actor_id == actor.person_id, col(History.at) >= after)
    rows = session.exec(statement.order_by(col(History.id).desc())).all()
    undone = {row.before["history"] for row in rows if row.event == undo.UNDONE}
    spoken: set[int] = set()
    for at, act in groupby(rows, key=lambda row: row.at):
        parts = [row for row in act if row.event in _PARTS and row.id not in undone]
        about = {row.task_id or 0 for row in parts}
        if _same(session, parts, said) and about == set(task_ids) and not (about & spoken and not _adds(parts)):
            return at, [_recorded(session, row, parts) for row in reversed(parts) if row.event == "reported"]
        spoken |= about
    return None


_PARTS = frozenset({"reported", "support_asked"})


def _same(session: Session, parts: Sequence[History], said: str) -> bool:
    reported = [row for row in parts if row.event == "reported"]
    return bool(reported) and fold(history.words(session, reported[0].text_id)) == fold(said)


def _adds(parts: Sequence[History]) -> bool:
    """An increase must never be counted twice, whatever was said since."""
    return any("increase" in row.after for row in parts)


def _recorded(session: Session, row: History, parts: Sequence[History]) -> Recorded:
    report = session.get_one(Report, row.after["report"])
    task = session.get_one(Task, row.task_id)
    asked = [each for each in parts if each.event == "support_asked" and each.task_id == row.task_id]
    stuck = asked and report.kind is ReportKind.STUCK
    case = session.get_one(SupportCase, int(asked[0].subject.removeprefix("case:"))) if stuck else None
    target = session.exec(select(Target).where(Target.task_id == row.task_id)).first()
    meant = Stuck(history.words(session, report.text_id)) if case else None
    return Recorded(task, meant, target, report=report, case=case)

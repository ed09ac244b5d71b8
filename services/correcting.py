"""A wrong figure is corrected by a new row, with who and why (S0-22); what was published stays readable beside it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from models import History, Report, Task, Verification
from rules.attainment import Certainty
from rules.errors import UserError
from rules.states import MessageClass
from services import nagging
from services.audience import people_of, tell
from services.history import free_text, record_of_task
from services.identity import Actor
from services.permissions import Action, require_task
from services.speaking import kept
from services.undo import reverses

Row = Report | Verification


@dataclass(frozen=True)
class Wrong:
    """A figure to be corrected: BC-45 (a report) or TĐ-3 (a verification), of a task the actor may correct."""

    kind: str
    row: Row
    task: Task

    @property
    def code(self) -> str:
        return f"{self.kind}-{self.row.id}"


def correctable(session: Session, actor: Actor, kind: str, row_id: int) -> Wrong:
    """The figure, if it stands and is the newest of its kind; raises `UserError`."""
    row: Row | None = session.get(Report, row_id) if kind == "BC" else session.get(Verification, row_id)
    if row is None or row.value is None:
        raise UserError("There is no figure {code}.", code=f"{kind}-{row_id}")
    task = require_task(session, actor, Action.CORRECT, row.task_id)
    if row.undone_at is not None or _newer(session, row):
        raise UserError(
            "{code} no longer counts: there is a newer figure. “nguồn” shows which.", code=f"{kind}-{row_id}"
        )
    return Wrong(kind, row, task)


def _newer(session: Session, row: Row) -> bool:
    """Is there a newer value of the same kind? A forecast is replaced by forecasts alone."""
    table = type(row)
    which: list[ColumnElement[bool]] = [col(table.task_id) == row.task_id, col(table.value).is_not(None)]
    which.append(col(table.undone_at).is_(None))
    if isinstance(row, Report):
        forecast = row.certainty is Certainty.FORECAST
        which.append((col(Report.certainty) == Certainty.FORECAST) == forecast)
    return session.exec(select(table.id).where(*which, col(table.id) > row.id)).first() is not None


def correct(session: Session, actor: Actor, kind: str, row_id: int, value: Decimal, reason: str, now: datetime) -> Row:
    """Put a new row in the place of a wrong one. Raises `UserError` without a reason, or where nothing would change."""
    wrong = correctable(session, actor, kind, row_id)
    if not kept(reason):
        raise UserError("Please give the reason.")
    if value == wrong.row.value:
        raise UserError("{code} says so already.", code=wrong.code)
    text_id = free_text(session, kept(reason))
    fresh = _anew(wrong.row, actor, value, text_id, now)
    wrong.row.undone_at = now
    session.add_all([wrong.row, fresh])
    session.flush()
    _record(session, actor, wrong, fresh, now)
    nagging.plan(session, wrong.task, now)  # a step of its plan may be reached by the figure, or no more
    return fresh


def _anew(row: Row, actor: Actor, value: Decimal, text_id: int | None, now: datetime) -> Row:
    """The same row with another value and another author; it counts from when the old one did."""
    kept_columns = row.model_dump(exclude={"id", "value", "text_id", "at", "author_id", "verifier_id", "on_behalf"})
    who = "author_id" if isinstance(row, Report) else "verifier_id"
    fresh = type(row)(**{**kept_columns, who: actor.person_id, "value": value, "at": now})
    fresh.text_id, fresh.replaces_id, fresh.as_of = text_id, row.id, row.as_of or row.at
    return fresh


def _record(session: Session, actor: Actor, wrong: Wrong, fresh: Row, now: datetime) -> None:
    row = record_of_task(
        session,
        wrong.task,
        event="corrected",
        actor=actor,
        now=now,
        before={"figure": wrong.code, "value": wrong.row.value},
        after={"figure": f"{wrong.kind}-{fresh.id}", "value": fresh.value},
        text_id=fresh.text_id,
    )
    tell(
        session,
        people_of(session, wrong.task.post_id, now),
        kind="figure_corrected",
        key=f"figure_corrected:{row.id}",
        now=now,
        message_class=MessageClass.ANSWER,
        history_id=row.id,
    )


@reverses("corrected", Action.CORRECT)
def _take_back(session: Session, row: History, now: datetime) -> None:
    """The old figure stands again; the correction stays in the table, marked."""
    old, fresh = (_row_of(session, each["figure"]) for each in (row.before, row.after))
    old.undone_at, fresh.undone_at = None, now
    session.add_all([old, fresh])
    session.flush()
    nagging.plan(session, session.get_one(Task, row.task_id), now)


def _row_of(session: Session, code: str) -> Row:
    kind, _, number = code.partition("-")
    if kind == "BC":
        return session.get_one(Report, int(number), with_for_update=True)
    return session.get_one(Verification, int(number), with_for_update=True)

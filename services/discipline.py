"""Disciplinary measures of a period, as the rating rules ask for them (366-QĐ/TW): recorded by the board, taken back, never
deleted. Like every assessment of people they are the desk's business and no chat's."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import Session, col, select

from models import Discipline
from rules.errors import UserError
from rules.localtime import today
from rules.spans import span_of
from services.history import free_text, record
from services.identity import Actor
from services.permissions import Action, require
from services.speaking import kept


def discipline(
    session: Session, actor: Actor, unit_id: int, person_id: int | None, decided_on: date, basis: str, now: datetime
) -> Discipline:
    """Record a measure against a person, or (none) against the unit itself. `basis`: the decision it rests on."""
    require(actor, Action.JUDGE, unit_id=unit_id)
    if person_id is not None and person_id == actor.person_id:
        raise UserError("Nobody records this of themselves.")
    if not kept(basis):
        raise UserError("Please name the decision it rests on.")
    if decided_on > today(now):
        raise UserError("{day} is still to come.", day=decided_on)
    assert actor.person_id is not None
    row = Discipline(unit_id=unit_id, person_id=person_id, decided_on=decided_on, recorded_by=actor.person_id, at=now)
    row.text_id = free_text(session, kept(basis))
    session.add(row)
    session.flush()
    _record(session, actor, row, "disciplined", now, row.text_id)
    return row


def take_back(session: Session, actor: Actor, row_id: int, reason: str, now: datetime) -> Discipline:
    """What was recorded by mistake, or annulled, counts no more; the row stays."""
    row = session.get(Discipline, row_id)
    if row is None or row.undone_at is not None:
        raise UserError("There is no such record.")
    require(actor, Action.JUDGE, unit_id=row.unit_id)
    if not kept(reason):
        raise UserError("Please give the reason.")
    row.undone_at = now
    session.add(row)
    _record(session, actor, row, "discipline_undone", now, free_text(session, kept(reason)))
    return row


def measures(session: Session, units: Iterable[int], period: str) -> list[Discipline]:
    """What was decided within a period in some units and stands."""
    first, last = span_of(period)
    statement = select(Discipline).where(col(Discipline.unit_id).in_(list(units)), col(Discipline.undone_at).is_(None))
    statement = statement.where(Discipline.decided_on >= first, Discipline.decided_on <= last)
    return list(session.exec(statement.order_by(col(Discipline.id))))


def against(session: Session, person_id: int, period: str) -> int:
    """How many measures of a period are against a person, wherever they were then."""
    first, last = span_of(period)
    statement = select(Discipline.id).where(Discipline.person_id == person_id, col(Discipline.undone_at).is_(None))
    return len(session.exec(statement.where(Discipline.decided_on >= first, Discipline.decided_on <= last)).all())


def _record(session: Session, actor: Actor, row: Discipline, event: str, now: datetime, text_id: int | None) -> None:
    record(
        session,
        unit_id=row.unit_id,
        subject=f"discipline:{row.id}",
        event=event,
        actor=actor,
        now=now,
        after={"person": row.person_id, "decided_on": row.decided_on},
        text_id=text_id,
    )

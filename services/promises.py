"""Promises past their day: what nobody answered in time is closed by the clock, with a note."""

from datetime import datetime

from sqlmodel import Session, col, select

from models import SupportCase
from rules.localtime import at, today
from rules.states import CASE_RULES, CaseState
from rules.steps import days_ago
from services import support
from services.calendar import working_days


def lapse_silent(session: Session, now: datetime, limit: int) -> int:
    """Close up to `limit` answered cases on which the leader has been silent for more than their working days; how many."""
    grace = CASE_RULES[CaseState.ANSWERED].working_days or 0
    before = at(days_ago(grace + 1, today(now), working_days(session)), 0)
    statement = select(SupportCase.id).where(SupportCase.state == CaseState.ANSWERED)
    statement = statement.where(col(SupportCase.answered_at) < before).order_by(col(SupportCase.id)).limit(limit)
    found = session.exec(statement).all()
    for case_id in found:
        support.lapse(session, case_id or 0, now)
    return len(found)

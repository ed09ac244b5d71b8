"""Ballots as items of the court: each member of a council holds theirs until everything of it is scored, or its day is over.

The morning's message reminds of it 3, 1 and 0 working days before; the number of tasks and the day, no title and no score.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models import Ballot
from rules.reasons import STEPS, Look, Why
from rules.workdays import WorkingDays
from services.council import for_member, open_for, own_scores, waiting


@dataclass(frozen=True)
class Waiting:
    """A ballot in a member's court: how many tasks are still to be scored, and working days left."""

    ballot: Ballot
    tasks: int
    days: int


def held_by(session: Session, person_id: int, day: date, calendar: WorkingDays) -> list[Waiting]:
    """The open ballots that wait for this member."""
    found = []
    for ballot in open_for(session, person_id, day):
        scored = own_scores(session, ballot.id or 0, person_id)
        left = sum(1 for task in for_member(session, ballot.id or 0, person_id, day) if task.id not in scored)
        if left:
            found.append(Waiting(ballot, left, calendar.between(day, ballot.due_on)))
    return found


def to_say(session: Session, person_id: int, look: Look) -> tuple[Waiting, ...]:
    """Those of which a reminding day has come since the person was last told."""
    held = held_by(session, person_id, look.day, look.working_days)
    return tuple(each for each in held if look.due(Why.BALLOT, each.ballot.due_on, look.since))


def people_due(session: Session, day: date, calendar: WorkingDays) -> list[int]:
    """The members to be reminded on this very day."""
    ballots = select(Ballot).where(col(Ballot.closed_at).is_(None), Ballot.due_on >= day).order_by(col(Ballot.id))
    steps = STEPS[Why.BALLOT]
    due = [each for each in session.exec(ballots) if steps.last(each.due_on, day, calendar) == day]
    return list(dict.fromkeys(person for each in due for person in waiting(session, each, day)))

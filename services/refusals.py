"""A refusal is said once per person per day, and every first one is kept."""

from datetime import datetime

from sqlmodel import Session, col, select

from models import History
from rules.localtime import at, today
from services.history import record
from services.identity import Actor
from services.units import the_root


def refuse(session: Session, actor: Actor, command: str, now: datetime) -> bool:
    """Keep that somebody who may not tried a command of the board; true when it is the first time today."""
    subject = f"account:{actor.account_id}"
    statement = select(History.id).where(History.subject == subject, History.event == "refused")
    statement = statement.where(col(History.at) >= at(today(now), 0))
    if session.exec(statement.limit(1)).first() is not None:
        return False
    record(
        session,
        unit_id=the_root(session).id or 0,
        subject=subject,
        event="refused",
        actor=actor,
        now=now,
        after={"command": command},
    )
    return True

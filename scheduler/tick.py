"""One round of looking for what is due. Each step does a bounded piece of work and says whether it found any."""

from datetime import datetime

from sqlmodel import Session


def tick(session: Session, now: datetime) -> bool:
    """Do one bounded piece of what is due at `now`; false when there was nothing left to do."""
    return False

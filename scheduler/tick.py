"""One round of looking for what is due. Each step does a bounded piece of work and says whether it found any."""

from datetime import datetime

from sqlmodel import Session

from scheduler.nags import nag
from scheduler.slots import run_due
from scheduler.weekly import JOBS
from services.promises import lapse_silent

LAPSED_AT_A_TIME = 3


def tick(session: Session, now: datetime) -> bool:
    """Do one bounded piece of what is due at `now`; false when there was nothing left to do.

    The weekly jobs come first: a member's digest brings that day's reminders along, so it must be there before them.
    """
    if any(run_due(session, job, now) for job in JOBS):
        return True
    return nag(session, now) or lapse_silent(session, now, LAPSED_AT_A_TIME) > 0

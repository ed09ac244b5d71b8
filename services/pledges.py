"""What a leader's words amount to: a deed (more than words), and the day they name for the next one.

An acknowledgement buys no silence, a date does (domain/cadence.md): up to that day the task is not reminded of
(`rules.court.pledging` bounds it).
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlmodel import Session

from models import Task
from rules.attainment import Certainty
from rules.deadlines import parse_deadline
from rules.localtime import today
from rules.replies import Action, NoChange, Note, Value
from rules.text import fold
from rules.workdays import WorkingDays
from services.calendar import working_days

FAR = timedelta(days=45)  # a later day in a remark is no promise of a word
LONGEST = 4  # words of a day: "thứ sáu tuần sau"
PROMISING = re.compile(r"\b(?:hen|se|xong|bao cao|hoan thanh|gui|trinh|den|truoc|ngay)\b")


def is_deed(meant: Action | None, files: Sequence[object]) -> bool:
    """A figure, evidence, "done", an obstacle: everything but "nothing new", a remark and a forecast."""
    if isinstance(meant, Value) and meant.certainty is Certainty.FORECAST:
        return bool(files)
    return bool(files) or not (meant is None or isinstance(meant, NoChange | Note))


def pledge_in(session: Session, task: Task, meant: Action | None, now: datetime) -> date | None:
    """The day named in "đang làm, 5/12 xong"; none where no day, or a day that is over, is named."""
    words = meant.note if isinstance(meant, NoChange) else meant.text if isinstance(meant, Note) else None
    if not words or not PROMISING.search(fold(words)):
        return None
    return named_day(words, today(now), working_days(session))


def named_day(words: str, day: date, calendar: WorkingDays) -> date | None:
    """The first single day that some words name, after `day`."""
    found = words.replace(",", " ").replace(";", " ").split()
    for start in range(len(found)):
        for end in range(min(len(found), start + LONGEST), start, -1):
            read = parse_deadline(" ".join(found[start:end]), day, calendar)
            if read.kind == "date" and read.date is not None and day < read.date <= day + FAR:
                return read.date
    return None

"""The dry run, where a workbook may be opened: in the child process, or in a command."""

import gzip
import json
import resource
import signal
from datetime import date, datetime
from types import FrameType
from typing import Any

from sqlmodel import Session

from bot.annex.workbook import sheets_of
from models import Blob
from models.base import Json
from rules.annex import Annex, Unreadable, read_annex
from rules.annex import unreadable as why
from rules.localtime import today
from services.annex.plan import prepare, summary
from services.calendar import working_days

SECONDS = 60
MEMORY = 1024 * 1024 * 1024  # bytes of address space for the child


def dry_run(session: Session, data: bytes, day: date) -> Json:
    """The plan of an annex, or why it can't be read: `{"unreadable": message id, "args": …}`."""
    try:
        annex: Annex = read_annex(sheets_of(data), day, working_days(session))
    except Unreadable as error:
        return {"unreadable": error.reason, "args": error.args_}
    return prepare(session, annex, day)


def job(session: Session, blob_id: int, at: str, **_: Any) -> tuple[Json, str, bytes]:
    """In the child: limits first; the plan goes back as bytes, what is said of it as a few numbers."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(SECONDS)
    try:
        plan = dry_run(session, session.get_one(Blob, blob_id).data, today(datetime.fromisoformat(at)))
    except (MemoryError, _TooLong) as error:
        plan = {"unreadable": why.TOO_BIG if isinstance(error, MemoryError) else why.TOO_LONG, "args": {}}
    finally:
        signal.alarm(0)
    return summary(plan), "application/gzip", packed(plan)


def packed(plan: Json) -> bytes:
    """The plan as it is kept; the same plan gives the same bytes."""
    return gzip.compress(json.dumps(plan, ensure_ascii=False).encode(), mtime=0)


class _TooLong(BaseException):
    """No library may take it for an error of its own."""


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise _TooLong

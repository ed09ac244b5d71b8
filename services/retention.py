"""What need not be kept is deleted at night: messages that were said, menus, codes tried, jobs done (issue 7, item 5).

Tasks, reports, evidence, figures and the history are the record itself and stay. An update's key stays a year, without its
text: one platform may hand the same update over again for ever.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Table, delete, exists, select, update
from sqlmodel import Session

from models import Account, CodeAttempt, DigestIssue, Inbox, Job, Menu, Outbox
from models.base import table
from services import exporting

KEYS = timedelta(days=365)
AT_ONCE = 5000  # rows of a table a night: far above a province's day, and still a short transaction
_days = 90


def use_days(days: int) -> None:
    """Set for the process how long messages are kept (the setting RETENTION_DAYS)."""
    global _days
    _days = days


def purge(session: Session, now: datetime) -> dict[str, int]:
    """Delete what is older than it may be; how many rows of each table."""
    old = now - timedelta(days=_days)
    inbox, outbox, menu = table(Inbox), table(Outbox), table(Menu)
    job, issue = table(Job), table(DigestIssue)
    drawn = exists().where(issue.c.picture_job_id == job.c.id)  # a week's picture stays with its figures
    over = outbox.c.state.in_(["sent", "skipped", "dead"])
    found = {
        "inbox_texts": _blank(session, inbox, (inbox.c.state == "dead") & (inbox.c.received_at < old)),
        "inbox": _delete(session, inbox, inbox.c.state.in_(["done", "dead"]) & (inbox.c.received_at < now - KEYS)),
        "outbox": _delete(session, outbox, over & (outbox.c.created_at < old)),
        "menu": _delete(session, menu, (menu.c.created_at < old) & ~exists().where(outbox.c.menu_id == menu.c.id)),
        "code_attempt": _delete(session, table(CodeAttempt), table(CodeAttempt).c.at < now - timedelta(days=1)),
        "files": exporting.forget(session, now),
        "account_names": _unname(session, table(Account), old),
        "job": _delete(session, job, job.c.state.in_(["done", "dead"]) & (job.c.created_at < old) & ~drawn),
    }
    return {name: count for name, count in found.items() if count}


def _some(from_table: Table, condition: ColumnElement[bool]) -> Sequence[int]:
    return select(from_table.c.id).where(condition).order_by(from_table.c.id).limit(AT_ONCE)  # type: ignore[return-value]


def _delete(session: Session, from_table: Table, condition: ColumnElement[bool]) -> int:
    gone = delete(from_table).where(from_table.c.id.in_(_some(from_table, condition))).returning(from_table.c.id)
    return len(session.execute(gone).all())


def _unname(session: Session, account: Table, old: datetime) -> int:
    """Take the names that strangers gave themselves: nobody joined under them, and nobody could ask to have them erased."""
    strangers = account.c.person_id.is_(None) & (account.c.display_name != "") & (account.c.heard_at < old)
    unnamed = update(account).where(account.c.id.in_(_some(account, strangers))).values(display_name="")
    return len(session.execute(unnamed.returning(account.c.id)).all())


def _blank(session: Session, inbox: Table, condition: ColumnElement[bool]) -> int:
    """Take the text of updates that could not be handled; their keys stay."""
    texts = condition & (inbox.c.error != "purged")
    blanked = update(inbox).where(inbox.c.id.in_(_some(inbox, texts))).values(payload={}, error="purged")
    return len(session.execute(blanked.returning(inbox.c.id)).all())

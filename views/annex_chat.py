"""An annex in the chat: that it is read, what was found in one message, what importing does."""

from typing import Any

from sqlmodel import Session

from models import AnnexImport, Job
from rules.annex import Unreadable
from services.annex.asking import READ
from services.annex.plan import findings_of
from views.annex import defects, heading, line, name_of, unreadable
from views.message import Choice, Message, bold, message
from views.notices import Recipient, notice
from views.words import say, short

SHOWN = 6  # findings in one message


def reading(name: str) -> Message:
    return message(say("Reading the annex {name}. The result comes in one message.", name=short(name, 60)))


def only_xlsx() -> Message:
    return message(say("Only an Excel file (xlsx) can be imported; please send it with “/giao”."))


@notice(READ)
def result(session: Session, to: Recipient, job_id: int) -> Message | None:
    return read(session.get_one(Job, job_id))


def read(job: Job, start: int = 0) -> Message:
    """The sums, the findings from `start` on, and what can be done."""
    found: dict[str, Any] = job.result
    if "unreadable" in found:
        return message(unreadable(Unreadable(found["unreadable"], **found["args"])))
    findings = findings_of(found)
    shown = findings[start : start + SHOWN]
    left = len(findings) - start - len(shown)
    lines = [short(line(each), 220) for each in shown]
    if left > 0:
        lines.append(say("and {count} more findings", count=left))
    said = message(
        [bold(heading(name_of(found["document"]), found["tasks"], found["posts"]))], defects(findings), *lines
    )
    return said.offering(*_choices(job.id or 0, found["write"], start + SHOWN if left > 0 else None), writes=True)


def _choices(job_id: int, write: int, more: int | None) -> list[Choice]:
    offered = []
    if write:
        offered.append(Choice(say("import {count} rows", count=write), "annex.import", {"job_id": job_id}))
    if more is not None:
        offered.append(Choice(say("all findings"), "annex.all", {"job_id": job_id, "start": more}))
    return [*offered, Choice(say("do not import"), "annex.drop", key="0")]


def begun(row: AnnexImport) -> Message:
    return message(say("Importing {count} rows. One message comes when it is done.", count=row.total))


def dropped() -> Message:
    return message(say("Nothing was imported."))


def being_taken_back() -> Message:
    return message(say("The import is being taken back."))

"""An annex in the chat: that it is read, what was found in one message, what importing does."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from models import AnnexImport, Job
from rules.annex import Finding, Kind, Unreadable
from services.annex.asking import READ
from services.annex.plan import findings_of
from views.annex import changes, defects, heading, name_of, per_post, unclear, unread
from views.annex_findings import line, unreadable
from views.message import Choice, Message, bold, message
from views.notices import Recipient, notice
from views.words import say, short

SHOWN = 5  # findings in one message
UNCLEAR = 5  # texts to be chosen in one message
FEW = 3  # changed tasks, and posts, in one message


def reading(name: str) -> Message:
    return message(say("Reading the annex {name}. The result comes in one message.", name=short(name, 60)))


def reading_again(chosen: Sequence[tuple[str, str | None]]) -> Message:
    """What was chosen, and that the annex is checked again with it."""
    lines = [
        say("“{text}” is {post}.", text=short(text, 70), post=post)
        if post
        else say("“{text}” is nobody again.", text=short(text, 70))
        for text, post in chosen
    ]
    return message(*lines, say("Checking the annex again. The result comes in one message."))


def only_xlsx() -> Message:
    return message(say("Only an Excel file (xlsx) can be imported; please send it with “/giao”."))


@notice(READ)
def result(session: Session, to: Recipient, job_id: int) -> Message | None:
    return read(session.get_one(Job, job_id))


def read(job: Job, start: int = 0) -> Message:
    """The sums, who is to be chosen, the findings from `start` on, and what can be done."""
    told: dict[str, Any] = job.result
    if "unreadable" in told:
        return message(unreadable(Unreadable(told["unreadable"], **told["args"])))
    findings = findings_of(told)
    others = [each for each in findings if each.kind is not Kind.UNKNOWN_POST]
    shown, left = others[start : start + SHOWN], len(others) - start - SHOWN
    lines = [*_sums(told, findings), *_choosing(told)] if start == 0 else []
    lines += [short(line(each), 180) for each in shown]
    if left > 0:
        lines.append(say("and {count} more findings", count=left))
    said = message([bold(heading(name_of(told["document"]), told["tasks"], told["posts"]))], *lines)
    return said.offering(*_choices(job.id or 0, told, start + SHOWN if left > 0 else None), writes=True)


def _sums(told: dict[str, Any], findings: Sequence[Finding]) -> list[str]:
    """What was found wrong, what would change, who gets most."""
    owners = [(post, count) for post, count in told["owners"]]
    lines = [*unread(told), defects(findings), *changes(told, FEW)]
    return [*lines, say("Tasks of each post: {posts}", posts="; ".join(per_post(owners, FEW)))] if owners else lines


def _choosing(told: dict[str, Any]) -> list[str]:
    """The posts that the clerk may choose, and how."""
    if not told["unclear"]:
        return []
    return [
        say("To choose a post type for example “1 = 2”, candidate 2 for number 1; “1 = 0” takes it back:"),
        *(short(each, 260) for each in unclear(told["unclear"], UNCLEAR)),
    ]


def _choices(job_id: int, told: dict[str, Any], more: int | None) -> list[Choice]:
    offered = []
    if told["write"]:
        offered.append(Choice(say("import {count} rows", count=told["write"]), "annex.import", {"job_id": job_id}))
    if more is not None:
        offered.append(Choice(say("more findings"), "annex.all", {"job_id": job_id, "start": more}))
    if told["findings"] or told["unclear"] or told["changed"]:
        offered.append(Choice(say("all of it as a file"), "annex.file", {"job_id": job_id}))
    return [*offered, Choice(say("do not import"), "annex.drop", key="0")]


def begun(row: AnnexImport) -> Message:
    return message(say("Importing {count} rows. One message comes when it is done.", count=row.total))


def dropped() -> Message:
    return message(say("Nothing was imported."))


def being_taken_back() -> Message:
    return message(say("The import is being taken back."))

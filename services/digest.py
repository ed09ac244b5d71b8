"""The committee's digest: figures kept per week, the board's lines beside them, issued on Monday, previewed on Friday."""

import re
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from models import DigestIssue, Group, Job, Role, Unit
from rules.errors import UserError
from rules.localtime import today
from rules.states import MessageClass, RoleKind
from services import history, picturing
from services.board import tell_board
from services.figures import count, week_of
from services.identity import Actor, members
from services.issues import comments, kept_figures, row_of, trend, week_before
from services.notices import notify
from services.permissions import NOT_YOURS, Action, require
from services.published import Digest, Figures, Json, as_json, of_json, past, thawed
from services.speaking import kept

_ABOUT = re.compile(r"^\W*(nv|ht|gh)\s*-?\s*(\d{1,9})\b\W*", re.IGNORECASE)


def units(session: Session, day: date) -> list[int]:
    """The units with a digest: the top of the tree, and whatever has a committee or a committee's group."""
    roots = select(Unit.id).where(col(Unit.parent_id).is_(None)).order_by(col(Unit.id)).limit(1)
    roles = select(Role.unit_id).where(Role.kind == RoleKind.COMMITTEE, Role.starts_on <= day)
    groups = select(Group.unit_id).where(Group.purpose == RoleKind.COMMITTEE)
    found = [unit for which in (roots, roles, groups) for unit in session.exec(which) if unit is not None]
    return sorted(set(found))


def figures_for(session: Session, unit_id: int, now: datetime, week: str | None = None) -> Json:
    """A kept week, or (none) the running one as of now, as plain JSON: the figures and what they are compared with. Raises
    `UserError` for a week of which nothing is kept."""
    if week is None:
        return data(session, unit_id, count(session, unit_id, week_of(today(now)), now))
    kept = kept_figures(session, unit_id, week)
    if kept is None:
        raise UserError("No figures are kept for week {week}.", week=week)
    return data(session, unit_id, kept)


def data(session: Session, unit_id: int, figures: Figures, issue_id: int | None = None) -> Json:
    """Figures with last week's kept ones and the trend."""
    before = kept_figures(session, unit_id, week_before(figures.week))
    return {
        "issue_id": issue_id,
        "figures": as_json(figures),
        "before": as_json(before) if before else None,
        "trend": past(trend(session, unit_id, figures.week)),
    }


def have_kept(session: Session, unit_id: int, until: datetime, now: datetime) -> DigestIssue:
    """Have the figures of the week that ended at `until` (Monday 00:00) counted and drawn by the child process, which takes
    longer than this process may be kept from its messages. They are as of `until`, whenever they are counted."""
    week = week_of(today(until - timedelta(microseconds=1)))
    issue = row_of(session, unit_id, week, until)
    if issue.issued_at is None:
        issue.picture_job_id = picturing.count(session, unit_id, week, until, now, issue_id=issue.id).id
        session.add(issue)
    return issue


def take(session: Session, job: Job) -> None:
    """Keep what the child process has counted for a week, unless it was needed (and counted here) before."""
    issue = session.exec(select(DigestIssue).where(DigestIssue.picture_job_id == job.id)).first()
    if issue is not None and not issue.figures and "digest" in job.result:
        issue.figures = job.result["digest"]["figures"]
        session.add(issue)


def keep(session: Session, unit_id: int, until: datetime, now: datetime) -> DigestIssue:
    """Keep the figures of the week that ended at `until` at once, and have them drawn if that was not asked for. What was
    issued is never counted again."""
    week = week_of(today(until - timedelta(microseconds=1)))
    issue = row_of(session, unit_id, week, until)
    if issue.issued_at is None:
        issue.figures = as_json(count(session, unit_id, week, until))
        if issue.picture_job_id is None:
            issue.picture_job_id = picturing.ask(session, unit_id, frozen(session, issue), now).id
        session.add(issue)
    return issue


def issue(session: Session, unit_id: int, week: str, now: datetime) -> list[int]:
    """Put a kept week out to the committee's group; gives back the members, whose one message of the day brings it."""
    row = row_of(session, unit_id, week, now)
    row.issued_at = row.issued_at or now
    session.add(row)
    session.flush()
    for group in session.exec(select(Group).where(Group.unit_id == unit_id, Group.purpose == RoleKind.COMMITTEE)):
        notify(
            session,
            kind="digest",
            message_class=MessageClass.ROUTINE,
            key=f"digest:{group.id}:{week}",
            now=now,
            group_id=group.id,
            not_before=picturing.wait_until(session, row, now),
            digest=frozen(session, row),
        )
    return members(session, unit_id, RoleKind.COMMITTEE, today(now))


def frozen(session: Session, row: DigestIssue) -> Json:
    """What a notice carries, so that it says what was kept however late it is sent: figures by value, words by reference."""
    return data(session, row.unit_id, of_json(row.figures), row.id)


def issued(session: Session, digest: Json) -> Digest:
    """The digest that a notice carries, with the words that are still kept."""
    return thawed(digest, comments(session, session.get(DigestIssue, digest["issue_id"])))


def preview(session: Session, unit_id: int, week: str, now: datetime) -> None:
    """Show the board on Friday what Monday will bring; it may add a line to an item until then."""
    row_of(session, unit_id, week, now)
    tell_board(
        session,
        unit_id=unit_id,
        kind="preview",
        message_class=MessageClass.ORDER,
        key=f"preview:{unit_id}:{week}",
        now=now,
        unit=unit_id,
        week=week,
    )


def comment(session: Session, actor: Actor, week: str, text: str, now: datetime) -> tuple[str, str]:
    """Add the board's line to an item ("NV-12 …") or to the whole; a new line replaces the one before. Gives back what it is
    about and the line. Raises `UserError` once the digest is out."""
    unit_id = next((unit for unit in units(session, today(now)) if unit in actor.board), None)
    if unit_id is None:  # of some board, but of none whose digest goes out
        raise UserError(NOT_YOURS)
    require(actor, Action.COMMENT_DIGEST, unit_id=unit_id)
    row = row_of(session, unit_id, week, now)
    if row.issued_at is not None:
        raise UserError("The digest of week {week} has been issued already; your line was not added.", week=week[6:])
    about, line = _split(kept(text))
    if not line:
        raise UserError("Please write the line to be added, for example “NV-12 meeting on Thursday”.")
    text_id = history.free_text(session, line)
    others = [entry for entry in row.comments.get("lines", []) if entry["about"] != about]
    row.comments = {"lines": [*others, {"about": about, "text_id": text_id, "by": actor.person_id}]}
    session.add(row)
    history.record(
        session,
        unit_id=unit_id,
        subject=f"digest:{week}",
        event="digest_comment",
        actor=actor,
        now=now,
        after={"about": about},
        text_id=text_id,
    )
    return about, line


def _split(text: str) -> tuple[str, str]:
    found = _ABOUT.match(text)
    return (f"{found[1].upper()}-{int(found[2])}", text[found.end() :].strip()) if found else ("", text)

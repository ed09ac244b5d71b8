"""The committee's digest: figures kept per week, the board's lines beside them, issued on Monday, previewed on Friday."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from models import DigestIssue, Group, Role, Unit
from rules.errors import UserError
from rules.localtime import today
from rules.states import MessageClass, RoleKind
from services import history
from services.board import tell_board
from services.figures import Figures, count, week_of
from services.identity import Actor, members
from services.issues import FIGURES, comments, issue_of, kept_figures, row_of, week_before
from services.notices import notify
from services.permissions import Action, require
from services.speaking import kept

_ABOUT = re.compile(r"^\W*(nv|ht|gh)\s*-?\s*(\d{1,9})\b\W*", re.IGNORECASE)
Json = dict[str, Any]


@dataclass(frozen=True)
class Digest:
    """A week's figures, last week's kept ones (none: nothing to compare with), and the board's lines: by code, or "" for one
    about the whole."""

    figures: Figures
    before: Figures | None = None
    comments: tuple[tuple[str, str], ...] = ()


def units(session: Session, day: date) -> list[int]:
    """The units with a digest: the top of the tree, and whatever has a committee or a committee's group."""
    roots = select(Unit.id).where(col(Unit.parent_id).is_(None)).order_by(col(Unit.id)).limit(1)
    roles = select(Role.unit_id).where(Role.kind == RoleKind.COMMITTEE, Role.starts_on <= day)
    groups = select(Group.unit_id).where(Group.purpose == RoleKind.COMMITTEE)
    found = [unit for which in (roots, roles, groups) for unit in session.exec(which) if unit is not None]
    return sorted(set(found))


def current_digest(session: Session, unit_id: int, now: datetime) -> Digest:
    """The digest of the running week as it would go out now (`/bantin`); nothing is kept."""
    week = week_of(today(now))
    return Digest(
        count(session, unit_id, week, now),
        kept_figures(session, unit_id, week_before(week)),
        comments(session, issue_of(session, unit_id, week)),
    )


def figures_for(session: Session, unit_id: int, now: datetime, week: str | None = None) -> Json:
    """A kept week, or (none) the running one as of now, as plain JSON: the figures and what they are compared with. Raises
    `UserError` for a week of which nothing is kept."""
    if week is None:
        said = current_digest(session, unit_id, now)
    else:
        kept = kept_figures(session, unit_id, week)
        if kept is None:
            raise UserError("No figures are kept for week {week}.", week=week)
        said = Digest(kept, kept_figures(session, unit_id, week_before(week)))
    figures, before = (FIGURES.dump_python(f, mode="json") if f else None for f in (said.figures, said.before))
    return {"issue_id": None, "figures": figures, "before": before}


def keep(session: Session, unit_id: int, until: datetime) -> DigestIssue:
    """Keep the figures of the week that ended at `until` (Monday 00:00). What was issued is never counted again."""
    week = week_of(today(until - timedelta(microseconds=1)))
    issue = row_of(session, unit_id, week, until)
    if issue.issued_at is None:
        issue.figures = FIGURES.dump_python(count(session, unit_id, week, until), mode="json")
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
            digest=frozen(session, row),
        )
    return members(session, unit_id, RoleKind.COMMITTEE, today(now))


def frozen(session: Session, row: DigestIssue) -> Json:
    """What a notice carries, so that it says what was kept however late it is sent: figures by value, words by reference."""
    before = issue_of(session, row.unit_id, week_before(row.week))
    return {"issue_id": row.id, "figures": row.figures, "before": before.figures if before else None}


def thawed(digest: Json, said: tuple[tuple[str, str], ...] = ()) -> Digest:
    """What was frozen, as a digest again, with the board's lines."""
    before = digest["before"] or None
    return Digest(FIGURES.validate_python(digest["figures"]), FIGURES.validate_python(before) if before else None, said)


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
    require(actor, Action.COMMENT_DIGEST, unit_id=unit_id)
    assert unit_id is not None  # the permission was asked for this unit
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

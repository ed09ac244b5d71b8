"""The rows of the digest: a week's kept figures and the board's lines beside them."""

from datetime import date, datetime, timedelta

from sqlmodel import Session, select

from models import DigestIssue
from rules.personal import masked
from services import history
from services.figures import week_of
from services.published import Figures, of_json

TREND = 3  # earlier weeks beside the present one


def issue_of(session: Session, unit_id: int, week: str) -> DigestIssue | None:
    return session.exec(select(DigestIssue).where(DigestIssue.unit_id == unit_id, DigestIssue.week == week)).first()


def row_of(session: Session, unit_id: int, week: str, now: datetime) -> DigestIssue:
    row = issue_of(session, unit_id, week)
    if row is None:
        row = DigestIssue(unit_id=unit_id, week=week, created_at=now)
        session.add(row)
        session.flush()
    return row


def kept_figures(session: Session, unit_id: int, week: str) -> Figures | None:
    """The figures kept for a week, as they were published."""
    row = issue_of(session, unit_id, week)
    return of_json(row.figures) if row and row.figures else None


def trend(session: Session, unit_id: int, week: str) -> list[Figures]:
    """The kept ones of the three weeks before, oldest first; a week that nothing is kept of is left out."""
    weeks = [week]
    for _ in range(TREND):
        weeks.append(week_before(weeks[-1]))
    found = (kept_figures(session, unit_id, each) for each in reversed(weeks[1:]))
    return [figures for figures in found if figures is not None]


def comments(session: Session, row: DigestIssue | None) -> tuple[tuple[str, str], ...]:
    """The board's lines of an issue, as far as their words are still kept, without a person's numbers."""
    lines = row.comments.get("lines", []) if row else []
    said = ((entry["about"], history.words(session, entry["text_id"])) for entry in lines)
    return tuple((about, masked(words)) for about, words in said if words)


def week_before(week: str) -> str:
    return week_of(date.fromisocalendar(int(week[:4]), int(week[6:]), 1) - timedelta(days=1))

"""The child process's whole work on a digest: its figures counted on the read-only connection, and their picture drawn."""

from datetime import datetime

from sqlmodel import Session

from services.digest import data
from services.figures import count
from views.pictures.digest import draw


def counted(
    session: Session, *, unit_id: int, unit: str, week: str, until: str, issue_id: int | None
) -> tuple[dict[str, object], str, bytes]:
    """The result to keep (the digest as plain JSON), the media type, the bytes of the picture."""
    digest = data(session, unit_id, count(session, unit_id, week, datetime.fromisoformat(until)), issue_id)
    _, mime, png = draw(digest=digest, unit=unit)
    return {"digest": digest}, mime, png

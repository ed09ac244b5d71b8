"""Documents by their five-part key, what implements what, and the periods they and their tasks belong to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models import Document, DocumentLink, DocumentPeriod, Period, TaskPeriod
from rules.errors import UserError
from rules.periods import Stretch


@dataclass(frozen=True)
class Key:
    """Loại, số, ký hiệu, cơ quan ban hành, ngày: numbers repeat across issuers, so all five are the key (S2-08, GC-16)."""

    kind: str
    number: str
    symbol: str
    issuer: str
    issued_on: date

    @property
    def columns(self) -> dict[str, Any]:
        return {
            name: " ".join(str(value).split()) if name != "issued_on" else value for name, value in vars(self).items()
        }


def find(session: Session, key: Key) -> Document | None:
    """The document of this key."""
    return session.exec(select(Document).filter_by(**key.columns)).first()


def keep(session: Session, key: Key, unit_id: int, *, title: str = "", theme: str = "", motto: str = "") -> Document:
    """The document of this key, made when it isn't there; what is given of title, theme (chủ đề) and motto replaces."""
    document = find(session, key) or Document(unit_id=unit_id, **key.columns)
    document.title, document.theme = title or document.title, theme or document.theme
    document.motto = motto or document.motto
    session.add(document)
    session.flush()
    return document


def implement(session: Session, document_id: int, implemented_id: int) -> None:
    """`document_id` implements (thực hiện) the other; raises `UserError` where it would implement itself in the end."""
    if document_id == implemented_id or document_id in _upwards(session, implemented_id):
        raise UserError("A document can't implement itself.")
    if session.get(DocumentLink, (document_id, implemented_id)) is None:
        session.add(DocumentLink(document_id=document_id, implements_id=implemented_id))
        session.flush()


def implements(session: Session, document_id: int) -> list[Document]:
    """What a document implements, directly, the oldest first."""
    statement = select(Document).join(DocumentLink, col(DocumentLink.implements_id) == col(Document.id))
    statement = statement.where(DocumentLink.document_id == document_id)
    return list(session.exec(statement.order_by(col(Document.issued_on), col(Document.id))))


def implemented_by(session: Session, document_id: int) -> list[tuple[Document, int]]:
    """What implements a document, and how many days after it each was issued: the lag of the cascade (S0-02)."""
    statement = select(Document).join(DocumentLink, col(DocumentLink.document_id) == col(Document.id))
    statement = statement.where(DocumentLink.implements_id == document_id)
    issued = session.get_one(Document, document_id).issued_on
    found = session.exec(statement.order_by(col(Document.issued_on), col(Document.id)))
    return [(each, (each.issued_on - issued).days) for each in found]


def _upwards(session: Session, document_id: int) -> set[int]:
    seen: set[int] = set()
    waiting = [document_id]
    while waiting:
        above = implements(session, waiting.pop())
        waiting += [each.id or 0 for each in above if each.id not in seen]
        seen |= {each.id or 0 for each in above}
    return seen


def period(session: Session, stretch: Stretch) -> Period:
    """The period of these days, made when it isn't there."""
    statement = select(Period).where(Period.starts_on == stretch.starts_on, Period.ends_on == stretch.ends_on)
    found = session.exec(statement).first()
    if found is None:
        found = Period(**vars(stretch))
        session.add(found)
        session.flush()
    return found


def govern(session: Session, document_id: int, stretches: Iterable[Stretch]) -> list[int]:
    """The periods a document governs, a round usually a year and a span (S1-02); gives back all their ids."""
    ids = [period(session, stretch).id or 0 for stretch in stretches]
    for each in ids:
        if session.get(DocumentPeriod, (document_id, each)) is None:
            session.add(DocumentPeriod(document_id=document_id, period_id=each))
    session.flush()
    return ids


def belong(session: Session, task_ids: Iterable[int], period_ids: Iterable[int]) -> None:
    """Let tasks belong to periods besides those they belong to already."""
    wanted = list(period_ids)
    tasks = list(task_ids)
    known = select(TaskPeriod.task_id, TaskPeriod.period_id).where(col(TaskPeriod.period_id).in_(wanted))
    there = set(session.exec(known).all())
    pairs = dict.fromkeys((task, each) for task in tasks for each in wanted)
    session.add_all(TaskPeriod(task_id=task, period_id=each) for task, each in pairs if (task, each) not in there)
    session.flush()


def periods_of(session: Session, document_id: int) -> list[Period]:
    """The periods of a document, the shorter ones first."""
    statement = select(Period).join(DocumentPeriod, col(DocumentPeriod.period_id) == col(Period.id))
    found = session.exec(statement.where(DocumentPeriod.document_id == document_id))
    return sorted(found, key=lambda each: (each.ends_on - each.starts_on, each.starts_on))

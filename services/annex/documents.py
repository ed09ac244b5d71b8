"""The document that an annex belongs to: found by its key, or to be kept new."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlmodel import Session, col, select

from models import Document, DocumentPeriod, Period
from models.base import Json
from rules.annex import Heading
from rules.periods import PeriodKind
from rules.text import fold
from services.annex.units import Node

UNNAMED = "Danh mục"


def document_of(session: Session, heading: Heading, issuer: Node | None) -> Json:
    """The document as the annex names it, with the id of the one that is kept already."""
    named: Json = {
        "unit_id": issuer.id if issuer else None,
        "kind": heading.kind or UNNAMED,
        "number": heading.number,
        "symbol": heading.symbol,
        "issuer": issuer.name if issuer else "",
        "issued_on": heading.issued_on.isoformat() if heading.issued_on else None,
        "sure": heading.sure,
        "title": heading.title[:300],
        "years": list(heading.years) if heading.years else None,
        "spans": [list(each) for each in heading.spans],
    }
    found = _kept(session, named)
    return {**named, "id": found.id if found else None}


def _kept(session: Session, named: Json) -> Document | None:
    """By number, symbol and issuer; by its title where no number is printed. The day decides only where it is printed."""
    statement = select(Document).where(Document.unit_id == named["unit_id"], Document.number == named["number"])
    statement = statement.order_by(col(Document.id).desc())
    for document in session.exec(statement):
        if fold(document.symbol) != fold(named["symbol"]):
            continue
        other_day = named["sure"] and document.issued_on.isoformat() != named["issued_on"]
        if named["number"] and fold(document.kind) == fold(named["kind"]) and not other_day:
            return document
        if not named["number"] and document.title == named["title"]:
            return document
    return None


def keep(session: Session, named: Json, today: date) -> Document:
    """The document, and the periods it governs."""
    found = session.get(Document, named["id"]) if named["id"] is not None else _kept(session, named)
    if found is not None:  # it may have been kept since the dry run
        return found
    years = named["years"]
    day = date.fromisoformat(named["issued_on"]) if named["issued_on"] else date(years[0], 1, 1) if years else today
    document = Document(
        unit_id=named["unit_id"],
        kind=named["kind"],
        number=named["number"],
        symbol=named["symbol"],
        issuer=named["issuer"],
        issued_on=day,
        title=named["title"],
    )
    session.add(document)
    session.flush()
    for period in periods(session, named["spans"]):
        session.add(DocumentPeriod(document_id=document.id or 0, period_id=period))
    session.flush()
    return document


def periods(session: Session, spans: Iterable[Sequence[int]]) -> list[int]:
    """The periods of these years and spans (first and last year), made where they are not there (S1-02)."""
    kinds = {True: PeriodKind.YEAR, False: PeriodKind.SPAN}
    return [_period(session, kinds[first == last], first, last) for first, last in spans]


def _period(session: Session, kind: PeriodKind, first: int, last: int) -> int:
    starts, ends = date(first, 1, 1), date(last, 12, 31)
    found = session.exec(select(Period).where(Period.starts_on == starts, Period.ends_on == ends)).first()
    if found is None:
        found = Period(
            kind=kind, name=f"{first}" if first == last else f"{first}–{last}", starts_on=starts, ends_on=ends
        )
        session.add(found)
        session.flush()
    return found.id or 0

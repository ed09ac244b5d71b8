"""`giaoviec document` on the database; everything is tried first, and kept when it is confirmed."""

import re
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from bot.orgdesk import attempt, post_named, unit_named
from bot.settings import Settings
from bot.wiring import make_clock
from models import Document, Post, RegulationScope, Task, Unit
from rules.errors import UserError
from rules.localtime import today
from rules.periods import Stretch, year, years
from rules.states import TaskState
from services import documents, regulations
from services.register import find_document
from views import documents as views
from views.organisation import outcome

_NUMBER = re.compile(r"(\d{1,5})\s*[-/]\s*(\S+)")
_PERIOD = re.compile(r"(20\d\d)(?:\s*[-–]\s*(20\d\d))?")


@dataclass(frozen=True)
class Paper:
    """A document as it is typed; `periods`: years and spans in one text."""

    number: str
    kind: str
    issuer: str
    on: date
    title: str
    theme: str
    motto: str
    periods: str


@dataclass(frozen=True)
class Reach:
    """Whom a regulation reaches, and how many tasks are owed."""

    level: str
    group: str
    title: str
    unit: str | None
    post: str | None
    quota: int | None
    quota_for_group: bool
    one_per_field: bool
    growth: bool


def show(settings: Settings) -> list[str]:
    now = make_clock(settings).now()

    def work(session: Session) -> list[str]:
        papers = session.exec(select(Document).order_by(col(Document.issued_on), col(Document.id))).all()
        return [line for paper in papers for line in _shown(session, paper, today(now))] or [views.none()]

    return attempt(settings, work, lambda _: True)


def _shown(session: Session, paper: Document, day: date) -> list[str]:
    document = paper.id or 0
    given = select(func.count()).select_from(Task).where(Task.document_id == document)
    tasks = session.exec(given.where(Task.state != TaskState.WITHDRAWN)).one()
    above = [(each, (paper.issued_on - each.issued_on).days) for each in documents.implements(session, document)]
    reach = [(scope, _named(session, scope)) for scope in regulations.scopes(session, document, day)]
    reached = len(regulations.reached(session, document, day)) if reach else 0
    return views.paper(paper, documents.periods_of(session, document), tasks, above, reach, reached)


def _named(session: Session, scope: RegulationScope) -> str:
    """The unit and the post that a scope names."""
    unit = session.get_one(Unit, scope.unit_id).name if scope.unit_id is not None else ""
    return session.get_one(Post, scope.post_id).name if scope.post_id is not None else unit


def add(settings: Settings, wanted: Paper, *, yes: bool) -> list[str]:
    """Keep a document and the periods it governs; shown as it then stands."""
    found = _NUMBER.fullmatch(wanted.number.strip())
    if found is None:
        raise UserError("“{text}” is no number with a symbol, such as 371-QĐ/TU.", text=wanted.number)
    stretches = _stretches(wanted.periods)

    def work(session: Session) -> list[str]:
        unit = session.get_one(Unit, unit_named(session, wanted.issuer))
        key = documents.Key(wanted.kind, found[1], found[2], unit.name, wanted.on)
        more = {"title": wanted.title, "theme": wanted.theme, "motto": wanted.motto}
        paper = documents.keep(session, key, unit.id or 0, **more)
        documents.govern(session, paper.id or 0, stretches)
        return _shown(session, paper, wanted.on)

    return [*attempt(settings, work, lambda _: yes), outcome(kept=yes)]


def _stretches(text: str) -> list[Stretch]:
    if _PERIOD.sub("", text).strip(" ,;"):
        raise UserError("“{text}” is no list of years and spans, such as 2021, 2022, 2021-2025.", text=text)
    pairs = [(int(each[1]), int(each[2] or each[1])) for each in _PERIOD.finditer(text)]
    return [year(first) if first == last else years(first, last) for first, last in pairs]


def implement(settings: Settings, number: str, higher: str, *, yes: bool) -> list[str]:
    now = make_clock(settings).now()

    def work(session: Session) -> list[str]:
        paper = find_document(session, number)
        documents.implement(session, paper.id or 0, find_document(session, higher).id or 0)
        return _shown(session, paper, today(now))

    return [*attempt(settings, work, lambda _: yes), outcome(kept=yes)]


def scope(settings: Settings, number: str, on: date, reach: Reach, *, end: int | None, yes: bool) -> list[str]:
    """Widen a regulation from a day on, or end one of its scopes."""

    def work(session: Session) -> list[str]:
        paper = find_document(session, number)
        if end is not None:
            mine = {each.id for each in regulations.scopes(session, paper.id or 0, on)}
            if end not in mine:
                raise UserError("This regulation has no scope {number} on that day.", number=str(end))
            regulations.narrow(session, end, on)
        else:
            regulations.widen(session, _scope(session, paper, on, reach))
        return _shown(session, paper, on)

    return [*attempt(settings, work, lambda _: yes), outcome(kept=yes)]


def _scope(session: Session, paper: Document, on: date, reach: Reach) -> RegulationScope:
    parts = {name: value for name, value in vars(reach).items() if name not in ("unit", "post")}
    return RegulationScope(
        document_id=paper.id or 0,
        unit_id=unit_named(session, reach.unit) if reach.unit else None,
        post_id=post_named(session, reach.post) if reach.post else None,
        starts_on=on,
        **parts,
    )

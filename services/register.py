"""The register: everything known of the tasks of a unit's tree, a post or a Decision, read set by set in a few statements."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session, col, select

from models import Document, FreeText, Post, Report, Task, TaskReason, Unit
from rules.errors import UserError
from rules.issuers import paper_number
from rules.localtime import today
from rules.states import TaskState
from rules.text import fold
from services.calendar import working_days
from services.identity import Actor
from services.origins import Origin, of_tasks
from services.permissions import Action, require
from services.tasks import Standing, forecasts, standings
from services.units import below, the_root


@dataclass(frozen=True)
class Scope:
    """Whose tasks: all under a unit, a post's, a document's; the narrower ones count besides the unit."""

    unit_id: int
    post_id: int | None = None
    document_id: int | None = None


@dataclass(frozen=True)
class Line:
    """A task with where it stands and whose it is. `supervisor` follows and directs it; `document` is its basis;
    `commitment`: the words it was accepted with; `reasons`: codes of why it was selected; `forecast`: what is expected."""

    standing: Standing
    post: Post
    unit: Unit
    supervisor: str | None
    document: Document | None
    commitment: str | None = None
    reasons: frozenset[str] = frozenset()
    forecast: Report | None = None

    @property
    def task(self) -> Task:
        return self.standing.task


@dataclass(frozen=True)
class Register:
    """The lines by unit, post and the post's own number. `of`: the unit, the post or the paper it is about."""

    of: str
    taken_at: datetime
    lines: tuple[Line, ...]
    origins: Mapping[int, Sequence[Origin]] = field(default_factory=dict)  # of each task's values, by task (S0-22)

    @property
    def counted(self) -> list[Line]:
        """The lines that count in a total: what was withdrawn stays to be read, and counts no more."""
        return [line for line in self.lines if line.task.state is not TaskState.WITHDRAWN]


def scope_of(session: Session, actor: Actor, scope: Scope) -> Scope:
    """The scope, if the actor may have its register; raises `UserError`."""
    require(actor, Action.EXPORT, unit_id=scope.unit_id)
    return scope


def read(session: Session, scope: Scope, now: datetime) -> Register:
    """The register of a scope; who may have it was asked before (`scope_of`)."""
    units = below(session, [scope.unit_id])
    statement = select(Task, Post, Unit).join(Post, col(Post.id) == col(Task.post_id))
    statement = statement.join(Unit, col(Unit.id) == col(Post.unit_id)).where(col(Task.unit_id).in_(list(units)))
    statement = statement.where(Task.state != TaskState.REGISTERED)  # proposed, not given: `/dangky` lists them
    if scope.post_id is not None:
        statement = statement.where(Task.post_id == scope.post_id)
    if scope.document_id is not None:
        statement = statement.where(Task.document_id == scope.document_id)
    rows = session.exec(statement.order_by(col(Unit.id), col(Post.id), col(Task.number))).all()
    origins = of_tasks(session, [task for task, _, _ in rows])
    return Register(_name(session, scope), now, tuple(_lines(session, rows, now)), origins)


def _lines(session: Session, rows: Iterable[tuple[Task, Post, Unit]], now: datetime) -> Iterable[Line]:
    rows = list(rows)
    found = standings(session, [task for task, _, _ in rows], today(now), working_days(session))
    names = dict(session.exec(select(Post.id, Post.name)).all())
    papers, words, reasons = documents(session), _commitments(session), _reasons(session)
    expected = forecasts(session)
    for standing, (task, post, unit) in zip(found, rows, strict=True):
        supervisor = names.get(task.supervisor_id or post.supervisor_id)
        yield Line(
            standing,
            post,
            unit,
            supervisor,
            papers.get(task.document_id or 0),
            words.get(task.commitment_id or 0),
            reasons.get(task.id or 0, frozenset()),
            expected.get(task.id or 0),
        )


def _commitments(session: Session) -> dict[int, str]:
    """The words that tasks were accepted with, by their row."""
    given = select(FreeText.id, FreeText.body).join(Task, col(Task.commitment_id) == col(FreeText.id)).distinct()
    return {row or 0: body for row, body in session.exec(given) if body}


def _reasons(session: Session) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for task_id, reason in session.exec(select(TaskReason.task_id, TaskReason.reason)):
        found.setdefault(task_id, set()).add(reason)
    return {task_id: frozenset(reasons) for task_id, reasons in found.items()}


def documents(session: Session) -> Mapping[int, Document]:
    """Every Decision by its id: there are few."""
    return {row.id or 0: row for row in session.exec(select(Document))}


def _name(session: Session, scope: Scope) -> str:
    if scope.document_id is not None:
        paper = session.get_one(Document, scope.document_id)
        return f"{paper.kind} {paper_number(paper.number, paper.symbol)}"
    if scope.post_id is not None:
        return session.get_one(Post, scope.post_id).name
    return session.get_one(Unit, scope.unit_id).name


def find_document(session: Session, text: str, units: Iterable[int] | None = None) -> Document:
    """The Decision with this number and symbol ("111-KH/HU", "128/QĐ-UBND", "111"); raises `UserError` for none or several.

    Only among the papers of `units`, when they are given.
    """
    found = documents_named(session, text, units)
    if not found:
        raise UserError("No Decision was found for “{text}”.", text=text[:60])
    if len(found) > 1:
        days = ", ".join(f"{paper_number(paper.number, paper.symbol)} ({paper.issued_on:%d/%m/%Y})" for paper in found)
        raise UserError("Several Decisions have this number: {list}. Please give number and symbol.", list=days)
    return found[0]


def documents_named(session: Session, text: str, units: Iterable[int] | None = None) -> list[Document]:
    """All it could be: those with the very number and symbol, otherwise those with the number alone."""
    wanted, mine = _key(text), None if units is None else set(units)
    papers = [paper for paper in documents(session).values() if mine is None or paper.unit_id in mine]
    whole = [paper for paper in papers if wanted == _whole(paper)]
    return whole or [paper for paper in papers if wanted == _key(paper.number)]


def _whole(paper: Document) -> str:
    return _key(f"{paper.number}{paper.symbol}")


def _key(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum())


def everything(session: Session) -> Scope:
    """The whole organisation of this installation."""
    return Scope(the_root(session).id or 0)

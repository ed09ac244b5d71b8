"""What a leader's year report is filled with (S4-02, S4-08): done, not done, shortcomings, obstacles, what is asked for.

The facts are the database's; causes, ideas and the words between are the leader's to add in Word.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from models import History, Post, SupportCase, Task, Verification
from rules.errors import UserError
from rules.issuers import Layout
from rules.localtime import at, today
from rules.states import CaseState, Result, SupportType, TaskState
from services import history
from services.identity import Actor
from services.papers import Issuer, issuer_of_post
from services.permissions import Action, require
from services.register import Line, Scope, read

PROPOSED = (SupportType.MECHANISM, SupportType.POLICY, SupportType.CONDITIONS)


@dataclass(frozen=True)
class Case:
    """A support case of the year, with the number of its task and the words it was asked with (none: confidential)."""

    case: SupportCase
    number: int
    words: str
    answer: str


@dataclass(frozen=True)
class YearReport:
    """`done`: closed within the year with a result that counts; `open`: the rest. `returned`: how often a claim was, by task."""

    post: Post
    issuer: Issuer
    year: int
    day: date
    done: tuple[Line, ...]
    open: tuple[Line, ...]
    returned: dict[int, int]
    cases: tuple[Case, ...]
    registered: tuple[Task, ...] = ()  # proposed from practice in the year (S1-08), whatever came of it

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(sorted((*self.done, *self.open), key=lambda line: line.task.number))

    @property
    def directions(self) -> list[Case]:
        """Where those who direct were asked for an opinion, and the matter is not settled."""
        return [each for each in self.cases if each.case.kind is SupportType.DIRECTION and unsettled(each.case)]

    @property
    def proposals(self) -> list[Case]:
        """Mechanisms, policies and conditions asked for and not settled."""
        return [each for each in self.cases if each.case.kind in PROPOSED and unsettled(each.case)]


def unsettled(case: SupportCase) -> bool:
    return case.state in (CaseState.OPEN, CaseState.ANSWERED, CaseState.LAPSED)


def allowed_posts(session: Session, actor: Actor, post_ids: Sequence[int]) -> list[int]:
    """These posts, if the actor speaks for them or the board looks after them; raises `UserError`."""
    for post_id in post_ids:
        if post_id not in actor.leads:
            require(actor, Action.EXPORT, unit_id=session.get_one(Post, post_id).unit_id)
    return list(post_ids)


def own_posts(session: Session, actor: Actor) -> list[int]:
    """The posts the speaker reports for; raises `UserError` for somebody without any."""
    if not actor.leads:
        raise UserError("The year report is for holders of posts; for one of them send: /baocaonam and the post.")
    return sorted(actor.posts) or sorted(actor.assisted)


def may_of_others(actor: Actor) -> bool:
    """Those who look after posts; members of the committee have the register and the annexes."""
    return bool(actor.board)


def year_of(now: datetime) -> int:
    """The year that is reported on: until the end of January the one before."""
    day = today(now)
    return day.year - 1 if day.month == 1 else day.year


def year_report(session: Session, post_id: int, year: int, now: datetime, layout: Layout | None = None) -> YearReport:
    """The report of a post for a year; who may have it was asked before. Values are the last ones known."""
    post = session.get_one(Post, post_id)
    begin, end = at(date(year, 1, 1), 0), at(date(year + 1, 1, 1), 0)
    lines = [line for line in read(session, Scope(post.unit_id, post_id), now).counted if _of_year(line, begin, end)]
    done = [line for line in lines if _done(line, end)]
    numbers = {line.task.id or 0: line for line in lines}
    return YearReport(
        post,
        issuer_of_post(session, post, layout),
        year,
        min(today(now), date(year, 12, 31)),
        tuple(done),
        tuple(line for line in lines if line not in done),
        _returned(session, numbers, begin, end),
        tuple(_cases(session, numbers, begin, end)),
        tuple(_registered(session, post_id, begin, end)),
    )


def _registered(session: Session, post_id: int, begin: datetime, end: datetime) -> Sequence[Task]:
    mine = select(History.task_id).where(History.event == "registered", History.at >= begin, History.at < end)
    statement = select(Task).where(Task.post_id == post_id, col(Task.id).in_(mine), col(Task.confidential).is_(False))
    return session.exec(statement.order_by(col(Task.id))).all()


def _of_year(line: Line, begin: datetime, end: datetime) -> bool:
    """Given before the year was over, and not ended before it began."""
    ended = line.task.closed_at
    return line.task.assigned_at < end and (ended is None or ended >= begin)


def _done(line: Line, end: datetime) -> bool:
    task = line.task
    closed = task.state is TaskState.CLOSED and task.closed_at is not None and task.closed_at < end
    return closed and task.result is not Result.FAILED


def _returned(session: Session, tasks: dict[int, Line], begin: datetime, end: datetime) -> dict[int, int]:
    statement = select(Verification.task_id, func.count()).where(
        col(Verification.task_id).in_(list(tasks)),
        col(Verification.accepted).is_(False),
        col(Verification.undone_at).is_(None),
        Verification.at >= begin,
        Verification.at < end,
    )
    return dict(session.exec(statement.group_by(col(Verification.task_id))).all())


def _cases(session: Session, tasks: dict[int, Line], begin: datetime, end: datetime) -> list[Case]:
    statement = select(SupportCase).where(
        col(SupportCase.task_id).in_(list(tasks)),
        SupportCase.state != CaseState.WITHDRAWN,
        SupportCase.asked_at >= begin,
        SupportCase.asked_at < end,
    )
    return [_case(session, case, tasks) for case in session.exec(statement.order_by(col(SupportCase.id)))]


def _case(session: Session, case: SupportCase, tasks: dict[int, Line]) -> Case:
    task = tasks[case.task_id].task
    if task.confidential:
        return Case(case, task.number, "", "")
    return Case(case, task.number, history.words(session, case.text_id), history.words(session, case.answer_id))

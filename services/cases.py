"""Open support cases as those who answer them see them: by age, the worst first."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, or_, select

from models import Post, SupportCase, Task
from rules.errors import UserError
from rules.localtime import today
from rules.states import CaseState
from services import history
from services.board import board_unit
from services.calendar import working_days
from services.identity import Actor, post_name
from services.permissions import Action, may, may_somewhere, require
from services.units import below


@dataclass(frozen=True)
class Waiting:
    """A case with its task, the asked words, the post that answers (none: the board), and working days past its promise."""

    case: SupportCase
    task: Task
    post: str
    words: str
    supporter: str | None
    overdue: int


def waiting(session: Session, actor: Actor, now: datetime) -> list[Waiting]:
    """The open cases of the board's units, and those passed on to the actor's own posts; the longest overdue first."""
    if not may_somewhere(session, actor, Action.ANSWER_CASE):
        require(actor, Action.SEE_CASES)
    mine = or_(col(SupportCase.unit_id).in_(list(actor.board)), col(SupportCase.supporter_id).in_(list(actor.posts)))
    statement = select(SupportCase).where(SupportCase.state == CaseState.OPEN, mine)
    rows = session.exec(statement.order_by(col(SupportCase.promised_on), col(SupportCase.id))).all()
    return [_waiting(session, case, now) for case in rows]


def _waiting(session: Session, case: SupportCase, now: datetime) -> Waiting:
    task = session.get_one(Task, case.task_id)
    supporter = post_name(session, case.supporter_id) if case.supporter_id else None
    over = working_days(session).between(case.promised_on, today(now))
    words = history.words(session, case.text_id)
    return Waiting(case, task, post_name(session, task.post_id), words, supporter, max(0, over))


def one(session: Session, actor: Actor, case_id: int, now: datetime) -> Waiting:
    """A case that the actor may answer, open or not; raises `UserError` for any other."""
    case = session.get(SupportCase, case_id)
    if case is None or not may(actor, Action.ANSWER_CASE, case=case):
        raise UserError("There is no support case {code} among those you may see.", code=f"HT-{case_id}")
    return _waiting(session, case, now)


def seen(session: Session, actor: Actor, case_id: int, now: datetime) -> Waiting:
    """A case that the actor may at least look at: the committee does, from its digest. Raises `UserError` for any other."""
    case = session.get(SupportCase, case_id)
    if case is None or not may(actor, Action.SEE_CASE, case=case):
        raise UserError("There is no support case {code} among those you may see.", code=f"HT-{case_id}")
    return _waiting(session, case, now)


def may_answer(session: Session, actor: Actor, case_id: int) -> bool:
    """Is this an open case that the actor answers? (A reply to a message about it is then the answer.)"""
    case = session.get(SupportCase, case_id)
    return case is not None and case.state is CaseState.OPEN and may(actor, Action.ANSWER_CASE, case=case)


def units_around(session: Session, case: SupportCase, now: datetime) -> frozenset[int]:
    """The units among whose posts whoever answers a case may look for another: those of the board that it came to."""
    return below(session, [board_unit(session, case.unit_id, now)])


def check_supporter(session: Session, case: SupportCase, post_id: int) -> Post:
    """The post a case could be passed on to; raises `UserError` for the one that asked."""
    post = session.get_one(Post, post_id)
    if session.get_one(Task, case.task_id).post_id == post_id:
        raise UserError("{code} can't be passed to the post that asked for it.", code=f"HT-{case.id}")
    return post

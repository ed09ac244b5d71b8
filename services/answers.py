"""Answering a support case, or passing it on to whoever can answer."""

from datetime import datetime

from sqlmodel import Session

from models import History, SupportCase, Task
from rules.errors import UserError
from rules.states import CaseState, MessageClass
from services import history, nagging
from services.audience import tell
from services.case import askers, case_and_task, case_of, code, record, tell_supporter, unknown
from services.identity import Actor
from services.permissions import Action, may
from services.speaking import kept
from services.undo import reverses


def answer(session: Session, actor: Actor, case_id: int, text: str, now: datetime) -> SupportCase:
    """Answer an open case; the people of the post get the answer and say whether it helps."""
    case, task = _to_answer(session, actor, case_id)
    if not kept(text):
        raise UserError("Please write the answer to {code}.", code=code(case))
    case.state, case.answered_by, case.answered_at = CaseState.ANSWERED, actor.person_id, now
    case.answer_id = history.free_text(session, kept(text))
    session.add(case)
    record(session, case, "support_answered", actor, now, text_id=case.answer_id, before={"state": CaseState.OPEN})
    tell(
        session,
        askers(session, case, task, now),
        kind="case_answered",
        key=f"case_answered:{case.id}:{now.isoformat()}",
        now=now,
        message_class=MessageClass.ANSWER,
        case_id=case.id,
    )
    nagging.plan(session, task, now)
    return case


def pass_on(session: Session, actor: Actor, case_id: int, post_id: int, reason: str, now: datetime) -> SupportCase:
    """Make another post the supporter; the promise to the leader stays as it was given."""
    case, task = _to_answer(session, actor, case_id)
    if post_id == task.post_id:
        raise UserError("{code} can't be passed to the post that asked for it.", code=code(case))
    if case.unit_id not in actor.board and not kept(reason):
        raise UserError("Please give the reason.")  # nobody hands on what they owe without a word
    before, case.supporter_id = case.supporter_id, post_id
    session.add(case)
    record(
        session,
        case,
        "support_passed_on",
        actor,
        now,
        before={"supporter_id": before},
        after={"supporter_id": post_id},
        text_id=history.free_text(session, kept(reason)),
    )
    tell_supporter(session, case, now)
    tell(
        session,
        askers(session, case, task, now),
        kind="case_passed_on",
        key=f"case_passed_on:{case.id}:{now.isoformat()}",
        now=now,
        message_class=MessageClass.ANSWER,
        case_id=case.id,
        post_id=post_id,
    )
    nagging.plan(session, task, now)
    return case


def _to_answer(session: Session, actor: Actor, case_id: int) -> tuple[SupportCase, Task]:
    case, task = case_and_task(session, case_id)
    if not may(actor, Action.ANSWER_CASE, case=case):
        raise unknown(case_id)
    if case.state is CaseState.ANSWERED:
        raise UserError("{code} has been answered already ({at}).", code=code(case), at=case.answered_at)
    if case.state is not CaseState.OPEN:
        raise UserError("{code} is closed already.", code=code(case))
    return case, task


@reverses("support_answered", Action.ANSWER_CASE)
def _take_back_answer(session: Session, row: History, now: datetime) -> None:
    case, task = case_of(session, row)
    case.state, case.answered_by, case.answered_at, case.answer_id = CaseState.OPEN, None, None, None
    session.add(case)
    nagging.plan(session, task, now)


@reverses("support_passed_on", Action.ANSWER_CASE)
def _take_back_passing(session: Session, row: History, now: datetime) -> None:
    case, task = case_of(session, row)
    case.supporter_id = row.before["supporter_id"]
    session.add(case)
    nagging.plan(session, task, now)

"""Support asked, answered, passed on and settled: a case (HT-15) has one holder, and a promise in working days.

domain/states.md: the deadline of the task runs on; its reminders rest until the promised day, at most once in ten working
days per task.
"""

from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from models import History, SupportCase, Task
from rules.errors import UserError
from rules.localtime import today
from rules.states import OPEN_STATES, CaseState, MessageClass, SupportType
from services import history, nagging
from services.answers import answer, pass_on
from services.audience import hurry
from services.board import tell_board
from services.calendar import working_days
from services.case import PROMISE, case_and_task, case_of, code, promise, record, tell_supporter, unknown
from services.identity import Actor
from services.permissions import Action, may, require_task
from services.routes import route
from services.speaking import kept, on_behalf
from services.undo import moment, reverses

__all__ = [
    "PROMISE",
    "answer",
    "ask",
    "code",
    "lapse",
    "need_words",
    "open_cases",
    "pass_on",
    "rests",
    "set_kind",
    "settle",
]

REST_EVERY = 10  # working days between two rests of a task's reminders
FOR_THE_KIND = timedelta(minutes=2)  # a guided request waits so long for its kind before the board hears of it


def ask(
    session: Session,
    actor: Actor,
    task_id: int,
    kind: SupportType | None,
    text: str,
    now: datetime,
    *,
    kind_follows: bool = False,
) -> SupportCase:
    """Open a case for a task and tell the board. `kind_follows`: the kind is being asked for, so the notice waits for it."""
    task = require_task(session, actor, Action.ASK_SUPPORT, task_id)
    if task.state not in OPEN_STATES:
        raise UserError("Task {code} is over, so no support can be asked for it.", code=f"NV-{task.id}")
    need_words(text)
    rested_before = task.rested_at
    case = SupportCase(
        unit_id=task.unit_id,
        task_id=task_id,
        kind=kind,
        asked_by=_person(actor),
        asked_at=now,
        text_id=history.free_text(session, kept(text)),
        promised_on=promise(session, now),
    )
    session.add(case)
    session.flush()
    _rest(session, task, now)
    history.record(
        session,
        unit_id=task.unit_id,
        task_id=task.id,
        subject=f"case:{case.id}",
        event="support_asked",
        actor=actor,
        now=now,
        on_behalf=on_behalf(actor, task),
        before={"rested_at": rested_before},
        after={"kind": kind, "promised_on": case.promised_on},
        text_id=case.text_id,
    )
    tell_board(
        session,
        unit_id=case.unit_id,
        kind="case_asked",
        message_class=MessageClass.ORDER,
        key=f"case_asked:{case.id}",
        now=now,
        besides=actor.person_id,
        not_before=now + FOR_THE_KIND if kind_follows else None,
        case_id=case.id,
    )
    route(session, case, task, now)
    nagging.plan(session, task, now)
    return case


def need_words(text: str) -> None:
    """Raise `UserError` unless the request says something."""
    if not kept(text):
        raise UserError("Please write in a few words what support is needed.")


def rests(session: Session, case: SupportCase) -> bool:
    """Did this case buy its task a rest of reminders?"""
    return session.get_one(Task, case.task_id).rested_at == case.asked_at


def set_kind(session: Session, actor: Actor, case_id: int, kind: SupportType, now: datetime) -> SupportCase:
    """Say which of the five kinds of support is meant; who asked may, and who answers."""
    case, task = case_and_task(session, case_id)
    if not (may(actor, Action.ASK_SUPPORT, task=task) or may(actor, Action.ANSWER_CASE, case=case)):
        raise unknown(case_id)
    before, case.kind = case.kind, kind
    session.add(case)
    held: dict[str, object] = {"kind": before, "supporter_id": case.supporter_id}
    record(session, case, "support_kind", actor, now, before=held, after={"kind": kind})
    route(session, case, task, now)
    hurry(session, f"case_asked:{case.id}", now)
    return case


def settle(session: Session, actor: Actor, case_id: int, resolved: bool, now: datetime) -> SupportCase:
    """The leader says of an answer whether it helped; if not, the same case is open again with a new promise."""
    case, task = case_and_task(session, case_id)
    if not may(actor, Action.SETTLE_CASE, task=task):
        raise unknown(case_id)
    if case.state is not CaseState.ANSWERED:
        raise UserError("{code} is not waiting for your word.", code=code(case))
    before = {"state": case.state, "promised_on": case.promised_on}
    if resolved:
        case.state, case.closed_at = CaseState.RESOLVED, now
    else:
        case.state, case.promised_on = CaseState.OPEN, promise(session, now)
    session.add(case)
    event = "support_resolved" if resolved else "support_asked_again"
    record(session, case, event, actor, now, before=before, after={"promised_on": case.promised_on})
    if not resolved:
        _tell_holder(session, case, actor, now)
    nagging.plan(session, task, now)
    return case


def lapse(session: Session, case_id: int, now: datetime) -> SupportCase:
    """Five working days of silence after an answer: closed with a note, by the system."""
    case, task = case_and_task(session, case_id)
    case.state, case.closed_at = CaseState.LAPSED, now
    session.add(case)
    record(session, case, "support_lapsed", None, now)
    nagging.plan(session, task, now)
    return case


def open_cases(session: Session, task_id: int) -> list[SupportCase]:
    """The task's cases that wait for somebody, oldest first."""
    waiting = [CaseState.OPEN, CaseState.ANSWERED]
    statement = select(SupportCase).where(SupportCase.task_id == task_id, col(SupportCase.state).in_(waiting))
    return list(session.exec(statement.order_by(col(SupportCase.id))))


def _rest(session: Session, task: Task, now: datetime) -> None:
    last = task.rested_at
    if last is None or working_days(session).between(today(last), today(now)) >= REST_EVERY:
        task.rested_at = now
        session.add(task)


def _tell_holder(session: Session, case: SupportCase, actor: Actor, now: datetime) -> None:
    """A case that is open again goes back to whoever holds it, and the board reads along."""
    if case.supporter_id is not None:
        tell_supporter(session, case, now)
    tell_board(
        session,
        unit_id=case.unit_id,
        kind="case_asked_again",
        message_class=MessageClass.ORDER,
        key=f"case_asked_again:{case.id}:{now.isoformat()}",
        now=now,
        besides=actor.person_id,
        case_id=case.id,
    )


def _person(actor: Actor) -> int:
    assert actor.person_id is not None  # permissions were asked: strangers have none
    return actor.person_id


@reverses("support_asked", Action.ASK_SUPPORT)
def _take_back_asked(session: Session, row: History, now: datetime) -> None:
    case, task = case_of(session, row)
    case.state, case.closed_at = CaseState.WITHDRAWN, now
    task.rested_at = moment(row.before["rested_at"])
    session.add(case)
    nagging.plan(session, task, now)


@reverses("support_kind", Action.ASK_SUPPORT, Action.ANSWER_CASE)
def _take_back_kind(session: Session, row: History, now: datetime) -> None:
    case, _ = case_of(session, row)
    case.kind = SupportType(row.before["kind"]) if row.before["kind"] else None
    case.supporter_id = row.before.get("supporter_id", case.supporter_id)
    session.add(case)


@reverses("support_resolved", Action.SETTLE_CASE)
@reverses("support_asked_again", Action.SETTLE_CASE)
def _take_back_settling(session: Session, row: History, now: datetime) -> None:
    case, task = case_of(session, row)
    case.state, case.closed_at = CaseState.ANSWERED, None
    case.promised_on = date.fromisoformat(row.before["promised_on"])
    session.add(case)
    nagging.plan(session, task, now)

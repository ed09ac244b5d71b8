"""A support case and its task, locked together, and who hears of them: what asking, answering and settling share."""

from datetime import date, datetime

from sqlmodel import Session

from models import History, SupportCase, Task
from rules.errors import UserError
from rules.localtime import today
from rules.states import CASE_RULES, CaseState, MessageClass
from services import history
from services.audience import people_of, tell
from services.calendar import working_days
from services.identity import Actor

PROMISE = CASE_RULES[CaseState.OPEN].working_days or 0  # working days until the answer


def code(case: SupportCase) -> str:
    return f"HT-{case.id}"


def promise(session: Session, now: datetime) -> date:
    return working_days(session).add(today(now), PROMISE)


def case_and_task(session: Session, case_id: int) -> tuple[SupportCase, Task]:
    case = session.get(SupportCase, case_id, with_for_update=True)
    if case is None:
        raise unknown(case_id)
    return case, session.get_one(Task, case.task_id, with_for_update=True)


def case_of(session: Session, row: History) -> tuple[SupportCase, Task]:
    return case_and_task(session, int(row.subject.removeprefix("case:")))


def unknown(case_id: int) -> UserError:
    return UserError("There is no support case {code} among those you may see.", code=f"HT-{case_id}")


def askers(session: Session, case: SupportCase, task: Task, now: datetime) -> list[int]:
    """Who waits for the answer: the one who asked and the accountable holder of the post."""
    return list(dict.fromkeys([case.asked_by, *people_of(session, task.post_id, now)[:1]]))


def tell_supporter(session: Session, case: SupportCase, now: datetime) -> None:
    tell(
        session,
        people_of(session, case.supporter_id or 0, now),
        kind="case_handed_over",
        key=f"case_handed_over:{case.id}:{now.isoformat()}",
        now=now,
        message_class=MessageClass.ORDER,
        case_id=case.id,
    )


def record(
    session: Session,
    case: SupportCase,
    event: str,
    actor: Actor | None,
    now: datetime,
    *,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
    text_id: int | None = None,
) -> None:
    history.record(
        session,
        unit_id=case.unit_id,
        task_id=case.task_id,
        subject=f"case:{case.id}",
        event=event,
        actor=actor,
        now=now,
        before=before,
        after={"state": case.state, **(after or {})},
        text_id=text_id,
    )

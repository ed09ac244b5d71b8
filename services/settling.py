"""An answer that waits for the leader's word: whether it helped."""

from sqlmodel import Session

from models import SupportCase, Task
from rules.states import CaseState
from services.identity import Actor
from services.permissions import Action, may


def answered(session: Session, actor: Actor, case_id: int) -> SupportCase | None:
    """The case, if it is answered and this actor may say of the answer whether it helped."""
    case = session.get(SupportCase, case_id)
    if case is None or case.state is not CaseState.ANSWERED:
        return None
    return case if may(actor, Action.SETTLE_CASE, task=session.get_one(Task, case.task_id)) else None

"""What hangs on a task ends with it: open cases, requests for time, instructions; and comes back when that is undone."""

from datetime import datetime

from sqlmodel import Session, col, select

from models import Extension, Instruction, SupportCase
from models.base import Json
from rules.states import CaseState, ExtensionState, InstructionState
from services.instruction import open_ones

WAITING_CASES = (CaseState.OPEN, CaseState.ANSWERED)


def end_what_waits(session: Session, task_id: int, now: datetime) -> dict[str, object]:
    """Withdraw the open cases, requests for time and instructions; what they were, so that it can be taken back."""
    cases = _cases(session, task_id)
    asked = select(Extension).where(Extension.task_id == task_id, Extension.state == ExtensionState.ASKED)
    extensions = session.exec(asked.with_for_update()).all()
    instructions = open_ones(session, task_id)
    ended: dict[str, object] = {
        "instructions": [each.id for each in instructions],
        "cases": {str(case.id): case.state.value for case in cases},
        "extensions": [each.id for each in extensions],
    }
    for case in cases:
        case.state, case.closed_at = CaseState.WITHDRAWN, now
    for extension in extensions:
        extension.state = ExtensionState.WITHDRAWN
    for instruction in instructions:
        instruction.state, instruction.closed_at = InstructionState.CLOSED, now
    session.add_all([*cases, *extensions, *instructions])
    return ended if cases or extensions or instructions else {}


def _cases(session: Session, task_id: int) -> list[SupportCase]:
    statement = select(SupportCase).where(SupportCase.task_id == task_id, col(SupportCase.state).in_(WAITING_CASES))
    return list(session.exec(statement.with_for_update()))


def restore(session: Session, ended: Json) -> None:
    """Open again what `end_what_waits` ended."""
    for case_id, state in ended.get("cases", {}).items():
        case = session.get_one(SupportCase, int(case_id), with_for_update=True)
        case.state, case.closed_at = CaseState(state), None
        session.add(case)
    for extension_id in ended.get("extensions", []):
        extension = session.get_one(Extension, extension_id, with_for_update=True)
        extension.state = ExtensionState.ASKED
        session.add(extension)
    for instruction_id in ended.get("instructions", []):
        instruction = session.get_one(Instruction, instruction_id, with_for_update=True)
        instruction.state, instruction.closed_at = InstructionState.OPEN, None
        session.add(instruction)

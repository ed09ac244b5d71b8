"""Instructions on tasks (ý kiến chỉ đạo, CD-4): given with a day, held by the leader, answered in the bundle (S0-16)."""

from datetime import date, datetime

from sqlmodel import Session

from models import History, Instruction, Task
from rules.errors import UserError
from rules.localtime import today
from rules.states import OPEN_STATES, InstructionState, MessageClass
from services import history, nagging
from services.audience import people_of, tell
from services.identity import Actor
from services.instruction import both, code, mine, of_row, reader, record, unknown
from services.permissions import Action, may, require_task
from services.speaking import kept, on_behalf
from services.undo import reverses


def check(session: Session, actor: Actor, task_id: int) -> Task:
    """The open task that this actor may give an instruction on; raises `UserError` otherwise."""
    task = require_task(session, actor, Action.INSTRUCT, task_id)
    if task.state not in OPEN_STATES:
        raise UserError("{code} is over already.", code=f"NV-{task_id}")
    if task.post_id in actor.posts:
        raise UserError("{code} is your own task; nobody instructs himself.", code=f"NV-{task_id}")
    return task


def check_day(due_on: date, now: datetime) -> None:
    if due_on < today(now):
        raise UserError("The day {day} is over; please name a later one.", day=due_on)


def instruct(session: Session, actor: Actor, task_id: int, text: str, due_on: date, now: datetime) -> Instruction:
    """Give an instruction; the people of the post hear of it as an order, and are reminded of it until they answer."""
    task = check(session, actor, task_id)
    check_day(due_on, now)
    if not kept(text):
        raise UserError("Please write the instruction.")
    given = Instruction(
        unit_id=task.unit_id,
        task_id=task_id,
        due_on=due_on,
        text_id=history.free_text(session, kept(text)),
        given_by=actor.person_id or 0,
        given_at=now,
    )
    session.add(given)
    session.flush()
    record(session, given, "instructed", actor, now, after={"due_on": due_on}, text_id=given.text_id)
    tell(
        session,
        people_of(session, task.post_id, now),
        kind="instructed",
        key=f"instructed:{given.id}",
        now=now,
        message_class=MessageClass.ORDER,
        instruction_id=given.id,
    )
    nagging.plan(session, task, now)
    return given


def answer(session: Session, actor: Actor, instruction_id: int, text: str, now: datetime) -> Instruction:
    """The leader (or who types for the post) answers; that closes it, and who gave it may ask again."""
    given, task = both(session, instruction_id)
    if not may(actor, Action.ANSWER_INSTRUCTION, task=task):
        raise unknown(instruction_id)
    _still_open(given)
    if not kept(text):
        raise UserError("Please write the answer to {code}.", code=code(given))
    given.state, given.answered_by, given.answered_at = InstructionState.ANSWERED, actor.person_id, now
    given.answer_id = history.free_text(session, kept(text))
    session.add(given)
    behalf = on_behalf(actor, task)
    record(session, given, "instruction_answered", actor, now, text_id=given.answer_id, on_behalf=behalf)
    _tell(session, given, reader(session, given, task, now), "instruction_answered", MessageClass.ANSWER, now)
    nagging.plan(session, task, now)
    return given


def close(session: Session, actor: Actor, instruction_id: int, now: datetime) -> Instruction:
    """Who gave it needs no answer any more; the people of the post are told."""
    given, task = mine(session, actor, instruction_id)
    _still_open(given)
    given.state, given.closed_at = InstructionState.CLOSED, now
    session.add(given)
    record(session, given, "instruction_closed", actor, now)
    _tell(session, given, people_of(session, task.post_id, now), "instruction_closed", MessageClass.ANSWER, now)
    nagging.plan(session, task, now)
    return given


def ask_again(session: Session, actor: Actor, instruction_id: int, due_on: date, now: datetime) -> Instruction:
    """The answer doesn't do: it is open again, with a day of its own."""
    given, task = mine(session, actor, instruction_id)
    if given.state is not InstructionState.ANSWERED:
        raise UserError("{code} has not been answered yet.", code=code(given))
    check(session, actor, given.task_id)
    check_day(due_on, now)
    before: dict[str, object] = {"due_on": given.due_on, "answer_id": given.answer_id, "answered_by": given.answered_by}
    before["answered_at"] = given.answered_at
    given.state, given.due_on = InstructionState.OPEN, due_on
    given.answered_by = given.answered_at = given.answer_id = None
    session.add(given)
    record(session, given, "instruction_again", actor, now, before=before, after={"due_on": due_on})
    _tell(session, given, people_of(session, task.post_id, now), "instructed", MessageClass.ORDER, now)
    nagging.plan(session, task, now)
    return given


def _still_open(given: Instruction) -> None:
    if given.state is InstructionState.ANSWERED:
        raise UserError("{code} has been answered already ({at}).", code=code(given), at=given.answered_at)
    if given.state is not InstructionState.OPEN:
        raise UserError("{code} is closed already.", code=code(given))


def _tell(
    session: Session, given: Instruction, people: list[int], kind: str, message_class: MessageClass, now: datetime
) -> None:
    key = f"{kind}:{given.id}:{now.isoformat()}"
    tell(session, people, kind=kind, key=key, now=now, message_class=message_class, instruction_id=given.id)


@reverses("instructed", Action.INSTRUCT)
def _take_back(session: Session, row: History, now: datetime) -> None:
    given, task = of_row(session, row)
    given.state, given.closed_at = InstructionState.WITHDRAWN, now
    session.add(given)
    nagging.plan(session, task, now)


@reverses("instruction_answered", Action.ANSWER_INSTRUCTION)
@reverses("instruction_closed", Action.INSTRUCT)
def _open_again(session: Session, row: History, now: datetime) -> None:
    given, task = of_row(session, row)
    given.state, given.closed_at = InstructionState.OPEN, None
    given.answered_by = given.answered_at = given.answer_id = None
    session.add(given)
    nagging.plan(session, task, now)


@reverses("instruction_again", Action.INSTRUCT)
def _answered_again(session: Session, row: History, now: datetime) -> None:
    given, task = of_row(session, row)
    given.state, given.due_on = InstructionState.ANSWERED, date.fromisoformat(row.before["due_on"])
    given.answered_by, given.answer_id = row.before["answered_by"], row.before["answer_id"]
    given.answered_at = datetime.fromisoformat(row.before["answered_at"])
    session.add(given)
    nagging.plan(session, task, now)

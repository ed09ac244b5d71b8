"""Instructions (CD-4): in the morning's form, as an order of their own, their card, and what came of them."""

from datetime import date

from sqlmodel import Session

from models import Instruction, Task
from rules.localtime import today as day_of
from rules.reasons import Mention, Why
from rules.states import InstructionState
from services import history
from services.delivery import Delivery
from services.identity import post_name
from services.instruction import code
from services.morning import Told
from views.assign import delivery_in_words
from views.message import Choice, Message, bold, message, where_quoted
from views.notices import Recipient, notice
from views.titles import title
from views.words import day, say, short


def lines(session: Session, told: Told, today: date, width: int) -> list[str]:
    """`CD-4. Ý kiến chỉ đạo (nhiệm vụ 1, trả lời trước ngày 30/11): "…"`, for those in the leader's own part."""
    return [_line(session, mention, today, width) for mention in _of(told)]


def _of(told: Told) -> list[Mention]:
    return [mention for mention in told.morning.own if mention.why is Why.INSTRUCTED]


def _line(session: Session, mention: Mention, today: date, width: int) -> str:
    given, task = session.get_one(Instruction, mention.item), session.get_one(Task, mention.task)
    late = mention.days > 0
    when = say("{days} working days past its day", days=mention.days) if late else _by(given, today)
    words = short(history.words(session, given.text_id), width)
    sign = "🔴" if late else "🟡"
    return f"{code(given)}. {sign} " + say(
        "Instruction on task {number} ({when}): “{words}”", number=task.number, when=when, words=words
    )


def _by(given: Instruction, today: date) -> str:
    return say("answer by {day}", day=day(given.due_on, today))


def example(told: Told) -> list[str]:
    """How one is answered, in the same message as everything else."""
    return [say("{code} and the answer", code=f"CD-{mention.item}") for mention in _of(told)[:1]]


@notice("instructed")
def instructed(session: Session, to: Recipient, instruction_id: int) -> Message | None:
    """To the people of the post: an order with a day."""
    given = session.get_one(Instruction, instruction_id)
    if given.state is not InstructionState.OPEN:
        return None
    task = session.get_one(Task, given.task_id)
    return message(
        [
            bold(
                say(
                    "{code}: an instruction on task {number} {title}",
                    code=code(given),
                    number=task.number,
                    title=title(task, 60),
                )
            )
        ],
        say("Content: “{words}”", words=history.words(session, given.text_id)),
        [
            say(
                "Please answer by {day}: {code} and the answer",
                day=day(given.due_on, day_of(to.now)),
                code=code(given),
            ),
            where_quoted(say(", or reply to this message")),
            ".",
        ],
        subject=f"instruction:{given.id}",
    )


@notice("instruction_answered")
def instruction_answered(session: Session, to: Recipient, instruction_id: int) -> Message | None:
    """To who gave it: the answer, and whether it does."""
    given = session.get_one(Instruction, instruction_id)
    if given.state is not InstructionState.ANSWERED:
        return None
    task = session.get_one(Task, given.task_id)
    said = message(
        say(
            "{who} answers {code}: “{words}”",
            who=post_name(session, task.post_id),
            code=code(given),
            words=history.words(session, given.answer_id),
        ),
        f"NV-{task.id} {title(task, 60)}",
        subject=f"instruction:{given.id}",
    )
    return said.offering(Choice(say("ask for an answer again"), "instruction.again", {"instruction_id": given.id}))


@notice("instruction_closed")
def instruction_closed(session: Session, to: Recipient, instruction_id: int) -> Message | None:
    given = session.get_one(Instruction, instruction_id)
    if given.state is not InstructionState.CLOSED:
        return None
    return message(say("{code} is closed; no answer is needed any more.", code=code(given)))


def card(session: Session, given: Instruction, task: Task, today: date, *, answers: bool, gave: bool) -> Message:
    """One instruction, with what this reader may do about it."""
    state = _by(given, today) if given.state is InstructionState.OPEN else _over(given, today)
    said = message(
        [bold(f"{code(given)} · NV-{task.id} · {title(task)}")],
        say("Given to: {post}", post=post_name(session, task.post_id)),
        say("Content: “{words}”", words=history.words(session, given.text_id)),
        state[:1].upper() + state[1:],
        *_answer(session, given),
        subject=f"instruction:{given.id}",
    )
    args = {"instruction_id": given.id}
    choices = []
    if given.state is InstructionState.OPEN:
        choices += [Choice(say("answer"), "instruction.answer", args)] if answers else []
        choices += [Choice(say("close without an answer"), "instruction.close", args)] if gave else []
    elif given.state is InstructionState.ANSWERED and gave:
        choices += [Choice(say("ask for an answer again"), "instruction.again", args)]
    return said.offering(*choices)


def _over(given: Instruction, today: date) -> str:
    if given.answered_at is not None:
        return say("answered on {day}", day=day(day_of(given.answered_at), today))
    return say("closed without an answer")


def _answer(session: Session, given: Instruction) -> list[str]:
    words = history.words(session, given.answer_id)
    return [say("Answer: “{words}”", words=words)] if words else []


def which_task() -> str:
    return say(
        "On which task? Send its code, the instruction and the day, for example: NV-12 làm rõ nguyên nhân | 30/11"
    )


def what(task: Task) -> str:
    return say("What is the instruction on NV-{id} {title}?", id=str(task.id), title=title(task, 60))


def until_when() -> str:
    return say("By which day is the answer wanted? For example: 30/11, thứ Sáu")


def given(session: Session, made: Instruction, post: str, delivery: Delivery, today: date) -> Message:
    """The echo: the whole of it, the day, whether it travels."""
    return message(
        say(
            "{code} on NV-{id} is given to {post} ({delivery}):",
            code=code(made),
            id=str(made.task_id),
            post=post,
            delivery=delivery_in_words(delivery),
        ),
        f"“{history.words(session, made.text_id)}”",
        say("To be answered by {day}. If it is not right, send “sửa”.", day=day(made.due_on, today)),
        subject=f"instruction:{made.id}",
    )


def what_to_answer(session: Session, made: Instruction) -> str:
    words = short(history.words(session, made.text_id), 200)
    return say("What is the answer to {code}? It says: “{words}”", code=code(made), words=words)


def answered_line(made: Instruction, text: str) -> str:
    return say("{code}: “{words}” – sent to who gave it", code=code(made), words=short(text, 200))


def answered(made: Instruction, text: str) -> Message:
    return of_lines([answered_line(made, text)])


def closed(made: Instruction) -> Message:
    return message(say("{code} is closed without an answer.", code=code(made)))


def again(made: Instruction, today: date) -> Message:
    return message(say("{code} is open again, to be answered by {day}.", code=code(made), day=day(made.due_on, today)))


def of_lines(said: list[str]) -> Message:
    """Answers that came in one message."""
    return message(say("Recorded:"), *said, say("If it is not right, send “sửa”."))

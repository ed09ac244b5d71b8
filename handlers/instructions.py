"""`/chidao NV-12 text date`: an instruction with a day; `CD-4 …` answers it, and `HT-5 đã tháo gỡ` says that a request for
support is settled, alone or in the middle of the bundle's answer."""

import re
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from channels.base import Span
from handlers import on
from handlers.bundle import answer as answer_bundle
from handlers.choosing import EDGE, ask, need_words, split_code
from handlers.guard import for_board
from handlers.turn import Answer, Turn
from models import Instruction
from rules.deadlines import parse_deadline
from rules.text import aligned, fold
from services import instructions, support
from services.delivery import delivery_to
from services.identity import post_name
from services.instruction import may_end, mine, seen
from services.permissions import Action, may
from views import instructions as views
from views.message import Message, message
from views.support import settled_line

BEFORE_A_DAY = re.compile(
    r"\s*[,;:.|–-]*\s*(?:(?:tra loi|bao cao|xong|han|thoi han)\s*)?(?:(?:cham nhat|den)(?: la)?\s*)?(?:ngay\s*)?$"
)
DAY_WORDS = 6
# A piece of an answer: from its code to a line's end, a dot in the middle, or a comma before the next number or code.
PIECE = re.compile(
    r"(?:^|(?<=[\n;·,]))\s*(?P<kind>cd|ht)\s*-?\s*(?P<number>\d{1,9})(?:\s*[:.,–-])?\s+(?P<text>[^\n;·]*?)"
    r"(?=\s*(?:[\n;·]|,\s*(?:\d|(?:nv|cd|ht)\s*-?\s*\d)|$))"
)


@on.command("chidao", "instruct", board=True)
@for_board(Action.INSTRUCT)
def instruct(session: Session, turn: Turn, rest: str) -> Answer:
    return instruct_named(session, turn, rest)


@on.step("instruction.which")
def instruct_named(session: Session, turn: Turn, text: str) -> Answer:
    task_id, more = split_code("nv", text)
    if task_id is None:
        return ask(turn, views.which_task(), "instruction.which")
    return words_told(session, turn, more, task_id)


@on.step("instruction.text")
def words_told(session: Session, turn: Turn, text: str, task_id: int) -> Answer:
    """The words, perhaps with the day behind them."""
    task = instructions.check(session, turn.actor, task_id)
    words, day = split_day(turn, text)
    asked = need_words(turn, words, views.what(task), "instruction.text", task_id=task_id)
    if asked is not None:
        return asked
    if day is None:
        return ask(turn, views.until_when(), "instruction.day", task_id=task_id, words=words)
    return _give(session, turn, task_id, words, day)


def split_day(turn: Turn, text: str) -> tuple[str, date | None]:
    """ "làm rõ nguyên nhân trước ngày 30/11" → the instruction and its day: the end that is a day, with the words that
    lead to it."""
    words = text.replace("|", " | ").split()
    days = [(count, day) for count in range(1, min(DAY_WORDS, len(words)) + 1) if (day := _day(turn, words[-count:]))]
    if not days:
        return text.strip(EDGE), None
    count, day = days[-1] if days[-1][0] - days[0][0] == len(days) - 1 else days[0]
    rest = " ".join(words[:-count])
    folded, places = aligned(rest)
    found = BEFORE_A_DAY.search(folded)
    return rest[: places[found.start()]].strip(EDGE) if found else rest.strip(EDGE), day


def _day(turn: Turn, words: list[str]) -> date | None:
    read = parse_deadline(" ".join(words).strip(EDGE), turn.today, turn.working_days)
    return read.date if read.kind == "date" else None


@on.step("instruction.day")
def day_told(session: Session, turn: Turn, text: str, task_id: int, words: str) -> Answer:
    _, day = split_day(turn, text)
    if day is None:
        return ask(turn, views.until_when(), "instruction.day", task_id=task_id, words=words)
    return _give(session, turn, task_id, words, day)


def _give(session: Session, turn: Turn, task_id: int, words: str, day: date) -> Answer:
    turn.forget()
    task = instructions.check(session, turn.actor, task_id)
    made = instructions.instruct(session, turn.actor, task_id, words, day, turn.now)
    delivery = delivery_to(session, task.post_id, "instructed", turn.now)
    return views.given(session, made, post_name(session, task.post_id), delivery, turn.today)


@on.code("cd")
def by_code(session: Session, turn: Turn, number: int) -> Answer:
    given, task = seen(session, turn.actor, number)
    gave = may_end(turn.actor, given, task)
    answers = may(turn.actor, Action.ANSWER_INSTRUCTION, task=task)
    shown = views.card(session, given, task, turn.today, answers=answers, gave=gave)
    return replace(shown, private=task.confidential)


@on.action("instruction.answer")
def answer_chosen(session: Session, turn: Turn, instruction_id: int) -> Answer:
    return answer_with(session, turn, "", instruction_id)


@on.step("instruction.words")
def answer_with(session: Session, turn: Turn, text: str, instruction_id: int) -> Answer:
    given, _ = seen(session, turn.actor, instruction_id)
    question = views.what_to_answer(session, given)
    asked = need_words(turn, text, question, "instruction.words", instruction_id=instruction_id)
    if asked is not None:
        return asked
    turn.forget()
    return views.answered(instructions.answer(session, turn.actor, instruction_id, text, turn.now), text)


@on.free_text(14)
def reply(session: Session, turn: Turn) -> Answer:
    """A reply to an instruction's message is its answer."""
    kind, _, number = (turn.subject or "").partition(":")
    given = session.get(Instruction, int(number)) if kind == "instruction" else None
    if given is None or not turn.text or turn.group or PIECE.search(fold(turn.text)):
        return None
    _, task = seen(session, turn.actor, int(number))
    if not may(turn.actor, Action.ANSWER_INSTRUCTION, task=task):
        return None
    return answer_with(session, turn, turn.text, int(number))


@on.free_text(18)
def in_one_message(session: Session, turn: Turn) -> Answer:
    """`1 xong · CD-4 đã làm việc với thôn`: the instructions' pieces are answered, the rest is read as ever."""
    if turn.group or not turn.actor.leads:
        return None
    folded, places = aligned(turn.text)
    found = list(PIECE.finditer(folded))
    if not found:
        return None
    lines, rest, end = [], "", 0
    for piece in found:
        words = turn.text[places[piece.start("text")] : places[piece.end("text")]]
        line = _answered(session, turn, piece, words)
        if line is None:
            return None
        lines.append(line)
        rest += turn.text[end : places[piece.start()]]
        end = places[piece.end()]
    turn.text = (rest + turn.text[end:]).strip(" \n,;·")
    return _with_the_rest(session, turn, lines)


def _answered(session: Session, turn: Turn, piece: re.Match[str], words: str) -> str | None:
    """What a piece came to; None where it is no word on an answer of the board's."""
    number = int(piece["number"])
    if piece["kind"] == "cd":
        return views.answered_line(instructions.answer(session, turn.actor, number, words, turn.now), words)
    resolved = helped(piece["text"])
    if resolved is None:
        return None
    return settled_line(support.settle(session, turn.actor, number, resolved, turn.now), resolved, turn.today)


def helped(folded: str) -> bool | None:
    """Does "đã tháo gỡ", "chưa, đề nghị tiếp tục" say that an answer helped? None: it says neither."""
    if re.match(r"(?:van )?(?:chua|khong|con)\b", folded):
        return False
    return True if re.match(r"(?:da |duoc |ok|roi|xong|giai quyet|thao go)", folded + " ") else None


def _with_the_rest(session: Session, turn: Turn, lines: list[str]) -> Answer:
    said = answer_bundle(session, turn) if turn.text else None
    if not isinstance(said, Message):
        return views.of_lines(lines)
    own = message(*lines)
    return replace(said, spans=(*own.spans, Span("\n"), *said.spans))


@on.action("instruction.close")
def close(session: Session, turn: Turn, instruction_id: int) -> Answer:
    return views.closed(instructions.close(session, turn.actor, instruction_id, turn.now))


@on.action("instruction.again")
def again(session: Session, turn: Turn, instruction_id: int) -> Answer:
    mine(session, turn.actor, instruction_id)
    return ask(turn, views.until_when(), "instruction.again_by", instruction_id=instruction_id)


@on.step("instruction.again_by")
def again_by(session: Session, turn: Turn, text: str, instruction_id: int) -> Answer:
    _, day = split_day(turn, text)
    if day is None:
        return ask(turn, views.until_when(), "instruction.again_by", instruction_id=instruction_id)
    turn.forget()
    return views.again(instructions.ask_again(session, turn.actor, instruction_id, day, turn.now), turn.today)

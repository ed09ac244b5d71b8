"""The end of a period, task by task: a numbered list, decided in bulk where alike."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from models import Task
from rules.states import Result, TaskState
from services.history import words
from services.identity import post_name
from services.tasks import Standing
from views.closing import result_word
from views.figures import figure
from views.message import Choice, Message, bold, message
from views.notices import Recipient, notice
from views.tasks import SIGNS
from views.titles import title
from views.words import day, say, short

SHOWN = 15
WIDTH = 45


def nothing(period: str) -> Message:
    return message(say("Nothing of {period} is open any more.", period=period))


def listed(session: Session, period: str, standings: Sequence[Standing]) -> Message:
    """The first of what is open, and how it is decided."""
    head = say("{count} tasks of {period} are still open:", count=len(standings), period=period)
    lines = [_line(session, place, each) for place, each in enumerate(standings[:SHOWN], 1)]
    more = len(standings) - SHOWN
    tail = [say("and {count} more, shown when these are decided", count=more)] if more > 0 else []
    return message([bold(head)], *lines, *tail, example())


def example() -> str:
    return say("Decide in bulk, for example: 1-3, 5 chuyển 30/6/2027 · 4 rút không còn phù hợp · 6 kết thúc đạt")


def _line(session: Session, place: int, each: Standing) -> str:
    value = f" ({figure(each.value, each.target)})" if each.value is not None and each.target else ""
    post = post_name(session, each.task.post_id)
    return f"{place}. {SIGNS[each.light]} NV-{each.task.id} {title(each.task, WIDTH)}{value} – {short(post, 40)}"


def before(tasks: Sequence[Task], fate: str, said: str, args: dict[str, object]) -> Message:
    """What will be done, to which."""
    sentence = {
        "carry": say(
            "{count} tasks are carried over to {what}: {codes}", count=len(tasks), what=said, codes=_codes(tasks)
        ),
        "drop": say("{count} tasks are withdrawn ({what}): {codes}", count=len(tasks), what=said, codes=_codes(tasks)),
        "close": say("{count} tasks are closed ({what}): {codes}", count=len(tasks), what=said, codes=_codes(tasks)),
    }[fate]
    return message(sentence).offering(
        Choice(say("carry it out"), "period.do", {"task_ids": [task.id for task in tasks], "fate": fate, **args}),
        Choice(say("do nothing"), "period.drop", key="0"),
        writes=True,
        coded=True,
    )


def done(count: int, left: int) -> Message:
    return message(say("Decided: {count} tasks; {left} are left.", count=count, left=left))


def undecided() -> Message:
    return message(say("Nothing was decided."))


def result_said(result: Result) -> str:
    return result_word(result)


def _codes(tasks: Sequence[Task]) -> str:
    return ", ".join(f"NV-{task.id}" for task in tasks)


@notice("task_carried")
def carried_notice(session: Session, to: Recipient, task_id: int, text_id: int | None) -> Message | None:
    """To the people of the post: the same task, its new number and deadline."""
    task = session.get_one(Task, task_id)
    if task.state is not TaskState.IN_PROGRESS or task.due_on is None:
        return None
    head = say(
        "The board carries over {old} to the next period: now task {number} · {code}, deadline {day}.",
        old=f"NV-{task.carried_from_id}",
        number=str(task.number),
        code=f"NV-{task.id}",
        day=_day(task.due_on),
    )
    return message(head, title(task), *_reason(session, text_id), subject=f"task:{task_id}")


@notice("task_dropped")
def dropped_notice(session: Session, to: Recipient, task_id: int, text_id: int | None) -> Message | None:
    task = session.get_one(Task, task_id)
    head = say("The board has withdrawn task {number} · {code}.", number=str(task.number), code=f"NV-{task.id}")
    return message(head, title(task), *_reason(session, text_id), subject=f"task:{task_id}")


def _day(value: date) -> str:
    return day(value)


def _reason(session: Session, text_id: int | None) -> list[str]:
    text = words(session, text_id)
    return [say("Reason: “{words}”", words=text)] if text else []

"""Urging: what is asked before, what came of it, and what those who are urged read."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session

from models import SupportCase, Task
from rules.localtime import today
from rules.states import CaseState, ItemKind
from services.calendar import working_days
from services.history import words
from services.reminding import Urging
from services.support import code as case_code
from services.tasks import by_ids, standings
from views.lights import SIGNS
from views.message import Choice, Message, bold, message
from views.notices import Recipient, notice
from views.tasks import state_words
from views.titles import title
from views.words import say, short, weekday

LISTED = 10


def what() -> str:
    return say(
        "Whom or what? Send a task's code, a unit or a post; add “gấp” if it is pressing. For example: NV-12 gấp"
    )


def all_overdue(asked: Message, count: int, args: dict[str, object]) -> Message:
    """The question, with everything that is overdue as a choice."""
    if not count:
        return asked
    return replace(asked, choices=(Choice(say("all {count} overdue tasks", count=count), "urge.unit", args),))


def before_many(name: str, tasks: Sequence[Task], *, urgent: bool) -> Message:
    """Many at once are shown before anybody is urged."""
    lines = [f"NV-{task.id} {title(task, 60)}" for task in tasks[:LISTED]]
    if len(tasks) > LISTED:
        lines.append(say("and {count} more tasks", count=len(tasks) - LISTED))
    head = say("{name}: {count} overdue tasks are to be urged.", name=name, count=len(tasks))
    return message([bold(head)], *lines).offering(
        Choice(
            say("urge {count} tasks", count=len(tasks)),
            "urge.do",
            {"task_ids": [task.id for task in tasks], "urgent": urgent},
        ),
        Choice(say("do not urge"), "urge.drop", key="0"),
        writes=True,
        coded=True,
    )


def nothing_overdue(name: str) -> Message:
    return message(say("{name}: nothing is overdue.", name=name))


def urged(came: Urging) -> Message:
    """The echo: who is reached and when; what lies with the board itself is said to."""
    lines = []
    if came.urged:
        codes = ", ".join(f"NV-{task.id}" for task in came.urged)
        if came.on is None:
            lines.append(say("Urged {people} people: {codes}.", people=came.people, codes=codes))
        else:
            sentence = "Urged: {codes}. It stands in the morning's message of {day} ({people} people)."
            lines.append(say(sentence, codes=codes, day=weekday(came.on), people=came.people))
    if came.with_board:
        codes = ", ".join(f"NV-{task.id}" for task in came.with_board)
        lines.append(say("Not urged, because it is the board's own turn: {codes}.", codes=codes))
    return message(*lines)


def dropped() -> Message:
    return message(say("Nobody was urged."))


@notice("urged")
def urged_notice(session: Session, to: Recipient, items: list[list[str | int]]) -> Message | None:
    """To whoever holds the items: the tasks as they stand, and the cases to answer."""
    tasks = [int(number) for kind, number in items if kind == ItemKind.TASK]
    cases = [int(number) for kind, number in items if kind == ItemKind.CASE]
    lines = [*_tasks(session, to, tasks), *_cases(session, cases)]
    if not lines:
        return None
    head = bold(say("The board asks for a word on this without delay, comrade:"))
    answer = (
        [say("Please answer in one message, for example: {number} xong", number=_first(session, tasks))]
        if tasks
        else []
    )
    return replace(message([head], *lines, *answer), shown=tuple(tasks))


def _tasks(session: Session, to: Recipient, ids: Sequence[int]) -> list[str]:
    day = today(to.now)
    found = standings(session, by_ids(session, ids), day, working_days(session))
    return [f"{s.task.number}. {SIGNS[s.light]} {title(s.task, 60)} – {state_words(s, day)}" for s in found]


def _first(session: Session, ids: Sequence[int]) -> str:
    return str(by_ids(session, ids)[0].number)


def _cases(session: Session, ids: Sequence[int]) -> list[str]:
    cases = [session.get_one(SupportCase, case_id) for case_id in ids]
    waiting = [case for case in cases if case.state in (CaseState.OPEN, CaseState.ANSWERED)]
    return [f'{case_code(case)} – "{short(words(session, case.text_id), 80)}"' for case in waiting]

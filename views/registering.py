"""Registering a task: the questions, the echo, the list; what the board reads of it, and the leader of the answer."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from models import Task
from rules.localtime import today as day_of
from rules.products import Counted
from rules.states import TaskState
from services import history
from services.acceptance import may_accept
from services.assignment import Due
from services.identity import actor_for, post_name
from services.registration import code, reason_given
from views.assign import counted_words, due_in_words
from views.message import Choice, Message, bold, message
from views.notices import Recipient, notice
from views.titles import title
from views.words import day, say, short, weekday

LISTED = 12
QUESTIONS = {
    "title": "What task do you register? To stop, send 0.",
    "product": "What product will be there? For example: biên bản bàn giao 144 hộ. If there is none, send 0.",
    "due": "By when? For example: 30/6/2027, hết quý 2, thường xuyên.",
    "why": "Why is it hard, new or urgent? One sentence is enough.",
}
FIELDS = {"title": "the task", "product": "the product", "due": "the deadline", "why": "why it is hard"}


def question(field: str) -> str:
    return say(QUESTIONS[field])


def ask(field: str, *lines: str) -> Message:
    """The question; behind what was wrong with the answer, if anything was."""
    return message(*lines, question(field))


def for_leaders() -> Message:
    return message(say("Registering tasks is for holders of posts; what they registered is listed by “/dangky”."))


def how_to_register() -> Message:
    return message(
        say("To register a task, send for example: đăng ký: the task | the product | the deadline | why it is hard")
    )


def how_to_answer(task_id: int) -> Message:
    return message(
        say("Please send: /dangky {code} chọn, or: /dangky {code} không and the reason.", code=f"DK-{task_id}")
    )


def which_post(posts: Sequence[tuple[int, str]], draft: Mapping[str, Any]) -> Message:
    choices = [Choice(name, "register.post", {"post_id": post, "draft": dict(draft)}) for post, name in posts]
    return message(say("For which of your posts is the task?")).offering(*choices)


def which_deadline(text: str, readings: Sequence[date], draft: Mapping[str, Any]) -> Message:
    choices = [
        Choice(weekday(each), "register.due", {"draft": dict(draft), "on": each.isoformat()}) for each in readings
    ]
    return message(say("“{text}” can mean two days. Which one?", text=text)).offering(*choices)


def echo(draft: Mapping[str, Any], due: Due, plan: Counted | None) -> Message:
    """What was understood, in full, before it counts."""
    return message(
        [bold(say("Task to register: {title}", title=draft["title"]))],
        say("Product owed: {product}", product=draft["product"] or say("not stated")) + counted_words(plan),
        say("Deadline: {day}", day=due_in_words(due)),
        say("Why it is hard: {why}", why=draft["why"]),
    ).offering(
        Choice(say("send it to the board"), "register.do", {"draft": dict(draft)}),
        Choice(say("change"), "register.edit", {"draft": dict(draft)}),
        Choice(say("do not register"), "register.drop", key="0"),
        writes=True,
    )


def what_to_change(draft: Mapping[str, Any]) -> Message:
    choices = [
        Choice(say(name), "register.change", {"draft": dict(draft), "field": field}) for field, name in FIELDS.items()
    ]
    return message(say("What is to be changed?")).offering(
        *choices, Choice(say("do not register"), "register.drop", key="0")
    )


def dropped() -> Message:
    return message(say("Nothing was registered."))


def registered(task: Task) -> Message:
    return message(
        say(
            "Registered as {code}: {title}. The board answers within 5 working days.",
            code=code(task),
            title=short(task.title),
        ),
        say("If it is not right, send “sửa”."),
        subject=f"task:{task.id}",
    )


def listed(session: Session, tasks: Sequence[Task], today: date, *, board: bool) -> Message:
    """What waits, the oldest first; its code opens it."""
    if not tasks:
        return message(say("No registered task waits for an answer."))
    lines = [_line(session, task, today, board=board) for task in tasks[:LISTED]]
    more = len(tasks) - LISTED
    if more > 0:
        lines.append(say("and {count} more", count=more))
    if board:
        lines.append(say("Send a code to see and answer one."))
    return message(bold(say("Registered tasks that wait for an answer: {count}", count=len(tasks))), *lines)


def _line(session: Session, task: Task, today: date, *, board: bool) -> str:
    who = f"{post_name(session, task.post_id)}: " if board else ""
    since = say("since {day}", day=day(day_of(task.state_at), today))
    return f"{code(task)} – {who}{title(task, 60)} – {since}"


def one(session: Session, task: Task, today: date, *, board: bool) -> Message:
    """A registered task in full; the board's choices while it waits."""
    said = message(
        [bold(f"{code(task)} · {title(task)}")],
        *_content(session, task),
        *([] if task.state is TaskState.REGISTERED else [_became(task)]),
        subject=f"task:{task.id}",
    )
    return (
        said.offering(*_choices(task), writes=True, coded=True)
        if board and task.state is TaskState.REGISTERED
        else said
    )


def _content(session: Session, task: Task) -> list[str]:
    why = reason_given(session, task.id or 0)
    return [
        say("Registered by: {post}", post=post_name(session, task.post_id)),
        say("Product owed: {product}", product=task.product or say("not stated")),
        say("Deadline: {day}", day=due_in_words(Due(task.due_kind, task.due_on, task.every, task.due_day))),
        say("Why it is hard: {why}", why=short(why, 600)),
    ]


def _became(task: Task) -> str:
    if task.state is TaskState.WITHDRAWN:
        return say("It was not selected, or taken back.")
    return say("It was selected: {code}.", code=f"NV-{task.id}")


def _choices(task: Task) -> list[Choice]:
    args = {"task_id": task.id}
    return [
        Choice(say("select {code}", code=code(task)), "registration.choose", args),
        Choice(say("do not select {code}", code=code(task)), "registration.decline", args),
    ]


def chosen(session: Session, task: Task) -> Message:
    return message(
        say(
            "{code} is selected and becomes {task} of {post}.",
            code=code(task),
            task=f"NV-{task.id}",
            post=post_name(session, task.post_id),
        ),
        subject=f"task:{task.id}",
    )


def why_not(task_id: int) -> str:
    return say("Why is {code} not selected? The leader reads the reason.", code=f"DK-{task_id}")


def declined(task: Task) -> Message:
    return message(say("{code} is not selected; the leader is told the reason.", code=code(task)))


@notice("registered")
def registered_notice(session: Session, to: Recipient, task_id: int) -> Message | None:
    """To the board, while it waits."""
    task = session.get_one(Task, task_id)
    if task.state is not TaskState.REGISTERED:
        return None
    said = message(
        [bold(say("A task is registered: {code} · {title}", code=code(task), title=title(task)))],
        *_content(session, task),
        subject=f"task:{task.id}",
    )
    return said.offering(*_choices(task), coded=True)


@notice("registration_answered")
def answered_notice(
    session: Session, to: Recipient, task_id: int, selected: bool, text_id: int | None = None
) -> Message | None:
    """To the leader: selected, with the choices of a task that was just given, or not, with the reason."""
    task = session.get_one(Task, task_id)
    if selected:
        return _selected(session, to, task) if task.state is TaskState.ASSIGNED else None
    if task.state is not TaskState.WITHDRAWN:
        return None
    return message(
        say("{code} is not selected: {title}", code=code(task), title=short(task.title)),
        say("Reason: “{words}”", words=short(history.words(session, text_id), 600)),
    )


def _selected(session: Session, to: Recipient, task: Task) -> Message:
    """Whoever only types for the post reads along; accepting is the holder's."""
    due = due_in_words(Due(task.due_kind, task.due_on, task.every, task.due_day))
    said = message(
        [bold(say("{code} is selected and becomes task {number}:", code=code(task), number=str(task.number)))],
        f"{task.number}. {task.title} – {say('deadline {day}', day=due)}",
        subject=f"task:{task.id}",
    )
    if not may_accept(actor_for(session, to.person_id or 0, day_of(to.now)), [task]):
        return said
    ids = {"task_ids": [task.id]}
    return said.offering(
        Choice(say("accept"), "decision.accept", ids),
        Choice(say("I have an opinion"), "decision.objection", ids),
        writes=True,
    )

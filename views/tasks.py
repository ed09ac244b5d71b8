"""A leader's list of tasks: 21 of them fit one message."""

from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from channels.base import Span
from rules.lights import Light
from rules.states import DueKind, TaskState
from rules.text import utf16_len
from services.tasks import Standing
from views.figures import standing as figure_words
from views.lights import SIGNS as SIGNS
from views.lights import light_word as light_word
from views.message import Choice, Message, bold, message
from views.words import day, say, short

EVERY = {"week": "weekly", "month": "monthly", "quarter": "quarterly", "year": "yearly"}
ONE_MESSAGE = 2000  # UTF-16 units (conversations.md, rules of speech, 2)
WIDTHS = (60, 48, 40, 32, 26, 20)  # titles are cut shorter the more there are


@dataclass(frozen=True)
class OfPost:
    """The tasks of one post; its name is the heading when a person has several."""

    post: str
    standings: Sequence[Standing]


def task_list(posts: Sequence[OfPost], today: date) -> Message:
    """The tasks in the order of their own numbers, under a line of totals; a number opens the card."""
    everything = [standing for post in posts for standing in post.standings]
    if not everything:
        return message(say("You have no open task, comrade."), private=True)
    choices = tuple(by_number(everything, "task.card"))
    return replace(_fitting(posts, everything, today), title=say("The list of tasks"), choices=choices, private=True)


def _fitting(posts: Sequence[OfPost], everything: Sequence[Standing], today: date) -> Message:
    head: str | list[str | Span] = [
        bold(say("You have {count} tasks", count=len(everything))),
        f": {totals(everything)}",
    ]
    tail = [say("Send a number to see that task.")]
    if any(standing.task.state is TaskState.ASSIGNED for standing in everything):
        tail.insert(0, say("Some tasks have not been accepted yet: send “tiếp nhận”."))
    fitting = message()
    for width in WIDTHS:
        fitting = message(head, *_lines(posts, width, today), *tail)
        if utf16_len(fitting.text) <= ONE_MESSAGE:
            break
    return fitting


def _lines(posts: Sequence[OfPost], width: int, today: date) -> list[str | list[str | Span]]:
    lines: list[str | list[str | Span]] = []
    for post in posts:
        if len(posts) > 1:
            lines.append([bold(post.post)])
        lines += [task_line(standing, width, today) for standing in post.standings]
    return lines


def task_line(standing: Standing, width: int, today: date) -> str:
    """`1. 🔴 Bàn giao mặt bằng – 130/144 hộ – quá hạn 1 ngày làm việc`."""
    task = standing.task
    return f"{task.number}. {SIGNS[standing.light]} {short(task.title, width)} – {state_words(standing, today)}"


def by_number(
    standings: Sequence[Standing], action: str, args: Mapping[str, object] | None = None, *, listed: Container[int] = ()
) -> list[Choice]:
    """A choice for every task, under the person's own number for it; a number that two posts share asks which is meant.

    `listed`: ids of the tasks whose titles stand in the message's list of choices.
    """
    same: dict[int, list[Standing]] = defaultdict(list)
    for standing in standings:
        same[standing.task.number].append(standing)
    return [_choice(number, tasks, action, dict(args or {}), listed) for number, tasks in sorted(same.items())]


def _choice(
    number: int, same: Sequence[Standing], action: str, args: dict[str, object], listed: Container[int]
) -> Choice:
    task = same[0].task
    shown = any((each.task.id or 0) in listed for each in same)
    if len(same) == 1:
        return Choice(short(task.title, 50), action, {**args, "task_id": task.id}, key=str(number), listed=shown)
    ids = [each.task.id for each in same]
    which = {"task_ids": ids, "action": action, "args": args}
    return Choice(short(task.title, 50) + " …", "task.which", which, key=str(number), listed=shown)


def which_task(posts: Sequence[OfPost], action: str, args: Mapping[str, object]) -> Message:
    """Two posts of one person use the same number: which task is meant?"""
    pairs = [(standing.task, post.post) for post in posts for standing in post.standings]
    choices = [
        Choice(f"{short(task.title, 50)} ({post})", action, {**args, "task_id": task.id}) for task, post in pairs
    ]
    return message(say("Which task is meant, comrade?")).offering(*choices)


def totals(standings: Sequence[Standing]) -> str:
    """`🔴 2 quá hạn · 🟢 14 đúng tiến độ`: only what there is."""
    counts = Counter(s.light for s in standings)
    return " · ".join(f"{SIGNS[light]} {counts[light]} {light_word(light)}" for light in Light if counts[light])


def state_words(standing: Standing, today: date) -> str:
    """`130/144 hộ – quá hạn 1 ngày làm việc`."""
    words = [figure_words(standing.value, standing.target, standing.certainty)] if standing.target else []
    waiting = waiting_words(standing.task.state)
    if waiting:
        words.append(waiting)
    elif standing.late:
        words.append(say("{days} working days overdue", days=standing.late))
    else:
        words.append(due_words(standing, today))
    return " – ".join(words)


def waiting_words(state: TaskState) -> str:
    """What a task waits for that is not the work itself; empty for work under way."""
    match state:
        case TaskState.ASSIGNED:
            return say("not accepted yet")
        case TaskState.OBJECTED:
            return say("your opinion is with the board")
        case TaskState.PRODUCT_MISSING:
            return say("said to be done, product not sent yet")
        case TaskState.CLAIMED:
            return say("waiting for verification")
        case TaskState.SUSPENDED:
            return say("suspended")
        case TaskState.REGISTERED:
            return say("registered, waiting for the board")
        case TaskState.CLOSED | TaskState.WITHDRAWN | TaskState.CARRIED_OVER:
            return say("over")
        case _:
            return ""


def due_words(standing: Standing, today: date) -> str:
    task = standing.task
    if task.due_kind is DueKind.ONGOING:
        return say("ongoing")
    if task.due_on is None:
        return say(EVERY.get(task.every or "", "ongoing"))
    return say("due {day}", day=day(task.due_on, today))

"""Assigning a task: the questions, the echo of what was understood, and what became of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from models import Post, Task
from rules.deadlines import Deadline
from rules.products import Counted
from rules.states import DueKind
from services.assignment import Due
from services.delivery import Delivery
from views.figures import PERCENT
from views.message import Choice, Message, bold, message
from views.words import say, show, weekday

EVERY = {
    "week": ("every week", "every week, on {day}"),
    "month": ("every month", "every month, on day {day}"),
    "quarter": ("every quarter", "every quarter, on day {day} of its last month"),
    "year": ("every year", "every year, on day {day} of December"),
}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FIELDS = {"post": "who gets it", "title": "the task", "product": "the product", "due": "the deadline"}

QUESTIONS = {
    "post": "Which post is the task for? For example: bí thư Nguyệt Đức. To stop, send “hủy”.",
    "title": "What is the task?",
    "product": "What product is owed? For example: biên bản bàn giao 144 hộ. If there is none, send 0.",
    "due": "By when? For example: 30/6/2027, hết quý 2, thường xuyên.",
}


def question(field: str) -> str:
    return say(QUESTIONS[field])


def one_line() -> str:
    return say("In one line: /giao post | task | product | deadline")


def no_deadline(read: Deadline) -> str:
    """Why the words are no deadline."""
    assert read.reason is not None  # what is refused has one
    return say(read.reason, **read.args)


def echo(
    post: Post,
    title: str,
    product: str,
    due: Due,
    plan: Counted | None,
    draft: Mapping[str, Any],
    *,
    levels: tuple[str, str] | None = None,
) -> Message:
    """What was understood, in full, before it counts. `levels`: the assigner's and the post's, where one is passed over."""
    doubt = (
        [say("Note: {above} does not assign to {below} directly.", above=levels[0], below=levels[1])] if levels else []
    )
    return message(
        [say("Given to:") + " ", bold(post.name)],
        say("Task: {title}", title=title),
        say("Product owed: {product}", product=product or say("not stated")) + counted_words(plan),
        say("Deadline: {day}", day=due_in_words(due)),
        *doubt,
    ).offering(
        Choice(say("assign to {post}", post=post.name), "assign.do", {"draft": dict(draft)}),
        Choice(say("change"), "assign.edit", {"draft": dict(draft)}),
        Choice(say("do not assign"), "assign.drop", key="0"),
        writes=True,
        coded=True,
    )


def counted_words(plan: Counted | None) -> str:
    """ " (tính theo số hộ, kế hoạch 144 hộ)", or nothing."""
    if plan is None:
        return ""
    if plan.measure == PERCENT:
        sentence = "counted in %, at most {plan}%" if plan.direction == "down" else "counted in %, plan {plan}%"
        return f" ({say(sentence, plan=plan.plan)})"
    sentence = "counted in {unit}, plan {plan} {unit}"
    if plan.direction == "down":
        sentence = "counted in {unit}, at most {plan} {unit}"
    return f" ({say(sentence, unit=plan.measure, plan=plan.plan)})"


def due_in_words(due: Due) -> str:
    """`thứ Tư 30/6/2027`, `thường xuyên`, `hằng tháng, ngày 25`."""
    if due.kind is DueKind.DATE and due.on is not None:
        return weekday(due.on)
    if due.kind is DueKind.ONGOING or due.every is None:
        return say("ongoing")
    plain, dated = EVERY[due.every]
    if due.day is None:
        return say(plain)
    return say(dated, day=say(DAYS[due.day - 1]) if due.every == "week" else show(due.day))


def which_deadline(text: str, readings: Sequence[date], draft: Mapping[str, Any]) -> Message:
    """Two days that the words could mean; the likelier one first."""
    choices = [Choice(weekday(day), "assign.due", {"draft": dict(draft), "on": day.isoformat()}) for day in readings]
    return message(say("“{text}” can mean two days. Which one?", text=text)).offering(*choices)


def what_to_change(draft: Mapping[str, Any]) -> Message:
    choices = [
        Choice(say(name), "assign.change", {"draft": dict(draft), "field": field}) for field, name in FIELDS.items()
    ]
    return message(say("What is to be changed?")).offering(
        *choices, Choice(say("do not assign"), "assign.drop", key="0")
    )


def assigned(task: Task, post: Post, delivery: Delivery) -> Message:
    return message(
        say(
            "Assigned {code} to {post} ({delivery}).",
            code=f"NV-{task.id}",
            post=post.name,
            delivery=delivery_in_words(delivery),
        ),
        subject=f"task:{task.id}",
    )


def delivery_in_words(delivery: Delivery) -> str:
    if not delivery.held:
        return say("nobody is linked to this post; issue a code with “/ketnoi”")
    if not delivery.linked:
        return say("not linked to a chat; issue a code with “/ketnoi”")
    return say("linked, to be sent at {at}", at=delivery.at) if delivery.at else say("linked, being sent")


def dropped() -> Message:
    return message(say("Nothing was assigned."))

"""Open support cases as the board and the supporters read them, and what they answer."""

from collections.abc import Sequence
from datetime import date

from channels.base import Span
from models import SupportCase
from services.cases import Waiting
from services.delivery import Delivery
from services.support import code
from views.assign import delivery_in_words
from views.message import Choice, Message, bold, message
from views.support import kind_name
from views.titles import title
from views.words import day, say, short

LISTED = 8
WORDS = 60


def open_cases(waiting: Sequence[Waiting], today: date) -> Message:
    """How many, how many past their day, then one line each, the longest overdue first."""
    if not waiting:
        return message(say("No request for support waits for an answer."))
    late = sum(1 for each in waiting if each.overdue)
    past = say("{count} past their day", count=late) if late else ""
    head: list[str | Span] = [
        bold(say("Requests waiting for an answer: {count}", count=len(waiting))),
        f" · {past}" if past else "",
    ]
    lines = [_line(each, today) for each in waiting[:LISTED]]
    more = [say("and {count} more requests", count=len(waiting) - LISTED)] if len(waiting) > LISTED else []
    said = message(
        head, *lines, *more, say("To answer: /traloi HT-… and the text. To pass on: /chuyen HT-… and the post.")
    )
    return said.offering(*(_to_case(each) for each in waiting[:LISTED]))


def _to_case(each: Waiting) -> Choice:
    return Choice(f"{code(each.case)} {title(each.task, 40)}", "case.show", {"case_id": each.case.id})


def _line(each: Waiting, today: date) -> str:
    when = say("{days} working days past its day", days=each.overdue) if each.overdue else ""
    by = when or say("by {day}", day=day(each.case.promised_on, today))
    who = each.supporter or say("the board")
    words = f' – "{short(each.words, WORDS)}"' if each.words else ""
    return f"{code(each.case)} · {by} · {who} · NV-{each.task.id}{words}"


def case_card(each: Waiting, today: date, *, answers: bool, passes: bool) -> Message:
    """One case, with what can be done about it by who answers it; only the board passes it on."""
    case = each.case
    lines = [
        say("Asked by: {post}", post=each.post),
        say("Content: “{words}”", words=each.words),
        say("Kind: {kind}. Promised by {day}.", kind=kind_name(case.kind), day=day(case.promised_on, today)),
        say("Answered by: {who}", who=each.supporter or say("the board")),
    ]
    said = message([bold(f"{code(case)} · NV-{each.task.id} · {title(each.task)}")], *lines, subject=f"case:{case.id}")
    if not answers:
        return said
    return said.offering(
        Choice(say("answer"), "case.answer", {"case_id": case.id}),
        *([Choice(say("pass on"), "case.pass", {"case_id": case.id})] if passes else []),
        Choice(say("back"), "case.list", key="0"),
    )


def which() -> str:
    return say("Which request? Send its code, for example HT-15.")


def what_to_answer(each: Waiting) -> str:
    words = short(each.words, 200)
    return say("What is the answer to {code}? It was asked: “{words}”", code=code(each.case), words=words)


def answered(case: SupportCase, text: str, delivery: Delivery) -> Message:
    """The echo: the answer in full, and whether it travels."""
    return message(
        say("Answered {code} ({delivery}):", code=code(case), delivery=delivery_in_words(delivery)),
        f'"{text}"',
        say("If it is not right, send “sửa”."),
        subject=f"case:{case.id}",
    )


def to_whom(each: Waiting) -> str:
    return say("To which post is {code} passed on? For example: giám đốc Sở Tài chính", code=code(each.case))


def why_pass(each: Waiting) -> str:
    return say("Why is {code} passed on?", code=code(each.case))


def before_passing(each: Waiting, post: str, post_id: int, reason: str = "") -> Message:
    args = {"case_id": each.case.id, "post_id": post_id, "reason": reason}
    return message(
        [bold(f"{code(each.case)} · NV-{each.task.id} · {title(each.task)}")],
        say("Content: “{words}”", words=each.words),
        say("Passed on to: {post}; the promised day stays {day}.", post=post, day=each.case.promised_on),
        *([say("Reason: {words}", words=reason)] if reason else []),
    ).offering(
        Choice(say("pass {code} to {post}", code=code(each.case), post=post), "case.pass_to", args),
        Choice(say("do not pass on"), "case.keep", key="0"),
        writes=True,
        coded=True,
    )


def passed(case: SupportCase, post: str, delivery: Delivery) -> Message:
    return message(
        say("Passed {code} to {post} ({delivery}).", code=code(case), post=post, delivery=delivery_in_words(delivery)),
        subject=f"case:{case.id}",
    )


def kept() -> Message:
    return message(say("The request stays where it is."))

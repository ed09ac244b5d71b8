"""What was not sure enough to be written: named piece by piece, with what it would mean, and asked about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.replies import Action, Stuck, Why
from services.tasks import Standing
from views.echo import Line, meaning
from views.figures import figure, planned
from views.message import Choice, Message, message
from views.tasks import by_number
from views.words import day, say, short

WORDS = 60  # characters of a piece that is quoted


@dataclass(frozen=True)
class Doubt:
    """A piece handed back: its task (None: not known), its words, why (None: said without a number), and what it would mean."""

    standing: Standing | None
    text: str
    why: Why | None
    proposal: Action | None = None


def doubt_line(doubt: Doubt, today: date) -> Line:
    """`2. 3.500% – cao hơn nhiều so với kế hoạch 40%?`"""
    if doubt.standing is None:
        return _of_no_task(doubt)
    name = f"{doubt.standing.task.number}. "
    if doubt.proposal is None or doubt.why is Why.QUESTION:
        return name + _open_question(doubt)
    meant = meaning(doubt.proposal, doubt.standing.target, doubt.standing.value, today)
    return f"{name}{meant} – {_because(doubt)}"


def _of_no_task(doubt: Doubt) -> str:
    words = short(doubt.text, WORDS)
    match doubt.why:
        case Why.UNKNOWN_ITEM:
            return say("“{words}”: there is no such task among yours.", words=words)
        case Why.QUESTION:
            return say("“{words}” is a question, so nothing was recorded.", words=words)
        case Why.WHICH_ITEM:
            return say("“{words}”: of which task? For example: 2 {words}", words=words)
        case Why.CONTRADICTION:
            return say("“{words}”: this contradicts the rest; please send it again.", words=words)
        case _:
            return say(
                "“{words}”: not understood; please begin with the task's number, for example: 1 xong", words=words
            )


def _open_question(doubt: Doubt) -> str:
    words = short(doubt.text, WORDS)
    match doubt.why:
        case Why.QUESTION:
            return say("“{words}” is a question, so nothing was recorded.", words=words)
        case Why.CONTRADICTION:
            return say("“{words}”: this contradicts the rest; please send it again.", words=words)
        case Why.NO_TARGET:
            return say("“{words}”: this task has no figure; please say in words how it stands.", words=words)
        case Why.UNIT:
            return say("“{words}”: this task is counted in {unit}.", words=words, unit=_unit(doubt))
        case Why.FORECAST:
            return say("“{words}” is a forecast; please send what has been reached.", words=words)
        case Why.DEADLINE:
            return say("“{words}”: please send the new deadline as a date, for example 15/12.", words=words)
        case _:
            return say("“{words}”: not understood for this task, please send it in other words.", words=words)


def _because(doubt: Doubt) -> str:
    """Why it is asked before it counts."""
    assert doubt.standing is not None
    value, target = doubt.standing.value, doubt.standing.target
    match doubt.why:
        case Why.WORSE if value is not None:
            return say("worse than last time ({last})", last=figure(value, target))
        case Why.FAR_ABOVE if target is not None:
            return say("far above the plan ({plan})", plan=planned(target))
        case Why.SHARE:
            return say("a share of plan, not a value")
        case Why.REMAINING:
            return say("reckoned from what remains")
        case Why.UNIT:
            return say("the unit of this task is {unit}", unit=_unit(doubt))
        case Why.ESTIMATE:
            return say("an estimate")
        case Why.FORECAST:
            return say("a forecast, kept beside what has been reached")
        case Why.PERIOD:
            return say("in addition to what was reported, or in all?")
        case Why.PARTLY:
            return say("is the whole task finished?")
        case Why.MANY:
            return say("said of all at once")
        case _ if isinstance(doubt.proposal, Stuck):
            return say("to be passed on to the board, which is to help")
        case _:
            return say("understood from “{words}”", words=short(doubt.text, WORDS))


def _unit(doubt: Doubt) -> str:
    target = doubt.standing.target if doubt.standing else None
    return target.measure if target else ""


def to_confirm(
    lines: Sequence[Line], doubts: Sequence[Doubt], action: str, args: dict[str, Any], today: date
) -> Message:
    """What would be written, in full, with yes and no."""
    asked = [doubt_line(doubt, today) for doubt in doubts]
    said = message(*lines, say("Please confirm before it is recorded:"), *asked)
    return said.offering(
        Choice(_yes(doubts), action, args),
        Choice(say("no"), "report.not_so", {}, key="0"),
        writes=True,
    )


def _yes(doubts: Sequence[Doubt]) -> str:
    standing = doubts[0].standing
    if len(doubts) > 1 or standing is None:
        tasks = {doubt.standing.task.number: doubt.standing for doubt in doubts if doubt.standing}
        if len(tasks) != 1:
            return say("right, record it for tasks {numbers}", numbers=", ".join(map(str, tasks)))
        standing = next(iter(tasks.values()))
    return say(
        "right, record it for task {number} {title}", number=standing.task.number, title=short(standing.task.title, 40)
    )


def not_so() -> Message:
    return message(say("Nothing was recorded. Please send the right content, for example: 1 130"))


def to_pass_on(lines: Sequence[Line], args: dict[str, Any]) -> Message:
    """A question writes nothing; the board is offered it."""
    return message(*lines).offering(
        Choice(say("pass the question on to the board"), "question.pass", args),
        Choice(say("no"), "report.not_so", {}, key="0"),
        writes=True,
    )


def which_post(lines: Sequence[Line], standings: Sequence[Standing], action: str, args: dict[str, Any]) -> Message:
    """A number that two posts of one person use."""
    choices = [
        Choice(f"NV-{each.task.id} {short(each.task.title, 50)}", action, {**args, "task_id": each.task.id})
        for each in standings
    ]
    question = say("Two tasks have the number {number}. Which one is meant?", number=standings[0].task.number)
    return message(*lines, question).offering(
        *choices, Choice(say("neither"), "report.not_so", {}, key="0"), writes=True
    )


def of_which_task(standings: Sequence[Standing], text: str) -> Message:
    """Said without a number: the digit is the person's own number of the task."""
    everything = {each.task.id or 0 for each in standings}
    question = say("“{words}”: of which task, comrade? Send its number.", words=short(text, WORDS))
    return message(question).offering(*by_number(standings, "report.about", {"text": text}, listed=everything))


def what_is_in_the_way(lines: Sequence[Line], standing: Standing) -> Message:
    return message(
        *lines, say("{number}. What is in the way? Please write it in a few words.", number=standing.task.number)
    )


def why_more_time(lines: Sequence[Line], standing: Standing, day_: date, today: date) -> Message:
    return message(
        *lines,
        say(
            "{number}. More time, to {day}: please send the reason.",
            number=standing.task.number,
            day=day(day_, today),
        ),
    )

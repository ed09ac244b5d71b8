"""A task's way in steps: how it is written, where it stands, and the list of tasks that have none (S1-10)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from channels.base import Span
from models import Task
from rules.deadlines import Deadline
from rules.deadlines.reasons import NOTHING_SAID
from rules.errors import UserError
from rules.lights import Light, behind
from rules.milestones import Step
from rules.states import OPEN_STATES, TASK_RULES, Clock
from rules.workdays import WorkingDays
from services.milestones import WITHIN, Missing, Stage
from services.tasks import Standing
from views.lights import SIGNS
from views.message import Choice, Message, bold, message
from views.tasks import by_number
from views.titles import title
from views.words import day, say, short, sorry, weekday

NAMED = 12  # tasks without a plan that are named
WIDTH = 80


def how() -> Message:
    return message(say("Please send for example: lộ trình 1: 15/12 họp dân; 30/12 xong 60 hộ"))


def how_to_change(task: Task) -> Message:
    """One step is not changed alone: nothing is guessed of the others."""
    return message(
        say(
            "Nothing was changed. To change the plan, please send all its steps: lộ trình {number}: … What is reached stays so.",
            number=str(task.number),
        )
    )


def which_task(standings: Sequence[Standing]) -> Message:
    if not standings:
        return message(say("You have no open task, comrade."))
    everything = {each.task.id or 0 for each in standings}
    asked = message(say("The steps of which task, comrade?"))
    return asked.offering(*by_number(standings, "milestones.begin", listed=everything))


def way(task: Task, stages: Sequence[Stage], today: date, working_days: WorkingDays) -> Message:
    """The steps with their signs and days."""
    head = bold(say("Steps of task {number} · {title}", number=task.number, title=title(task)))
    lines = [_line(task, stage, today, working_days) for stage in stages] or [say("No plan has been written yet.")]
    return message([head], *lines, subject=f"task:{task.id}")


def _line(task: Task, stage: Stage, today: date, working_days: WorkingDays) -> str:
    """Late is only what still runs."""
    step, runs = stage.step, TASK_RULES[task.state].clock is Clock.RUNS
    if stage.reached:
        sign, state = SIGNS[Light.DONE], say("reached")
    elif runs and (days := behind(step.due_on, today, working_days)):
        sign, state = SIGNS[Light.YELLOW], say("behind by {days} working days", days=days)
    else:
        sign, state = SIGNS[Light.WHITE], ""
    words = f"{step.number}. {sign} {weekday(step.due_on)}: {short(stage.words, WIDTH)}"
    return f"{words} ({state})" if state else words


def asking(shown: Message, task: Task, *, written: bool) -> Message:
    """What its owner may send now."""
    number = str(task.number)
    lines = (
        [
            say("A step is reached: send for example: lộ trình {number} xong 1", number=number),
            say("To write the plan anew: lộ trình {number}: and all steps with their days.", number=number),
        ]
        if written
        else [say("Please send the steps with their days, for example: 15/12 họp dân; 30/12 xong 60 hộ")]
    )
    return message(shown.spans, *lines, subject=shown.subject)


def which_day(
    step: Step, wrong: UserError | None, readings: Sequence[date], data: Mapping[str, Any], today: date
) -> Message:
    """The day of one step is missing, not sure or not possible; what else was sent is kept."""
    if len(readings) > 1:
        asked = message(say("“{words}”: which day is meant, comrade?", words=short(step.words, WIDTH)))
        return asked.offering(
            *(Choice(weekday(each), "milestones.chosen", {**data, "day": each.isoformat()}) for each in readings)
        )
    lines = [sorry(wrong)] if wrong else _why(step.unclear)
    return message(*lines, say("By which day is this: “{words}”? To stop, send 0.", words=short(step.words, WIDTH)))


def _why(read: Deadline | None) -> list[str]:
    """What is wrong with the day that was said, if one was."""
    if read is None or read.reason is None or read.reason == NOTHING_SAID:
        return []
    return [say(read.reason, **read.args)]


def written(task: Task, stages: Sequence[Stage], today: date, working_days: WorkingDays) -> Message:
    """The plan as it was understood, and how a step is reported."""
    due = say(" (deadline {day})", day=day(task.due_on, today)) if task.due_on else ""
    return message(
        say("Recorded: the steps of task {number}{due}:", number=task.number, due=due),
        *(_line(task, stage, today, working_days) for stage in stages),
        say(
            "When a step is reached, send for example: lộ trình {number} xong 1. To take it back: sửa",
            number=str(task.number),
        ),
        subject=f"task:{task.id}",
    )


def reached(task: Task, stages: Sequence[Stage], numbers: Collection[int], today: date) -> Message:
    """What was recorded, and what comes next."""
    named = [f"{each.step.number}. {short(each.words, WIDTH)}" for each in stages if each.step.number in numbers]
    coming = next((each for each in stages if not each.reached), None)
    after = (
        say("Next: {day} – {words}", day=day(coming.step.due_on, today), words=short(coming.words, WIDTH))
        if coming
        else say("All steps are reached. When the task is done, send: {number} xong", number=str(task.number))
    )
    return message(
        say("Recorded: reached of task {number}: {steps}", number=task.number, steps="; ".join(named)), after
    )


def together(reached: Sequence[Message], others: Sequence[Message]) -> list[Message]:
    """One message for what was said in one: the steps, then the rest with its question."""
    words = message(*(each.spans for each in reached)).spans
    if not others:
        return [replace(reached[0], spans=words)]
    return [replace(others[0], spans=(*words, Span("\n"), *others[0].spans)), *others[1:]]


def as_it_was() -> Message:
    return message(say("The plan stays as it was."))


def on_a_card(task: Task, stages: Sequence[Stage], today: date) -> list[str]:
    """`Lộ trình: 1/3 mốc đã đạt · mốc 2 (15/12): họp dân`; nothing where there is no plan."""
    if not stages:
        return []
    done = sum(each.reached for each in stages)
    words = say("Steps: {done} of {count} reached", done=done, count=len(stages))
    coming = next((each for each in stages if not each.reached), None)
    if coming is None or task.state not in OPEN_STATES:
        return [words]
    named = day(coming.step.due_on, today)
    return [
        f"{words} · "
        + say("step {number} ({day}): {words}", number=coming.step.number, day=named, words=short(coming.words, 60))
    ]


def missing(count: int, found: Sequence[Missing]) -> Message:
    """The open tasks that should have a plan by now, the oldest first."""
    if not count:
        return message(say("Every task given {days} working days ago or longer has its plan.", days=WITHIN))
    head = bold(say("{count} tasks have no plan {days} working days after they were given:", count=count, days=WITHIN))
    lines = [
        f"NV-{each.task.id} {each.post}: {title(each.task)} ({say('{days} days', days=each.days)})" for each in found
    ]
    more = count - len(found)
    return message([head], *lines, *([say("and {count} more items", count=more)] if more > 0 else []))

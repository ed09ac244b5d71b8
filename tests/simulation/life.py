"""What people do in a day of the simulation: leaders answer (or not), the board and the supporters take their time."""

from collections.abc import Iterable
from datetime import date, timedelta

from rules.court import TaskFacts
from rules.reasons import Mention, Why
from rules.states import OPEN_STATES, CaseState, TaskState
from tests.simulation import events
from tests.simulation.world import SUPPORTERS, World


def answer(world: World, lines: Iterable[Mention], day: date) -> int:
    """A leader answers the lines of a message; gives back to how many the state still allowed an answer."""
    return sum(_try(world, mention.task, lambda task, m=mention: _answer(world, task, m, day)) for mention in lines)


def _try(world: World, number: int, event: object) -> bool:
    try:
        world.tasks[number] = event(world.tasks[number])  # type: ignore[operator]
    except events.Refused:
        return False
    return True


def _answer(world: World, task: TaskFacts, mention: Mention, day: date) -> TaskFacts:
    chance = world.dice.random()
    if mention.why is Why.ANSWERED:
        return events.settle(task, mention.item, day, world.working_days, resolved=chance < 0.75)
    if task.state is TaskState.PRODUCT_MISSING:
        return events.send_product(task, day) if chance < 0.7 else events.say(task, day)
    if task.state is TaskState.ASSIGNED and chance < 0.03:
        return events.object_to(task, day)
    if chance < (0.35 if mention.why in (Why.OVERDUE, Why.DUE) else 0.08):
        return events.claim(task, day, with_product=world.dice.random() < 0.7)
    said = events.measure if world.dice.random() < 0.6 else events.say
    return _with_difficulty(world, said(task, day), day)


def _with_difficulty(world: World, task: TaskFacts, day: date) -> TaskFacts:
    chance = world.dice.random()
    if chance < 0.08 and not task.cases:
        return events.ask_support(task, day, world.working_days, world.number())
    if chance < 0.12 and task.due is not None and not task.extensions:
        return events.ask_time(task, day, world.number())
    return task


def live(world: World, day: date) -> None:
    """Everything that nobody was asked for this morning, and all that is not the leaders'."""
    working = world.working_days.is_working(day)
    for number, task in world.tasks.items():
        if task.assigned <= day and task.state in OPEN_STATES:
            _try(world, number, lambda task: _by_themselves(world, task, day))
            if working:
                _try(world, number, lambda task: _others(world, task, day))


def _by_themselves(world: World, task: TaskFacts, day: date) -> TaskFacts:
    """Leaders accept what they were given, and sometimes report unasked, also at weekends; a few are suspended."""
    chance, habit = world.dice.random(), world.habits[world.seats.owner(task.post) or 1]
    if task.state is TaskState.ASSIGNED and day == task.assigned and chance < 0.8 * habit:
        return events.accept(task, day)
    if task.state is TaskState.IN_PROGRESS and chance < 0.03 * habit:
        return _with_difficulty(world, events.say(task, day), day)
    if task.state is TaskState.IN_PROGRESS and chance > 0.9995:
        return events.suspend(task, day)
    return task


def _others(world: World, task: TaskFacts, day: date) -> TaskFacts:
    """A working day of the board and of those who support."""
    dice = world.dice
    for case in task.cases:
        task = _on_case(world, task, case.id, day)
    if task.extensions and dice.random() < 0.4:
        granted = task.due and dice.random() < 0.7
        task = events.decide(task, day + timedelta(days=25) if granted else None)
    chance = dice.random()
    if task.state is TaskState.OBJECTED and chance < 0.45:
        return events.keep(task, day) if chance < 0.35 else events.withdraw(task, day)
    if task.state is TaskState.CLAIMED and chance < 0.18:
        return events.close(task, day) if chance < 0.15 else events.return_claim(task, day)
    if task.state is TaskState.SUSPENDED and chance < 0.02:
        return events.resume(task, day)
    return task


def _on_case(world: World, task: TaskFacts, number: int, day: date) -> TaskFacts:
    case = next(case for case in task.cases if case.id == number)
    chance = world.dice.random()
    if case.state is CaseState.ANSWERED and case.answered is not None:
        silent = world.working_days.between(case.answered, day)
        return events.lapse(task, number) if silent > 5 else task
    if case.supporter is None and chance < 0.35 and day > case.asked:
        return events.pass_on(task, number, world.dice.choice(list(SUPPORTERS)))
    return events.answer(task, number, day) if chance > 0.72 and day > case.asked else task

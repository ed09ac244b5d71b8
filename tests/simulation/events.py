"""What can happen to a task, as pure steps from facts to facts. An event that a state does not allow raises `Refused`."""

from dataclasses import replace
from datetime import date

from rules.court import CaseFacts, ExtensionFacts, TaskFacts
from rules.states import CASE_RULES, NEXT, OPEN_STATES, CaseState, ExtensionState, TaskState
from rules.workdays import WorkingDays

REST_EVERY = 10


class Refused(Exception):
    """The state does not allow this."""


def move(task: TaskFacts, state: TaskState, day: date) -> TaskFacts:
    if state not in NEXT[task.state]:
        raise Refused(f"{task.state} -> {state}")
    return replace(task, state=state, since=day)


def accept(task: TaskFacts, day: date) -> TaskFacts:
    return replace(move(task, TaskState.IN_PROGRESS, day), accepted=task.accepted or day)


def object_to(task: TaskFacts, day: date) -> TaskFacts:
    return move(task, TaskState.OBJECTED, day)


def keep(task: TaskFacts, day: date) -> TaskFacts:
    if task.state is not TaskState.OBJECTED:
        raise Refused("nothing was objected to")
    return move(task, TaskState.ASSIGNED, day)


def say(task: TaskFacts, day: date) -> TaskFacts:
    """A report, whatever it holds; it also accepts."""
    if task.state is TaskState.ASSIGNED:
        task = accept(task, day)
    if task.state not in (TaskState.IN_PROGRESS, TaskState.PRODUCT_MISSING):
        raise Refused("not the leader's turn")
    return replace(task, news=day)


def measure(task: TaskFacts, day: date) -> TaskFacts:
    """A report with a new figure in it."""
    return replace(say(task, day), deed=day)


def claim(task: TaskFacts, day: date, *, with_product: bool) -> TaskFacts:
    task = say(task, day)
    moved = move(task, TaskState.CLAIMED if with_product else TaskState.PRODUCT_MISSING, day)
    return replace(moved, claimed=day, deed=day)


def send_product(task: TaskFacts, day: date) -> TaskFacts:
    if task.state is not TaskState.PRODUCT_MISSING:
        raise Refused("no product is missing")
    return replace(move(task, TaskState.CLAIMED, day), news=day)


def close(task: TaskFacts, day: date) -> TaskFacts:
    """Closing ends what hangs on the task."""
    return replace(move(task, TaskState.CLOSED, day), cases=(), extensions=())


def withdraw(task: TaskFacts, day: date) -> TaskFacts:
    return replace(move(task, TaskState.WITHDRAWN, day), cases=(), extensions=())


def return_claim(task: TaskFacts, day: date) -> TaskFacts:
    if task.state is not TaskState.CLAIMED:
        raise Refused("nothing is claimed")
    return replace(move(task, TaskState.IN_PROGRESS, day), claimed=None)


def suspend(task: TaskFacts, day: date) -> TaskFacts:
    return move(task, TaskState.SUSPENDED, day)


def resume(task: TaskFacts, day: date) -> TaskFacts:
    if task.state is not TaskState.SUSPENDED:
        raise Refused("not suspended")
    return move(task, TaskState.IN_PROGRESS, day)


def reopen(task: TaskFacts, day: date) -> TaskFacts:
    if task.state is not TaskState.CLOSED:
        raise Refused("not closed")
    return replace(move(task, TaskState.IN_PROGRESS, day), claimed=None)


def ask_support(
    task: TaskFacts, day: date, working_days: WorkingDays, case: int, supporter: int | None = None
) -> TaskFacts:
    if task.state not in OPEN_STATES:
        raise Refused("over")
    promised = working_days.add(day, CASE_RULES[CaseState.OPEN].working_days or 0)
    rests = task.rested is None or working_days.between(task.rested, day) >= REST_EVERY
    opened = CaseFacts(case, CaseState.OPEN, day, promised, supporter=supporter)
    return replace(task, rested=day if rests else task.rested, cases=(*task.cases, opened))


def _change(task: TaskFacts, case: int, now_in: CaseState, **change: object) -> TaskFacts:
    found = [c for c in task.cases if c.id == case and c.state is now_in]
    if not found:
        raise Refused(f"no such case is {now_in}")
    changed = replace(found[0], **change)
    over = changed.state in (CaseState.RESOLVED, CaseState.LAPSED)
    others = [c for c in task.cases if c.id != case]
    return replace(task, cases=tuple(others if over else [*others, changed]))


def answer(task: TaskFacts, case: int, day: date) -> TaskFacts:
    return _change(task, case, CaseState.OPEN, state=CaseState.ANSWERED, answered=day)


def pass_on(task: TaskFacts, case: int, post: int) -> TaskFacts:
    return _change(task, case, CaseState.OPEN, supporter=post)


def settle(task: TaskFacts, case: int, day: date, working_days: WorkingDays, *, resolved: bool) -> TaskFacts:
    if resolved:
        return _change(task, case, CaseState.ANSWERED, state=CaseState.RESOLVED)
    promised = working_days.add(day, CASE_RULES[CaseState.OPEN].working_days or 0)
    return _change(task, case, CaseState.ANSWERED, state=CaseState.OPEN, promised=promised)


def lapse(task: TaskFacts, case: int) -> TaskFacts:
    return _change(task, case, CaseState.ANSWERED, state=CaseState.LAPSED)


def ask_time(task: TaskFacts, day: date, extension: int) -> TaskFacts:
    if task.state not in OPEN_STATES or task.extensions or task.due is None:
        raise Refused("asked already, over, or without a deadline")
    return replace(task, extensions=(ExtensionFacts(extension, ExtensionState.ASKED, day),))


def decide(task: TaskFacts, due: date | None) -> TaskFacts:
    """Grant a new deadline, or (none) refuse."""
    if not task.extensions:
        raise Refused("nothing was asked")
    return replace(task, due=due or task.due, extensions=())

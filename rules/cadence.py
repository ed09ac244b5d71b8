"""When somebody is reminded of what is in their court (domain/cadence.md): which reasons hold on a day, and on which day next.

A reason has its days (`Steps`); it holds from such a day on until the person has been told, or the leader has said a word. So a
day off, a night of downtime or a full message lose nothing: what was not told is told the next morning.
"""

from datetime import date

from rules.checkins import QUIET, check_in_day, is_long
from rules.court import Held, TaskFacts, items, late, pledging, resting
from rules.escalation import told
from rules.reasons import Look, Mention, Why
from rules.states import CaseState, ItemKind, Party, TaskState
from rules.steps import worked
from rules.workdays import WorkingDays

HORIZON = 10  # working days to look ahead; nothing open is left alone for longer
PRESSING = list(Why)
BOARDS: dict[TaskState, Why] = {
    TaskState.REGISTERED: Why.REGISTERED,
    TaskState.OBJECTED: Why.OBJECTION,
    TaskState.CLAIMED: Why.CLAIM,
    TaskState.SUSPENDED: Why.SUSPENDED,
}


def asked(task: TaskFacts, look: Look) -> list[Mention]:
    """What the holders of a task's items are asked on a morning; at most one line of a task to its leader, and one for each
    instruction on it."""
    found = [_asked_of(task, item, look) for item in items(task, look.working_days)]
    mentions = [mention for mention in found if mention is not None]
    leaders = [m for m in mentions if m.seat.party is Party.LEADER and m.why is not Why.INSTRUCTED]
    leaders.sort(key=lambda mention: PRESSING.index(mention.why))
    return [mention for mention in mentions if mention not in leaders[1:]]


def _asked_of(task: TaskFacts, item: Held, look: Look) -> Mention | None:
    if item.kind is ItemKind.CASE:
        case = next(case for case in task.cases if case.id == item.id)
        if case.state is CaseState.ANSWERED:
            return _answered(task, item, look)
        return _waiting(task, item, Why.CASE, case.promised, look)
    if item.kind is ItemKind.EXTENSION:
        return _waiting(task, item, Why.EXTENSION, item.since, look)
    if item.kind is ItemKind.INSTRUCTION:
        return _instructed(task, item, look)
    if task.state in BOARDS:
        return _waiting(task, item, BOARDS[task.state], item.since, look)
    return _of_the_task(task, item, look)


def _waiting(task: TaskFacts, item: Held, why: Why, base: date, look: Look) -> Mention | None:
    if not look.due(why, base, look.since):
        return None
    return Mention(task.id, why, item.holder, look.days(item.since), item.id)


def _answered(task: TaskFacts, item: Held, look: Look) -> Mention | None:
    if not look.due(Why.ANSWERED, item.since, _heard(task, look)):
        return None
    return Mention(task.id, Why.ANSWERED, item.holder, look.days(item.since), item.id)


def _instructed(task: TaskFacts, item: Held, look: Look) -> Mention | None:
    """Asked for until it is answered: a word on the task itself is no answer to it. `days` are those past its date."""
    told = look.since if task.vacant else (task.told or date.min)
    due = item.until or item.since
    if not look.due(Why.INSTRUCTED, due, max(told, item.since)):
        return None
    return Mention(task.id, Why.INSTRUCTED, item.holder, max(0, look.days(due)), item.id)


def _heard(task: TaskFacts, look: Look) -> date:
    """Up to which day the leader's reasons are settled: told, or answered by a word. The board has its own memory of what it
    was told of a vacant post."""
    return max(look.since if task.vacant else (task.told or date.min), task.word)


def _of_the_task(task: TaskFacts, item: Held, look: Look) -> Mention | None:
    """The one reason why a leader is asked about a task: the most pressing that holds."""
    if resting(task, look.day, look.working_days) or pledging(task, look.day, look.working_days):
        return None
    heard = _heard(task, look)
    if task.state is TaskState.PRODUCT_MISSING:
        reasons = [(Why.PRODUCT, task.since, look.days(task.since))]
    else:
        reasons = _by_dates(task, look)
    for why, base, days in reasons:
        if look.due(why, base, heard):
            return Mention(task.id, why, item.holder, days, task.id)
    return None if reasons and reasons[0][0] in (Why.OVERDUE, Why.PRODUCT) else _check_in(task, item, look, heard)


def _by_dates(task: TaskFacts, look: Look) -> list[tuple[Why, date, int]]:
    """The reasons that hang on a date, the most pressing first: (reason, base day, what it counts)."""
    reasons = []
    days_late = late(task, look.day, look.working_days)
    if task.due is not None and days_late:
        reasons.append((Why.OVERDUE, task.due, days_late))
    elif task.due is not None and task.due >= look.day:
        reasons.append((Why.DUE, worked(task.due, look.working_days), look.working_days.between(look.day, task.due)))
    if task.step is not None and not days_late:
        step = worked(task.step, look.working_days)
        reasons.append((Why.MILESTONE, step, look.days(step)))
    if task.state is TaskState.ASSIGNED:
        reasons.append((Why.UNACCEPTED, task.since, look.days(task.since)))
    return reasons


def _check_in(task: TaskFacts, item: Held, look: Look, heard: date) -> Mention | None:
    """The weekly call for a word on a quiet task, and one more the working day after to who gave none."""
    call = check_in_day(look.day, look.working_days, monthly=is_long(task.due, look.day, task.step))
    if look.working_days.between(task.word, call) < QUIET:
        return None
    silent = look.days(task.word)
    if call > heard:
        return Mention(task.id, Why.CHECK_IN, item.holder, silent, task.id)
    again = look.day == look.working_days.add(call, 1) and heard == call and not task.vacant
    return Mention(task.id, Why.SECOND_CALL, item.holder, silent, task.id) if again else None


def mentions(task: TaskFacts, look: Look) -> list[Mention]:
    """Everything that is said of a task on a morning, to anybody; nothing on a day off."""
    return [*asked(task, look), *told(task, look)] if look.working_days.is_working(look.day) else []


def next_day(task: TaskFacts, after: date, working_days: WorkingDays) -> date | None:
    """The first working day after `after` on which anything is to be said of a task; None when nothing is open."""
    if not items(task, working_days):
        return None
    day = after
    for _ in range(HORIZON):
        day = working_days.add(day, 1)
        if mentions(task, Look(day, working_days, since=after)):
            return day
    return day

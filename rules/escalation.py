"""Who else is told (domain/states.md): escalation changes who is told, never who holds."""

from datetime import date

from rules.checkins import check_in_day, is_long, nth_call, silence
from rules.court import BOARD, Seat, TaskFacts, late, resting, seat_of, supporter
from rules.reasons import STEPS, Look, Mention, Why
from rules.states import CaseState, InstructionState, Party, TaskState

CALLS = 3  # calls without figure or evidence
UNACCEPTED = STEPS[Why.CALL_UNACCEPTED].at[0]


def told(task: TaskFacts, look: Look) -> list[Mention]:
    """Who else is told, beside the holder: the clerk's list from +2, the supervisor from +3, the list for the standing
    board from +7; of a missed promise the board, and from +3 the supporter's superior."""
    found = [*_of_lateness(task, look), *_of_promises(task, look), *_of_instructions(task, look), _idle(task, look)]
    return [mention for mention in found if mention is not None]


def _of_lateness(task: TaskFacts, look: Look) -> list[Mention | None]:
    """Nothing while the ball is in another's court, or while reminders rest."""
    holder = seat_of(task, Party.LEADER)
    with_leader = task.state in (TaskState.ASSIGNED, TaskState.IN_PROGRESS)
    if not with_leader or resting(task, look.day, look.working_days):
        return []
    days_late = late(task, look.day, look.working_days)
    lists = [] if holder == BOARD else [_list(task, look, days_late)]
    if task.supervisor is not None and task.due is not None and days_late:
        boss = Seat(Party.SUPERVISOR, task.supervisor)
        lists.append(_telling(task, Why.SUPERVISED, boss, task.due, days_late, task.id, look))
    return lists


def _list(task: TaskFacts, look: Look, days_late: int) -> Mention | None:
    """The board's list a task stands on: the furthest it has come."""
    if task.due is not None and days_late:
        why = Why.MEETING if days_late >= STEPS[Why.MEETING].at[0] else Why.CALL_OVERDUE
        return _telling(task, why, BOARD, task.due, days_late, task.id, look)
    silent = look.days(task.word)
    if silent >= silence(task.due, look.day):
        return _telling(task, Why.CALL_SILENT, BOARD, task.word, silent, task.id, look)
    if task.state is TaskState.ASSIGNED and task.word <= task.since and look.days(task.since) >= UNACCEPTED:
        return _telling(task, Why.CALL_UNACCEPTED, BOARD, task.since, look.days(task.since), task.id, look)
    if task.told is not None and task.told > task.word:
        asked = _asked_first(task, task.told, look)
        return _telling(task, Why.CALL_UNANSWERED, BOARD, asked, look.days(asked), task.id, look)
    return None


def _asked_first(task: TaskFacts, told: date, look: Look) -> date:
    """The day the leader was asked; of a second call the day of the first: two silent working days count from there."""
    call = check_in_day(told, look.working_days, monthly=is_long(task.due, look.day, task.step))
    second = told == look.working_days.add(call, 1) and call > task.word
    return call if second and not late(task, told, look.working_days) else told


def _idle(task: TaskFacts, look: Look) -> Mention | None:
    """Accepted, but neither figure nor evidence over three calls ("nói có nhưng không làm"): the supervisor is shown it,
    unless the task's lateness says so already."""
    spoken = only_words(task, look)
    if spoken is None or task.supervisor is None:
        return None
    third, days = spoken
    return _telling(task, Why.IDLE, Seat(Party.SUPERVISOR, task.supervisor), third, days, task.id, look)


def only_words(task: TaskFacts, look: Look) -> tuple[date, int] | None:
    """The day of the third call without figure or evidence, and the working days since the last of them (or the acceptance);
    none where it has not come, where support is waited for, or where the task is late."""
    waits = any(case.state is CaseState.OPEN for case in task.cases)
    if task.state is not TaskState.IN_PROGRESS or waits or late(task, look.day, look.working_days):
        return None
    began = max(task.accepted or task.since, task.deed or date.min)
    third = nth_call(CALLS, began, look.working_days, monthly=is_long(task.due, look.day, task.step))
    return (third, look.days(began)) if third <= look.day else None


def to_remind(task: TaskFacts, look: Look) -> int:
    """Working days late, where that is enough for the standing board's reminder meeting (S4-11); 0 where it is not, while the
    ball is in another's court, while reminders rest, and where the post is vacant: there is nobody to remind."""
    days_late = late(task, look.day, look.working_days)
    with_leader = task.state in (TaskState.ASSIGNED, TaskState.IN_PROGRESS) and seat_of(task, Party.LEADER) != BOARD
    rests = resting(task, look.day, look.working_days)
    return days_late if with_leader and not rests and days_late >= STEPS[Why.MEETING].at[0] else 0


def _of_instructions(task: TaskFacts, look: Look) -> list[Mention | None]:
    """An instruction past its date: from +2 on the clerk's list, from +3 to the supervisor."""
    found = []
    for given in task.instructions:
        if given.state is InstructionState.OPEN and given.due < look.day:
            over = look.days(given.due)
            if seat_of(task, Party.LEADER) != BOARD:
                found.append(_telling(task, Why.CALL_INSTRUCTED, BOARD, given.due, over, given.id, look))
            if task.supervisor is not None:
                boss = Seat(Party.SUPERVISOR, task.supervisor)
                found.append(_telling(task, Why.UNHEEDED, boss, given.due, over, given.id, look))
    return found


def _of_promises(task: TaskFacts, look: Look) -> list[Mention | None]:
    found = []
    for case in task.cases:
        if case.state is CaseState.OPEN and supporter(case) != BOARD and case.promised < look.day:
            missed = look.days(case.promised)
            found.append(_telling(task, Why.PROMISE, BOARD, case.promised, missed, case.id, look))
            if case.superior is not None:
                boss = Seat(Party.SUPERVISOR, case.superior)
                found.append(_telling(task, Why.SUPERIOR, boss, case.promised, missed, case.id, look))
    return found


def _telling(task: TaskFacts, why: Why, seat: Seat, base: date, days: int, item: int, look: Look) -> Mention | None:
    return Mention(task.id, why, seat, days, item, nag=False) if look.due(why, base, look.since) else None

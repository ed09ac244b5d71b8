"""Whoever holds the ball: what is open around a task, in whose court each item is, since when and until when.

domain/states.md: every open item has exactly one holder. Nothing here knows a database, so that a whole quarter can be
simulated; days are the people's calendar days, counts are working days.
"""

from dataclasses import dataclass
from datetime import date

from rules.lights import Course, late_by
from rules.states import (
    CASE_RULES,
    EXTENSION_RULES,
    INSTRUCTION_RULES,
    TASK_RULES,
    CaseState,
    ExtensionState,
    InstructionState,
    ItemKind,
    Party,
    TaskState,
)
from rules.workdays import WorkingDays


@dataclass(frozen=True)
class CaseFacts:
    """A support case: `supporter` is a post, or none (the board answers); `superior` the post above the supporter's."""

    id: int
    state: CaseState
    asked: date
    promised: date
    answered: date | None = None
    supporter: int | None = None
    superior: int | None = None
    vacant: bool = False


@dataclass(frozen=True)
class ExtensionFacts:
    id: int
    state: ExtensionState
    asked: date


@dataclass(frozen=True)
class InstructionFacts:
    """An instruction on a task: given on a day, to be answered by `due`."""

    id: int
    state: InstructionState
    given: date
    due: date


@dataclass(frozen=True)
class TaskFacts:
    """A task with what hangs on it. `since` is the day it came into its state, `news` the leader's last word of it, `told`
    the last morning its leader was told of it, `rested` the day a support case bought a rest of reminders. `accepted` is the day
    somebody said yes to it; `deed` the last day on which more than words came of it; `pledged` the day its leader has named;
    `step` the day of the first step of its plan that is not reached.

    `supervisor` is a post other than the owner's own; `verifier` is the post one level up that verifies where the owner sits
    on the board, none when the board does. `vacant`: nobody holds the post, so the board holds what would be the leader's.
    """

    id: int
    state: TaskState
    post: int
    assigned: date
    since: date
    unit: int = 0
    due: date | None = None
    news: date | None = None
    claimed: date | None = None
    told: date | None = None
    rested: date | None = None
    accepted: date | None = None
    deed: date | None = None
    pledged: date | None = None
    step: date | None = None
    supervisor: int | None = None
    verifier: int | None = None
    vacant: bool = False
    cases: tuple[CaseFacts, ...] = ()
    extensions: tuple[ExtensionFacts, ...] = ()
    instructions: tuple[InstructionFacts, ...] = ()

    @property
    def word(self) -> date:
        """The day of the last word about it: the leader's, or the order itself."""
        return max(self.news or self.assigned, self.assigned)


@dataclass(frozen=True)
class Seat:
    """Who: a party, and its post (the board has none)."""

    party: Party
    post: int | None = None


BOARD = Seat(Party.BOARD)


@dataclass(frozen=True)
class Held:
    """An item in somebody's court; `until` is the last day of their turn, where there is one."""

    kind: ItemKind
    id: int
    holder: Seat
    since: date
    until: date | None = None


def items(task: TaskFacts, working_days: WorkingDays) -> tuple[Held, ...]:
    """Every open item of a task: the task itself (a claim, while it waits to be verified), and what else waits."""
    found = [_task_item(task, working_days)]
    found += [_case_item(task, case, working_days) for case in task.cases]
    found += [_extension_item(asked, working_days) for asked in task.extensions]
    found += [_instruction_item(task, given) for given in task.instructions]
    return tuple(item for item in found if item.holder.party is not Party.NOBODY)


def _task_item(task: TaskFacts, working_days: WorkingDays) -> Held:
    rule = TASK_RULES[task.state]
    kind = ItemKind.CLAIM if task.state is TaskState.CLAIMED else ItemKind.TASK
    until = working_days.add(task.since, rule.working_days) if rule.working_days else None
    return Held(kind, task.id, seat_of(task, rule.holder), task.since, until)


def _case_item(task: TaskFacts, case: CaseFacts, working_days: WorkingDays) -> Held:
    rule = CASE_RULES[case.state]
    if case.state is CaseState.ANSWERED and case.answered is not None:
        until = working_days.add(case.answered, rule.working_days or 0)
        return Held(ItemKind.CASE, case.id, seat_of(task, rule.holder), case.answered, until)
    holder = supporter(case) if rule.holder is Party.SUPPORTER else seat_of(task, rule.holder)
    return Held(ItemKind.CASE, case.id, holder, case.asked, case.promised)


def _extension_item(asked: ExtensionFacts, working_days: WorkingDays) -> Held:
    rule = EXTENSION_RULES[asked.state]
    until = working_days.add(asked.asked, rule.working_days) if rule.working_days else None
    return Held(ItemKind.EXTENSION, asked.id, Seat(rule.holder), asked.asked, until)


def _instruction_item(task: TaskFacts, given: InstructionFacts) -> Held:
    holder = seat_of(task, INSTRUCTION_RULES[given.state].holder)
    return Held(ItemKind.INSTRUCTION, given.id, holder, given.given, given.due)


def seat_of(task: TaskFacts, party: Party) -> Seat:
    """The seat behind a party of the state table; a vacant post's items are the board's, and nobody verifies himself."""
    if party is Party.LEADER:
        return BOARD if task.vacant else Seat(party, task.post)
    if party is Party.VERIFIER:
        return Seat(party, task.verifier) if task.verifier is not None else BOARD
    return Seat(party)


def supporter(case: CaseFacts) -> Seat:
    """Who answers a case: the supporter's post, or the board while there is none or nobody in it."""
    return BOARD if case.supporter is None or case.vacant else Seat(Party.SUPPORTER, case.supporter)


def above(passed: frozenset[int], chain: tuple[int, ...]) -> int | None:
    """The first post going up that is not passed over: nobody supervises himself."""
    return next((post for post in chain if post not in passed), None)


def late(task: TaskFacts, today: date, working_days: WorkingDays) -> int:
    """Working days past the deadline, counted to the claim while others wait."""
    return late_by(Course(task.state, task.due, task.claimed), today, working_days)


def resting(task: TaskFacts, today: date, working_days: WorkingDays) -> bool:
    """Do reminders rest, because a support case waits for its promised day? One case in ten working days buys that, and no
    longer than the first promise ran: a case that is open again does not buy it anew."""
    if task.rested is None:
        return False
    promise = working_days.add(task.rested, CASE_RULES[CaseState.OPEN].working_days or 0)
    return any(
        case.state is CaseState.OPEN and case.asked == task.rested and today <= min(case.promised, promise)
        for case in task.cases
    )


PLEDGE = 9  # working days a named date rests reminders at most: nothing open is left alone for ten


def pledging(task: TaskFacts, today: date, working_days: WorkingDays) -> bool:
    """Do reminders rest, because the leader has named the day of the next word? An acknowledgement buys no silence, a date
    does: up to that day, never past the deadline, and for nine working days at most."""
    if task.pledged is None or task.news is None:
        return False
    end = min(task.pledged, working_days.add(task.news, PLEDGE))
    if task.due is not None and task.due >= task.news:
        end = min(end, task.due)
    return today < end

"""The words for states, roles and classes of messages, and the state table of domain/states.md as data."""

from dataclasses import dataclass
from enum import StrEnum


class TaskState(StrEnum):
    """Where a task stands; what waits beside it (support, extension) is an item of its own."""

    REGISTERED = "registered"
    ASSIGNED = "assigned"
    OBJECTED = "objected"
    IN_PROGRESS = "in_progress"
    PRODUCT_MISSING = "product_missing"
    CLAIMED = "claimed"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    CARRIED_OVER = "carried_over"


class CaseState(StrEnum):
    """A support case: waiting for the supporter, answered (the leader's turn), or over."""

    OPEN = "open"
    ANSWERED = "answered"
    RESOLVED = "resolved"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


class ExtensionState(StrEnum):
    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class InstructionState(StrEnum):
    """An instruction (ý kiến chỉ đạo, S0-16): waiting for the leader's answer, answered, closed by who gave it, taken back."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Result(StrEnum):
    """How a task was closed: xuất sắc, đạt, không đạt."""

    EXCELLENT = "excellent"
    MET = "met"
    FAILED = "failed"


class SupportType(StrEnum):
    """The five kinds of support owed ("khoán" is not "khoán trắng", S4-06)."""

    RESOURCES = "resources"
    MECHANISM = "mechanism"
    POLICY = "policy"
    CONDITIONS = "conditions"
    DIRECTION = "direction"


class DueKind(StrEnum):
    DATE = "date"
    ONGOING = "ongoing"
    RECURRING = "recurring"


class RoleKind(StrEnum):
    BOARD = "board"
    COMMITTEE = "committee"
    SUPERVISOR = "supervisor"
    COUNCIL = "council"
    SUPPORTER = "supporter"
    ASSISTANT = "assistant"


class MessageClass(StrEnum):
    """Four classes of messages; when each may be delivered is `rules.delivery`."""

    REPLY = "reply"
    ANSWER = "answer"
    ORDER = "order"
    ROUTINE = "routine"


class Party(StrEnum):
    """Who can hold an item; a supervisor holds none and is only told."""

    LEADER = "leader"
    BOARD = "board"
    SUPPORTER = "supporter"
    VERIFIER = "verifier"
    SUPERVISOR = "supervisor"
    NOBODY = "nobody"


class ItemKind(StrEnum):
    """What can be in somebody's court. A claim is its task while it waits to be verified."""

    TASK = "task"
    CLAIM = "claim"
    CASE = "case"
    EXTENSION = "extension"
    INSTRUCTION = "instruction"


class Clock(StrEnum):
    """What the deadline does in a state."""

    RUNS = "runs"
    OTHERS_TURN = "others_turn"  # the leader is not late while others wait; lateness later counts to the claim
    STOPPED = "stopped"
    OVER = "over"


@dataclass(frozen=True)
class StateRule:
    """One line of the table: who holds a task in this state, how many working days they have, what the deadline does."""

    holder: Party
    working_days: int | None
    clock: Clock


TASK_RULES: dict[TaskState, StateRule] = {
    TaskState.REGISTERED: StateRule(Party.BOARD, 5, Clock.STOPPED),
    TaskState.ASSIGNED: StateRule(Party.LEADER, 3, Clock.RUNS),
    TaskState.OBJECTED: StateRule(Party.BOARD, 2, Clock.RUNS),
    TaskState.IN_PROGRESS: StateRule(Party.LEADER, None, Clock.RUNS),
    TaskState.PRODUCT_MISSING: StateRule(Party.LEADER, None, Clock.OTHERS_TURN),
    TaskState.CLAIMED: StateRule(Party.VERIFIER, 5, Clock.OTHERS_TURN),
    TaskState.SUSPENDED: StateRule(Party.BOARD, None, Clock.STOPPED),
    TaskState.CLOSED: StateRule(Party.NOBODY, None, Clock.OVER),
    TaskState.WITHDRAWN: StateRule(Party.NOBODY, None, Clock.OVER),
    TaskState.CARRIED_OVER: StateRule(Party.NOBODY, None, Clock.OVER),
}

CASE_RULES: dict[CaseState, StateRule] = {
    CaseState.OPEN: StateRule(Party.SUPPORTER, 3, Clock.RUNS),
    CaseState.ANSWERED: StateRule(Party.LEADER, 5, Clock.RUNS),
    CaseState.RESOLVED: StateRule(Party.NOBODY, None, Clock.RUNS),
    CaseState.LAPSED: StateRule(Party.NOBODY, None, Clock.RUNS),
    CaseState.WITHDRAWN: StateRule(Party.NOBODY, None, Clock.RUNS),
}

EXTENSION_RULES: dict[ExtensionState, StateRule] = {
    ExtensionState.ASKED: StateRule(Party.BOARD, 2, Clock.RUNS),
    ExtensionState.GRANTED: StateRule(Party.NOBODY, None, Clock.RUNS),
    ExtensionState.REFUSED: StateRule(Party.NOBODY, None, Clock.RUNS),
    ExtensionState.WITHDRAWN: StateRule(Party.NOBODY, None, Clock.RUNS),
}

INSTRUCTION_RULES: dict[InstructionState, StateRule] = {
    InstructionState.OPEN: StateRule(Party.LEADER, None, Clock.RUNS),
    InstructionState.ANSWERED: StateRule(Party.NOBODY, None, Clock.RUNS),
    InstructionState.CLOSED: StateRule(Party.NOBODY, None, Clock.RUNS),
    InstructionState.WITHDRAWN: StateRule(Party.NOBODY, None, Clock.RUNS),
}

OPEN_STATES = frozenset(state for state, rule in TASK_RULES.items() if rule.holder is not Party.NOBODY)

# domain/states.md: which state may follow which; anything else is refused by the services.
NEXT: dict[TaskState, frozenset[TaskState]] = {
    TaskState.REGISTERED: frozenset({TaskState.ASSIGNED, TaskState.WITHDRAWN}),
    TaskState.ASSIGNED: frozenset(
        {
            TaskState.IN_PROGRESS,
            TaskState.OBJECTED,
            TaskState.PRODUCT_MISSING,
            TaskState.CLAIMED,
            TaskState.SUSPENDED,
            TaskState.CLOSED,
            TaskState.WITHDRAWN,
        }
    ),
    TaskState.OBJECTED: frozenset(
        {TaskState.ASSIGNED, TaskState.IN_PROGRESS, TaskState.SUSPENDED, TaskState.WITHDRAWN}
    ),
    TaskState.IN_PROGRESS: frozenset(
        {
            TaskState.PRODUCT_MISSING,
            TaskState.CLAIMED,
            TaskState.SUSPENDED,
            TaskState.CLOSED,
            TaskState.WITHDRAWN,
            TaskState.CARRIED_OVER,
        }
    ),
    TaskState.PRODUCT_MISSING: frozenset({TaskState.CLAIMED, TaskState.IN_PROGRESS, TaskState.CLOSED}),
    TaskState.CLAIMED: frozenset({TaskState.IN_PROGRESS, TaskState.CLOSED, TaskState.PRODUCT_MISSING}),
    TaskState.SUSPENDED: frozenset({TaskState.IN_PROGRESS, TaskState.WITHDRAWN}),
    TaskState.CLOSED: frozenset({TaskState.IN_PROGRESS}),
    TaskState.WITHDRAWN: frozenset(),
    TaskState.CARRIED_OVER: frozenset(),
}

"""Who may do what: one table, asked by every service (never by a handler).

A relation is what an actor is to the thing at hand; an action lists the relations that may do it.
"""

from enum import StrEnum

from sqlmodel import Session, col, select

from models import SupportCase, Task
from rules.errors import UserError
from services.identity import Actor


class Relation(StrEnum):
    OWNER = "owner"
    ASSISTANT = "assistant"
    SUPERVISOR = "supervisor"
    SUPPORTER = "supporter"
    BOARD = "board"
    COMMITTEE = "committee"


class Action(StrEnum):
    SEE_TASK = "see_task"
    ACCEPT = "accept"
    OBJECT = "object"
    REPORT = "report"
    ASK_SUPPORT = "ask_support"
    SETTLE_CASE = "settle_case"
    ASK_EXTENSION = "ask_extension"
    ASSIGN = "assign"
    CLOSE = "close"
    EXTEND = "extend"
    VERIFY = "verify"
    RETURN = "return"
    ANSWER_CASE = "answer_case"
    ANSWER_OBJECTION = "answer_objection"
    SEE_STATUS = "see_status"
    SEE_CASES = "see_cases"
    SEE_CASE = "see_case"
    SEE_EXTENSION = "see_extension"
    REMIND = "remind"
    INSTRUCT = "instruct"
    ANSWER_INSTRUCTION = "answer_instruction"
    SET_ROUTES = "set_routes"
    INVITE = "invite"
    UNLINK = "unlink"
    CONFIRM_MEMBER = "confirm_member"
    SEE_PEOPLE = "see_people"
    SEE_DIGEST = "see_digest"
    REOPEN = "reopen"
    JUDGE = "judge"
    CARRY_OVER = "carry_over"
    CONFIRM_CAUSE = "confirm_cause"
    CORRECT = "correct"
    DECIDE_RATING = "decide_rating"
    KEEP_CALENDAR = "keep_calendar"
    EXPORT = "export"
    REGISTER = "register"
    ANSWER_REGISTRATION = "answer_registration"
    COMMENT_DIGEST = "comment_digest"


_LEADER = frozenset({Relation.OWNER, Relation.ASSISTANT})
_BOARD = frozenset({Relation.BOARD})

TABLE: dict[Action, frozenset[Relation]] = {
    Action.SEE_TASK: _LEADER | _BOARD | {Relation.SUPERVISOR, Relation.COMMITTEE},
    Action.ACCEPT: frozenset({Relation.OWNER}),
    Action.OBJECT: frozenset({Relation.OWNER}),
    Action.REPORT: _LEADER,
    Action.ASK_SUPPORT: _LEADER,
    Action.SETTLE_CASE: _LEADER,
    Action.ASK_EXTENSION: frozenset({Relation.OWNER}),
    Action.ASSIGN: _BOARD,
    Action.CLOSE: _BOARD,
    Action.EXTEND: _BOARD,
    Action.VERIFY: _BOARD | {Relation.SUPERVISOR},
    Action.RETURN: _BOARD | {Relation.SUPERVISOR},
    Action.ANSWER_CASE: _BOARD | {Relation.SUPPORTER},
    Action.ANSWER_OBJECTION: _BOARD,
    Action.SEE_STATUS: _BOARD | {Relation.COMMITTEE},
    Action.SEE_CASES: _BOARD,
    Action.SEE_CASE: _BOARD | {Relation.SUPPORTER, Relation.COMMITTEE},
    Action.SEE_EXTENSION: _BOARD | {Relation.COMMITTEE},
    Action.REMIND: _BOARD,
    Action.INSTRUCT: _BOARD | {Relation.SUPERVISOR, Relation.COMMITTEE},
    Action.ANSWER_INSTRUCTION: _LEADER,
    Action.SET_ROUTES: _BOARD,
    Action.INVITE: _BOARD,
    Action.UNLINK: _BOARD,
    Action.CONFIRM_MEMBER: _BOARD,
    Action.SEE_PEOPLE: _BOARD,
    Action.SEE_DIGEST: _BOARD | {Relation.COMMITTEE},
    Action.COMMENT_DIGEST: _BOARD,
    Action.REOPEN: _BOARD,
    Action.JUDGE: _BOARD,
    Action.CARRY_OVER: _BOARD,
    Action.CORRECT: _BOARD,
    Action.CONFIRM_CAUSE: _BOARD | {Relation.COMMITTEE},
    Action.DECIDE_RATING: _BOARD | {Relation.COMMITTEE},
    Action.KEEP_CALENDAR: _BOARD,
    Action.EXPORT: _BOARD | {Relation.COMMITTEE},
    Action.REGISTER: _LEADER,
    Action.ANSWER_REGISTRATION: _BOARD,
}
# Nobody verifies or supervises himself (domain/states.md).
_BY_OTHERS = frozenset(
    {
        Action.CLOSE,
        Action.VERIFY,
        Action.RETURN,
        Action.REOPEN,
        Action.CONFIRM_CAUSE,
        Action.CORRECT,
        Action.ANSWER_REGISTRATION,
    }
)

NOT_YOURS = "This is for members of the organisation board only."
NO_SUCH_TASK = "There is no such task among those you may see."
NOT_ONES_OWN = "{code} is your own task; another member of the board has to do this."


def relations(
    actor: Actor, *, unit_id: int | None = None, task: Task | None = None, case: SupportCase | None = None
) -> frozenset[Relation]:
    """What the actor is to a unit, a task or a support case; with none of them, to any unit at all."""
    unit = task.unit_id if task else case.unit_id if case else unit_id
    found = {
        Relation.OWNER: task is not None and task.post_id in actor.posts,
        Relation.ASSISTANT: task is not None and task.post_id in actor.assisted,
        Relation.SUPERVISOR: task is not None and actor.follows(task),
        Relation.SUPPORTER: case is not None and case.supporter_id in actor.posts,
        Relation.BOARD: bool(actor.board) if unit is None else unit in actor.board,
        Relation.COMMITTEE: bool(actor.committee) if unit is None else unit in actor.committee,
    }
    return frozenset(relation for relation, holds in found.items() if holds)


def may(
    actor: Actor,
    action: Action,
    *,
    unit_id: int | None = None,
    task: Task | None = None,
    case: SupportCase | None = None,
) -> bool:
    return bool(TABLE[action] & relations(actor, unit_id=unit_id, task=task, case=case))


def require(
    actor: Actor,
    action: Action,
    *,
    unit_id: int | None = None,
    task: Task | None = None,
    case: SupportCase | None = None,
) -> None:
    """Raise `UserError` unless allowed; a task one may not see is not told apart from one that does not exist."""
    if may(actor, action, unit_id=unit_id, task=task, case=case):
        return
    if task is not None and not may(actor, Action.SEE_TASK, task=task):
        raise UserError(NO_SUCH_TASK)
    if task is not None and TABLE[action] == {Relation.OWNER}:
        raise UserError("Only the holder of the post may do this; you may report and ask for support.")
    raise UserError(NOT_YOURS if TABLE[action] <= _BOARD | {Relation.COMMITTEE} else NO_SUCH_TASK)


def require_task(session: Session, actor: Actor, action: Action, task_id: int, *, lock: bool = True) -> Task:
    """The task, locked for this transaction, if the actor may do this to it."""
    task = session.get(Task, task_id, with_for_update=lock or None)
    if task is None:
        raise UserError(NOT_YOURS if TABLE[action] <= _BOARD and not actor.board else NO_SUCH_TASK)
    require(actor, action, task=task)
    if action in _BY_OTHERS and task.post_id in actor.leads:
        raise UserError(NOT_ONES_OWN, code=f"NV-{task.id}")
    return task


def may_somewhere(session: Session, actor: Actor, action: Action) -> bool:
    """May the actor do this to anything there is? A supporter or a supervisor is one only where a case or a task says so."""
    if may(actor, action):
        return True
    if actor.watches and Relation.SUPERVISOR in TABLE[action]:
        return True
    posts = list(actor.posts)
    supports = select(SupportCase.id).where(col(SupportCase.supporter_id).in_(posts)).limit(1)
    supervises = select(Task.id).where(col(Task.supervisor_id).in_(posts)).limit(1)
    by = {Relation.SUPPORTER: supports, Relation.SUPERVISOR: supervises}
    return bool(posts) and any(session.exec(by[each]).first() is not None for each in TABLE[action] & by.keys())

"""Who answers a request for support: the board's table of kind and field (S4-06). Without a line that fits, the board does."""

from datetime import datetime

from sqlmodel import Session, col, select

from models import SupportCase, SupportRoute, Task
from rules.errors import UserError
from rules.states import SupportType
from rules.text import fold
from services import history
from services.board import board_unit
from services.case import record, tell_supporter
from services.identity import Actor
from services.permissions import Action, require
from services.units import the_root


def route(session: Session, case: SupportCase, task: Task, now: datetime) -> None:
    """Hand a sorted, open case to the post whose line fits best; a case that has a supporter stays there."""
    if case.kind is None or case.supporter_id is not None:
        return
    words = fold(f"{task.title} {task.product} {history.words(session, case.text_id)}")
    fitting = [line for line in lines(session, board_unit(session, case.unit_id, now)) if _fits(line, case, words)]
    best = max(fitting, key=lambda line: (len(line.field), line.kind is not None), default=None)
    if best is None or best.post_id == task.post_id:
        return
    case.supporter_id = best.post_id
    session.add(case)
    record(
        session,
        case,
        "support_passed_on",
        None,
        now,
        before={"supporter_id": None},
        after={"supporter_id": best.post_id},
    )
    tell_supporter(session, case, now)


def _fits(line: SupportRoute, case: SupportCase, words: str) -> bool:
    return line.kind in (None, case.kind) and fold(line.field) in words


def lines(session: Session, unit_id: int) -> list[SupportRoute]:
    """The table of a unit's board."""
    which = select(SupportRoute).where(SupportRoute.unit_id == unit_id)
    return list(session.exec(which.order_by(col(SupportRoute.id))))


def of_board(session: Session, actor: Actor, now: datetime) -> list[SupportRoute]:
    return lines(session, _unit(session, actor, now))


def set_line(
    session: Session, actor: Actor | None, kind: SupportType | None, field: str, post_id: int, now: datetime
) -> SupportRoute:
    """A line for a kind and a field; it takes the place of the one there was. `actor` none: from the server's console."""
    unit_id = _unit(session, actor, now)
    same = [line for line in lines(session, unit_id) if line.kind is kind and fold(line.field) == fold(field)]
    line = same[0] if same else SupportRoute(unit_id=unit_id, kind=kind, field=field.strip(), post_id=post_id)
    before, line.post_id = line.post_id if same else None, post_id
    session.add(line)
    session.flush()
    _record(session, actor, line, "route_set", before, post_id, now)
    return line


def of_root(session: Session, now: datetime) -> list[SupportRoute]:
    """The table of the top board, for the server's console."""
    return lines(session, _unit(session, None, now))


def drop_line(session: Session, actor: Actor, line_id: int, now: datetime) -> None:
    unit_id = _unit(session, actor, now)
    line = next((each for each in lines(session, unit_id) if each.id == line_id), None)
    if line is None:
        raise UserError("There is no such line in the table of supporters.")
    _record(session, actor, line, "route_dropped", line.post_id, None, now)
    session.delete(line)


def _unit(session: Session, actor: Actor | None, now: datetime) -> int:
    if actor is None:
        return board_unit(session, the_root(session).id or 0, now)
    unit = min(actor.board) if actor.board else the_root(session).id or 0
    require(actor, Action.SET_ROUTES, unit_id=unit)
    return board_unit(session, unit, now)


def _record(
    session: Session,
    actor: Actor | None,
    line: SupportRoute,
    event: str,
    before: int | None,
    after: int | None,
    now: datetime,
) -> None:
    history.record(
        session,
        unit_id=line.unit_id,
        subject=f"route:{line.id}",
        event=event,
        actor=actor,
        now=now,
        before={"post_id": before},
        after={"post_id": after, "kind": line.kind},
    )

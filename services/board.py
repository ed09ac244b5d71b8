"""The organisation board of a unit, and how it is told something.

One rule: what the board must know goes to its bound group if there is one (to one of each bot, where its members are on
several platforms), otherwise to each member privately.
"""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from models import Group, Unit
from rules.localtime import today
from rules.states import MessageClass, RoleKind
from rules.text import fold
from services.identity import members
from services.notices import notify
from services.plans import plans, scarce


def board_unit(session: Session, unit_id: int, now: datetime) -> int:
    """The nearest unit, upwards, that has a board or a board's group; the top of the tree when none has."""
    unit = session.get_one(Unit, unit_id)
    while True:
        here = unit.id or 0
        if unit.parent_id is None or _groups(session, here) or members(session, here, RoleKind.BOARD, today(now)):
            return here
        unit = session.get_one(Unit, unit.parent_id)


def board_name(session: Session, unit_id: int, now: datetime) -> str:
    """What the board of a unit is called: "Ban Tổ chức Tỉnh ủy"."""
    name = session.get_one(Unit, board_unit(session, unit_id, now)).name
    return name if fold(name).startswith("ban to chuc") else f"Ban Tổ chức {name}"


def tell_board(
    session: Session,
    *,
    unit_id: int,
    kind: str,
    message_class: MessageClass,
    key: str,
    now: datetime,
    besides: int | None = None,
    not_before: datetime | None = None,
    **args: Any,
) -> bool:
    """Queue a notice for the board of a unit; false when all of it was queued before. `besides`: a member who knows already."""
    unit = board_unit(session, unit_id, now)
    groups = _heard_in(session, unit)

    def tell(key: str, **to: int | None) -> bool:
        return notify(
            session, kind=kind, message_class=message_class, key=key, now=now, not_before=not_before, **to, **args
        )

    if groups:
        # the first keeps the plain key: a group bound later must not make it hear a thing again
        queued = [tell(f"{key}:{group.bot}" if i else key, group_id=group.id) for i, group in enumerate(groups)]
        return any(queued)
    people = (person for person in members(session, unit, RoleKind.BOARD, today(now)) if person != besides)
    told = [tell(f"{key}:{person}", person_id=person) for person in people]
    return any(told)


def tell_top_board(
    session: Session, *, kind: str, key: str, now: datetime, not_before: datetime | None = None, **args: Any
) -> None:
    """Tell the organisation's own board how the assistant itself fares; nobody, as long as there is no organisation."""
    root = session.exec(select(Unit.id).where(col(Unit.parent_id).is_(None)).order_by(col(Unit.id)).limit(1)).first()
    if root is not None:
        tell_board(
            session,
            unit_id=root,
            kind=kind,
            message_class=MessageClass.ANSWER,
            key=key,
            now=now,
            not_before=not_before,
            **args,
        )


def _heard_in(session: Session, unit_id: int) -> list[Group]:
    """The groups, but for those whose bot is told that its plan is used up: the members may be reached on another channel."""
    groups = _groups(session, unit_id)
    if not groups or not plans():
        return groups
    spent = session.execute(scarce(refused_only=True)).scalars().all()
    return [group for group in groups if group.bot not in spent]


def _groups(session: Session, unit_id: int) -> list[Group]:
    """The board's latest group of each bot; the bot that has had one longest comes first."""
    statement = select(Group).where(Group.unit_id == unit_id, Group.purpose == RoleKind.BOARD).order_by(col(Group.id))
    latest: dict[str, Group] = {}
    for group in session.exec(statement):
        latest[group.bot] = group
    return list(latest.values())

"""Units merged into one by date: posts and open work go over with their history, and the old unit stays readable.

A post of the old unit whose title the new one has too (Bí thư, Chủ tịch UBND) is dissolved into that post: its open tasks go
there, what is closed stays with it. Any other post goes over as it is. Numbers stay; only one that its new holder has already
is given anew. Roles go over; group chats don't, because a group may only hear what all its members may read.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from models import Group, Invitation, Post, RegulationScope, Role, Unit
from rules.errors import UserError
from rules.localtime import today
from rules.organisation.titles import successor, title_of
from services.history import record
from services.identity import Actor, holder_of
from services.linking import end_tenures, unlink_if_nothing_left
from services.moving import Moved, move_tasks, point_elsewhere
from services.takeover import hand_over


@dataclass
class Merged:
    """What a merger does; `kept_names`: posts that went over under the name of the old unit."""

    units: list[str] = field(default_factory=list)
    into: str = ""
    tasks: Moved = field(default_factory=Moved)
    dissolved: list[str] = field(default_factory=list)
    kept_names: list[str] = field(default_factory=list)
    vacant: list[str] = field(default_factory=list)
    groups: int = 0
    codes: int = 0


def check(session: Session, sources: Sequence[int], target: int, on: date, now: datetime) -> None:
    """Raise `UserError` for a merger that can't be."""
    into = session.get_one(Unit, target)
    if on > today(now):
        raise UserError("{day} has not come yet; a merger is entered on its day or later.", day=on)
    if into.merged_into_id is not None:
        raise UserError("{unit} has been merged into another unit itself.", unit=into.name)
    for source in sources:
        unit = session.get_one(Unit, source)
        if unit.merged_into_id is not None:
            raise UserError("{unit} has been merged into another unit already.", unit=unit.name)
        if unit.parent_id is None or source == target or _is_above(session, source, into):
            raise UserError("{unit} can't be merged into {into}.", unit=unit.name, into=into.name)


def _is_above(session: Session, unit_id: int, other: Unit) -> bool:
    at: Unit | None = other
    while at is not None and at.parent_id is not None:
        if at.parent_id == unit_id:
            return True
        at = session.get(Unit, at.parent_id)
    return False


def merge(
    session: Session, sources: Sequence[int], target: int, on: date, now: datetime, *, actor: Actor | None = None
) -> Merged:
    """Merge units into one; `on` is the first day of the new order. `actor` none: from the server's console."""
    check(session, sources, target, on, now)
    into = session.get_one(Unit, target, with_for_update=True)
    done = Merged(into=into.name)
    for source in sources:
        _merge_one(session, session.get_one(Unit, source, with_for_update=True), into, on, now, actor, done)
    for post in session.exec(select(Post).where(Post.unit_id == target, col(Post.ended_on).is_(None))):
        if holder_of(session, post.id or 0, today(now)) is None:
            done.vacant.append(post.name)
    return done


def _merge_one(
    session: Session, unit: Unit, into: Unit, on: date, now: datetime, actor: Actor | None, done: Merged
) -> None:
    done.units.append(unit.name)
    joined = _posts(session, unit, into, on, done)
    moved = move_tasks(session, unit.id or 0, into.id or 0, joined, now, actor)
    point_elsewhere(session, joined)
    done.tasks += moved
    for old, new in joined.items():
        end_tenures(session, old, now, last=on - timedelta(days=1))
        hand_over(session, new, moved.of_post.get(new, []), now, event=f"merged:{old}")
    _roles(session, unit, into, joined, on, now)
    done.codes += _codes(session, unit, into, joined, now)
    _scopes(session, unit, into, joined, on)
    done.groups += len(session.exec(select(Group.id).where(Group.unit_id == unit.id)).all())
    for child in session.exec(select(Unit).where(Unit.parent_id == unit.id)):
        child.parent_id = into.id
        session.add(child)
    unit.merged_into_id, unit.ended_on = into.id, on - timedelta(days=1)
    session.add(unit)
    session.flush()
    record(
        session,
        unit_id=unit.id or 0,
        subject=f"unit:{unit.id}",
        event="merged",
        actor=actor,
        now=now,
        after={"into": into.id, "on": on, "tasks": len(moved.tasks), "posts": list(joined)},
    )


def _posts(session: Session, unit: Unit, into: Unit, on: date, done: Merged) -> dict[int, int]:
    """Move the posts; gives back which was dissolved into which."""
    there = session.exec(select(Post).where(Post.unit_id == into.id, col(Post.ended_on).is_(None))).all()
    titles = [(post.id or 0, title_of(post.name, into.name)) for post in there]
    joined: dict[int, int] = {}
    for post in session.exec(select(Post).where(Post.unit_id == unit.id, col(Post.ended_on).is_(None))).all():
        heir = successor(title_of(post.name, unit.name), titles)
        if heir is None:
            post.unit_id = into.id or 0
            done.kept_names.append(post.name)
        else:
            post.ended_on, post.successor_id = on - timedelta(days=1), heir
            joined[post.id or 0] = heir
            done.dissolved.append(post.name)
        session.add(post)
    session.flush()
    return joined


def _roles(session: Session, unit: Unit, into: Unit, joined: dict[int, int], on: date, now: datetime) -> None:
    """Who had a role in the old unit has it in the new one; whoever typed for a dissolved post does so no more."""
    last = on - timedelta(days=1)
    held = [role for role in session.exec(select(Role).where(Role.unit_id == unit.id)) if role.ends_on is None]
    for role in held:
        role.ends_on = last
        session.add(role)
        if role.post_id not in joined:
            kept = role.model_dump(exclude={"id", "unit_id", "starts_on", "ends_on"})
            session.add(Role(**kept, unit_id=into.id or 0, starts_on=on))
    session.flush()
    for person in dict.fromkeys(role.person_id for role in held):
        unlink_if_nothing_left(session, person, now)


def _codes(session: Session, unit: Unit, into: Unit, joined: dict[int, int], now: datetime) -> int:
    """Unused slips of dissolved posts and of the old unit's own groups are void; the others open the new unit."""
    waiting = select(Invitation).where(Invitation.unit_id == unit.id, col(Invitation.confirmed_at).is_(None))
    void = 0
    for code in session.exec(waiting.where(col(Invitation.void_at).is_(None))):
        code.unit_id = into.id or 0
        if code.post_id in joined or code.group:
            code.void_at = now
            void += 1
        session.add(code)
    return void


def _scopes(session: Session, unit: Unit, into: Unit, joined: dict[int, int], on: date) -> None:
    """What a regulation reached in the old unit it reaches in the new one."""
    for scope in session.exec(select(RegulationScope).where(col(RegulationScope.ends_on).is_(None))).all():
        if scope.unit_id != unit.id and scope.post_id not in joined:
            continue
        scope.ends_on = on - timedelta(days=1)
        kept = scope.model_dump(exclude={"id", "unit_id", "post_id", "starts_on", "ends_on"})
        at = into.id if scope.unit_id == unit.id else scope.unit_id
        post = joined.get(scope.post_id, scope.post_id) if scope.post_id is not None else None
        session.add_all([scope, RegulationScope(**kept, unit_id=at, post_id=post, starts_on=on)])

"""The organisation as it stands: units, their posts, how those are held and who supervises them; and whom nobody supervises."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from models import Account, Post, Role, Tenure, Unit
from rules.localtime import today
from rules.states import RoleKind

# message ids: how a post is held
VACANT, ACTING, HELD, LINKED = "vacant post", "held for the time being", "held, not connected", "held and connected"
HOLDERS = (VACANT, ACTING, HELD, LINKED)


@dataclass(frozen=True)
class Line:
    """A unit or (`post`) a post, `depth` steps below the top."""

    depth: int
    name: str
    post: bool = False
    level: str = ""
    group: str = ""
    holder: str = ""
    supervisor: str = ""
    ended_on: date | None = None
    into: str = ""


def tree(session: Session, now: datetime) -> list[Line]:
    """Everything, from the top down; merged units last, with where their work went."""
    units = session.exec(select(Unit).order_by(col(Unit.name))).all()
    posts = session.exec(select(Post).where(col(Post.ended_on).is_(None)).order_by(col(Post.name))).all()
    names = {post.id: post.name for post in posts}
    held = _held(session, today(now))
    children: dict[int | None, list[Unit]] = {}
    for unit in units:
        children.setdefault(unit.parent_id if unit.merged_into_id is None else -1, []).append(unit)
    of_unit: dict[int, list[Line]] = {}
    for post in posts:
        above, holder = names.get(post.supervisor_id, ""), held.get(post.id or 0, VACANT)
        of_unit.setdefault(post.unit_id, []).append(Line(0, post.name, True, holder=holder, supervisor=above))
    unit_names = {unit.id: unit.name for unit in units}
    gone = [_line(unit, 0, unit_names) for unit in children.get(-1, [])]
    return [*_under(None, 0, children, of_unit, unit_names), *gone]


def _under(
    parent: int | None,
    depth: int,
    children: dict[int | None, list[Unit]],
    posts: dict[int, list[Line]],
    names: dict[int | None, str],
) -> Iterator[Line]:
    for unit in children.get(parent, []):
        yield _line(unit, depth, names)
        for post in posts.get(unit.id or 0, []):
            yield Line(depth + 1, post.name, True, holder=post.holder, supervisor=post.supervisor)
        yield from _under(unit.id, depth + 1, children, posts, names)


def _line(unit: Unit, depth: int, names: dict[int | None, str]) -> Line:
    since = unit.ended_on + timedelta(days=1) if unit.ended_on is not None else None
    return Line(
        depth, unit.name, False, unit.level, unit.group, ended_on=since, into=names.get(unit.merged_into_id, "")
    )


def _held(session: Session, day: date) -> dict[int, str]:
    """How each post that anybody holds is held, by its accountable holder."""
    linked = set(session.exec(select(Account.person_id).where(col(Account.person_id).is_not(None))))
    tenures = select(Tenure).where(Tenure.starts_on <= day).order_by(col(Tenure.accountable), col(Tenure.id))
    found: dict[int, str] = {}
    for tenure in session.exec(tenures):
        if tenure.ends_on is None or tenure.ends_on >= day:
            found[tenure.post_id] = ACTING if tenure.acting else LINKED if tenure.person_id in linked else HELD
    return found


def uncovered(session: Session, now: datetime) -> list[str]:
    """Posts in force that nobody supervises, neither a post above nor a person for their unit (S0-13); the top posts are."""
    day = today(now)
    roles = select(Role.unit_id).where(Role.kind == RoleKind.SUPERVISOR, Role.starts_on <= day)
    covered = set(session.exec(roles.where(col(Role.ends_on).is_(None) | (col(Role.ends_on) >= day))))
    parents = dict(session.exec(select(Unit.id, Unit.parent_id)).all())
    posts = session.exec(select(Post).where(col(Post.ended_on).is_(None), col(Post.supervisor_id).is_(None))).all()
    return [post.name for post in posts if not _any_above(post.unit_id, parents, covered)]


def _any_above(unit: int | None, parents: dict[int | None, int | None], covered: set[int]) -> bool:
    while unit is not None:
        if unit in covered:
            return True
        unit = parents.get(unit)
    return False

"""The tree of units."""

from collections.abc import Iterable

from sqlalchemy import or_
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from models import Unit


def below(session: Session, roots: Iterable[int]) -> frozenset[int]:
    """The ids of these units, of all under them, and of what was merged into them: who has the new unit reads the old."""
    tree = core_select(col(Unit.id)).where(col(Unit.id).in_(list(roots))).cte("tree", recursive=True)
    under = or_(col(Unit.parent_id) == tree.c.id, col(Unit.merged_into_id) == tree.c.id)
    tree = tree.union(core_select(col(Unit.id)).join(tree, under))
    return frozenset(session.execute(core_select(tree.c.id)).scalars())


def root_of(session: Session, unit_id: int) -> int:
    """The organisation a unit belongs to: the top of its tree."""
    unit = session.get_one(Unit, unit_id)
    while unit.parent_id is not None:
        unit = session.get_one(Unit, unit.parent_id)
    return unit_id if unit.id is None else unit.id


def is_set_up(session: Session) -> bool:
    """Is there an organisation at all?"""
    return session.exec(select(Unit.id).limit(1)).first() is not None


def the_root(session: Session) -> Unit:
    """The organisation of this installation; raises `NoResultFound` on an empty database."""
    return session.exec(select(Unit).where(col(Unit.parent_id).is_(None)).order_by(col(Unit.id)).limit(1)).one()

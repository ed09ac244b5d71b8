"""Whom a standing regulation reaches, by date: rounds widen (S1-01, S3-13, S4-04)."""

from datetime import date, timedelta

from sqlmodel import Session, col, or_, select

from models import Post, RegulationScope, Unit
from rules.errors import UserError
from rules.folding import fold
from services.units import below


def widen(session: Session, scope: RegulationScope) -> RegulationScope:
    """Add a scope; it must say whom it reaches by at least one part."""
    parts = (scope.post_id, scope.unit_id, scope.level, scope.group, scope.title)
    if not any(parts):
        raise UserError("A regulation's scope needs a post, a unit, a level, a group or words of a title.")
    session.add(scope)
    session.flush()
    return scope


def narrow(session: Session, scope_id: int, first_day: date) -> None:
    """A scope is no longer in force from a day on; what it reached before stays so."""
    scope = session.get_one(RegulationScope, scope_id)
    scope.ends_on = first_day - timedelta(days=1)
    session.add(scope)
    session.flush()


def scopes(session: Session, document_id: int, day: date) -> list[RegulationScope]:
    """The scopes of a regulation that are in force on a day."""
    statement = select(RegulationScope).where(
        RegulationScope.document_id == document_id, RegulationScope.starts_on <= day
    )
    statement = statement.where(or_(col(RegulationScope.ends_on).is_(None), col(RegulationScope.ends_on) >= day))
    return list(session.exec(statement.order_by(col(RegulationScope.id))))


def reached(session: Session, document_id: int, day: date) -> list[Post]:
    """The posts that a regulation reaches on a day, each once (GC-20: 6 directors + 9 × 2 = 24)."""
    statement = select(Post, Unit).join(Unit, col(Unit.id) == col(Post.unit_id))
    statement = statement.where(or_(col(Post.ended_on).is_(None), col(Post.ended_on) >= day))
    posts = session.exec(statement.order_by(col(Post.id))).all()
    trees = [(scope, _tree(session, scope)) for scope in scopes(session, document_id, day)]
    return [post for post, unit in posts if any(_fits(scope, tree, post, unit) for scope, tree in trees)]


def scope_of(session: Session, document_id: int, post_id: int, day: date) -> RegulationScope | None:
    """The scope that reaches a post, the newest of several; none: the regulation doesn't name this post on that day."""
    post = session.get_one(Post, post_id)
    unit = session.get_one(Unit, post.unit_id)
    found = [each for each in scopes(session, document_id, day) if _fits(each, _tree(session, each), post, unit)]
    return found[-1] if found else None


def _tree(session: Session, scope: RegulationScope) -> frozenset[int] | None:
    return below(session, [scope.unit_id]) if scope.unit_id is not None else None


def _fits(scope: RegulationScope, tree: frozenset[int] | None, post: Post, unit: Unit) -> bool:
    return (
        scope.post_id in (None, post.id)
        and (tree is None or unit.id in tree)
        and fold(scope.level) in ("", fold(unit.level))
        and fold(scope.group) in ("", fold(unit.group))
        and f"{fold(post.name)} ".startswith(f"{fold(scope.title)} ".lstrip())
    )

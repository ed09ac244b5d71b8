"""Who of the board's units is linked, who is not, and who has fallen silent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_
from sqlmodel import Session, col, select

from models import Account, Post, Tenure
from rules.localtime import today
from services.calendar import working_days
from services.identity import Actor
from services.permissions import Action, require

SILENT = 10  # working days without a word


@dataclass(frozen=True)
class People:
    """Posts by how their accountable holder can be reached; each post stands in exactly one list."""

    linked: tuple[Post, ...]
    silent: tuple[Post, ...]
    unreachable: tuple[Post, ...]
    unlinked: tuple[Post, ...]

    @property
    def total(self) -> int:
        return len(self.linked) + len(self.silent) + len(self.unreachable) + len(self.unlinked)


def people(session: Session, actor: Actor, now: datetime, units: Collection[int] | None = None) -> People:
    """All posts of the board's units (or of some of them); three statements however many there are."""
    require(actor, Action.SEE_PEOPLE)
    wanted = actor.board & frozenset(units) if units is not None else actor.board
    statement = select(Post).where(col(Post.unit_id).in_(list(wanted)), col(Post.ended_on).is_(None))
    posts = session.exec(statement.order_by(col(Post.unit_id), col(Post.id))).all()
    accounts = _accounts(session, [post.id or 0 for post in posts], now)
    sorted_in: dict[str, list[Post]] = {"linked": [], "silent": [], "unreachable": [], "unlinked": []}
    for post in posts:
        sorted_in[_state(session, accounts.get(post.id or 0, []), now)].append(post)
    return People(**{name: tuple(found) for name, found in sorted_in.items()})


def _accounts(session: Session, posts: Collection[int], now: datetime) -> dict[int, list[Account]]:
    """The accounts of whoever holds each post today."""
    day = today(now)
    statement = select(Tenure.post_id, Account).join(Account, col(Account.person_id) == col(Tenure.person_id))
    statement = statement.where(col(Tenure.post_id).in_(list(posts)), Tenure.starts_on <= day)
    statement = statement.where(or_(col(Tenure.ends_on).is_(None), col(Tenure.ends_on) >= day))
    found: dict[int, list[Account]] = {}
    for post_id, account in session.exec(statement):
        found.setdefault(post_id, []).append(account)
    return found


def _state(session: Session, accounts: list[Account], now: datetime) -> str:
    if not accounts:
        return "unlinked"
    reachable = [account for account in accounts if account.reachable]
    if not reachable:
        return "unreachable"
    heard = max((account.heard_at or account.linked_at or now for account in reachable), default=now)
    return "silent" if working_days(session).between(today(heard), today(now)) >= SILENT else "linked"

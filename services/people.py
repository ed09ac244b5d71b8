"""Who of the board's units is linked, who is not, who has fallen silent, and whom messages did not reach."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import and_, func, or_
from sqlmodel import Session, col, select

from models import Account, Outbox, OutboxState, Post, Tenure
from rules.errors import UserError
from rules.localtime import today
from rules.text import fold
from services.calendar import working_days
from services.identity import Actor
from services.permissions import Action, require

SILENT = 10  # working days without a word
FAILED = timedelta(days=30)  # failed sends of so many calendar days are counted


@dataclass(frozen=True)
class Reach:
    """When the post's holder was last heard (none: never), and how many messages could not be sent to them of late."""

    heard: date | None = None
    failed: int = 0


@dataclass(frozen=True)
class People:
    """Posts by how their accountable holder can be reached; each post stands in exactly one list."""

    linked: tuple[Post, ...]
    silent: tuple[Post, ...]
    unreachable: tuple[Post, ...]
    unlinked: tuple[Post, ...]
    reach: dict[int, Reach] = field(default_factory=dict)  # of the posts that are or were linked

    @property
    def total(self) -> int:
        return len(self.linked) + len(self.silent) + len(self.unreachable) + len(self.unlinked)


def people(session: Session, actor: Actor, now: datetime, units: Collection[int] | None = None) -> People:
    """All posts of the board's units (or of some of them); four statements however many there are."""
    require(actor, Action.SEE_PEOPLE)
    wanted = actor.board & frozenset(units) if units is not None else actor.board
    statement = select(Post).where(col(Post.unit_id).in_(list(wanted)), col(Post.ended_on).is_(None))
    posts = session.exec(statement.order_by(col(Post.unit_id), col(Post.id))).all()
    accounts = _accounts(session, [post.id or 0 for post in posts], now)
    sorted_in: dict[str, list[Post]] = {"linked": [], "silent": [], "unreachable": [], "unlinked": []}
    for post in posts:
        sorted_in[_state(session, accounts.get(post.id or 0, []), now)].append(post)
    linked, silent, unreachable, unlinked = (tuple(found) for found in sorted_in.values())
    return People(linked, silent, unreachable, unlinked, _reach(session, accounts, now))


def narrowed(found: People, words: str) -> People:
    """Those whose posts are named so; raises `UserError` when none is."""
    meant = fold(words)
    lists = (found.linked, found.silent, found.unreachable, found.unlinked)
    linked, silent, unreachable, unlinked = (tuple(p for p in posts if meant in fold(p.name)) for posts in lists)
    some = People(linked, silent, unreachable, unlinked, found.reach)
    if not some.total:
        raise UserError("No unit or post was found for “{text}”.", text=words[:60])
    return some


def _reach(session: Session, accounts: dict[int, list[Account]], now: datetime) -> dict[int, Reach]:
    """By post, over all its holder's accounts."""
    failed = _failed(session, {account.id or 0 for each in accounts.values() for account in each}, now)
    found = {}
    for post, each in accounts.items():
        heard = max((today(account.heard_at) for account in each if account.heard_at), default=None)
        found[post] = Reach(heard, sum(failed.get(account.id or 0, 0) for account in each))
    return found


def _failed(session: Session, accounts: Collection[int], now: datetime) -> dict[int, int]:
    """How many messages to each account were given up."""
    there = and_(col(Outbox.bot) == col(Account.bot), col(Outbox.chat_id) == col(Account.chat_id))
    statement = select(Account.id, func.count()).join(Outbox, there).where(col(Account.id).in_(list(accounts)))
    statement = statement.where(Outbox.state == OutboxState.DEAD, col(Outbox.created_at) >= now - FAILED)
    return {account or 0: count for account, count in session.exec(statement.group_by(col(Account.id)))}


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

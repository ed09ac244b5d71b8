"""Who is speaking: an account on a platform, the person behind it, the posts and roles held today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_
from sqlmodel import Session, col, select

from models import Account, Post, Role, Tenure, Unit
from rules.localtime import today
from rules.states import RoleKind
from services.units import below


@dataclass(frozen=True)
class Actor:
    """A speaker. A stranger has no person; `posts` are held, `assisted` are typed for; the rest are unit ids."""

    account_id: int | None = None
    person_id: int | None = None
    posts: frozenset[int] = frozenset()
    assisted: frozenset[int] = frozenset()
    board: frozenset[int] = frozenset()
    committee: frozenset[int] = frozenset()

    @property
    def known(self) -> bool:
        return self.person_id is not None and bool(self.posts or self.assisted or self.board or self.committee)

    @property
    def leads(self) -> frozenset[int]:
        """The posts whose tasks this person may see and report on."""
        return self.posts | self.assisted


def account_of(session: Session, bot: str, user_id: str) -> Account | None:
    return session.exec(select(Account).where(Account.bot == bot, Account.user_id == user_id)).first()


def actor_of(session: Session, account: Account | None, now: datetime) -> Actor:
    """The rights of an account at this moment; a tenure or role that ended gives none."""
    if account is None or account.person_id is None:
        return Actor(account_id=account.id if account else None)
    return actor_for(session, account.person_id, today(now), account.id)


def actor_for(session: Session, person_id: int, day: date, account_id: int | None = None) -> Actor:
    """The rights of a person on a day."""
    roles = roles_on(session, person_id, day)
    return Actor(
        account_id=account_id,
        person_id=person_id,
        posts=frozenset(posts_on(session, person_id, day)),
        assisted=frozenset(
            role.post_id for role in roles if role.kind is RoleKind.ASSISTANT and role.post_id is not None
        ),
        board=_reach(session, roles, RoleKind.BOARD),
        committee=_reach(session, roles, RoleKind.COMMITTEE),
    )


def _reach(session: Session, roles: list[Role], kind: RoleKind) -> frozenset[int]:
    units = {role.unit_id for role in roles if role.kind is kind}
    return below(session, units) if units else frozenset()


def roles_on(session: Session, person_id: int, day: date) -> list[Role]:
    statement = select(Role).where(Role.person_id == person_id, Role.starts_on <= day)
    return list(session.exec(statement.where(or_(col(Role.ends_on).is_(None), col(Role.ends_on) >= day))))


def posts_on(session: Session, person_id: int, day: date) -> list[int]:
    """The posts a person holds, oldest tenure first."""
    statement = select(Tenure.post_id).where(Tenure.person_id == person_id, Tenure.starts_on <= day)
    statement = statement.where(or_(col(Tenure.ends_on).is_(None), col(Tenure.ends_on) >= day))
    return list(session.exec(statement.order_by(col(Tenure.id))))


def holder_of(session: Session, post_id: int, day: date) -> int | None:
    """The accountable person of a post, or none ("chức danh đang khuyết")."""
    statement = select(Tenure.person_id).where(Tenure.post_id == post_id, Tenure.starts_on <= day)
    statement = statement.where(or_(col(Tenure.ends_on).is_(None), col(Tenure.ends_on) >= day))
    return session.exec(statement.order_by(col(Tenure.accountable).desc(), col(Tenure.id).desc())).first()


def members(session: Session, unit_id: int, kind: RoleKind, day: date) -> list[int]:
    """The people with a role in exactly this unit, in the order they got it."""
    statement = select(Role.person_id).where(Role.unit_id == unit_id, Role.kind == kind, Role.starts_on <= day)
    statement = statement.where(or_(col(Role.ends_on).is_(None), col(Role.ends_on) >= day))
    return list(dict.fromkeys(session.exec(statement.order_by(col(Role.id)))))


def assistants(session: Session, post_id: int, day: date) -> list[int]:
    """The people who type for a post."""
    statement = select(Role.person_id).where(
        Role.post_id == post_id, Role.kind == RoleKind.ASSISTANT, Role.starts_on <= day
    )
    statement = statement.where(or_(col(Role.ends_on).is_(None), col(Role.ends_on) >= day))
    return list(dict.fromkeys(session.exec(statement.order_by(col(Role.id)))))


def account_to_reach(session: Session, person_id: int) -> Account | None:
    """The linked, reachable account a person used last."""
    return next(iter(accounts_to_reach(session, [person_id])), None)


def accounts_to_reach(session: Session, people: Iterable[int]) -> list[Account]:
    """The same for many people: an account each, for those who have one."""
    statement = select(Account).where(col(Account.person_id).in_(list(people)), col(Account.reachable))
    newest_last = session.exec(statement.order_by(col(Account.heard_at).nulls_first(), col(Account.id)))
    return list({account.person_id: account for account in newest_last}.values())


def post_name(session: Session, post_id: int) -> str:
    """A post's full name; it speaks for itself, no person's name is needed."""
    post = session.get_one(Post, post_id)
    return post.name


def board_for(session: Session, unit_id: int, day: date) -> list[int]:
    """The members of the board that looks after a unit: those of the nearest unit upwards that has any."""
    unit: Unit | None = session.get_one(Unit, unit_id)
    while unit is not None:
        found = members(session, unit.id or 0, RoleKind.BOARD, day)
        if found:
            return found
        unit = session.get(Unit, unit.parent_id) if unit.parent_id is not None else None
    return []

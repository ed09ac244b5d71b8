"""Who is speaking: an account on a platform, the person behind it, the posts and roles held today."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import BindParameter, bindparam, or_
from sqlmodel import Session, col, select

from models import Account, Post, Role, Task, Tenure, Unit
from rules.localtime import today
from rules.states import RoleKind
from services.ahead import keep, kept
from services.plans import plans, scarce
from services.units import below
from services.watch import Watch

# Asked for every update, so they are built once: building one costs more than running it.
_PEOPLE: BindParameter[int] = bindparam("people", expanding=True)
_DAY: BindParameter[date] = bindparam("day")
BY_USER = select(Account).where(Account.bot == bindparam("bot"), Account.user_id == bindparam("user"))
ROLES = select(Role).where(
    col(Role.person_id).in_(_PEOPLE),
    Role.starts_on <= _DAY,
    or_(col(Role.ends_on).is_(None), col(Role.ends_on) >= _DAY),
)
POSTS = (
    select(Tenure.person_id, Tenure.post_id, Post.name)
    .join(Post, col(Post.id) == Tenure.post_id)
    .where(col(Tenure.person_id).in_(_PEOPLE), Tenure.starts_on <= _DAY)
    .where(or_(col(Tenure.ends_on).is_(None), col(Tenure.ends_on) >= _DAY))
    .order_by(col(Tenure.id))
)
POST_NAME = select(Post.name).where(Post.id == bindparam("post"))
RIGHTS = "rights"  # that were read ahead
NAMES = "names"  # of the posts that go with them


@dataclass(frozen=True)
class Actor:
    """A speaker. A stranger has no person; `posts` are held, `assisted` are typed for; the rest are unit ids."""

    account_id: int | None = None
    person_id: int | None = None
    posts: frozenset[int] = frozenset()
    assisted: frozenset[int] = frozenset()
    board: frozenset[int] = frozenset()
    committee: frozenset[int] = frozenset()
    council: frozenset[int] = frozenset()
    watches: tuple[Watch, ...] = ()

    @property
    def known(self) -> bool:
        return self.person_id is not None and bool(
            self.posts or self.assisted or self.board or self.committee or self.council or self.watches
        )

    @property
    def leads(self) -> frozenset[int]:
        """The posts whose tasks this person may see and report on."""
        return self.posts | self.assisted

    def follows(self, task: Task) -> bool:
        """Does this person supervise the task, by a post or by a role?"""
        return task.supervisor_id in self.posts or any(watch.covers(task) for watch in self.watches)


def account_of(session: Session, bot: str, user_id: str) -> Account | None:
    return session.exec(BY_USER, params={"bot": bot, "user": user_id}).first()


def actor_of(session: Session, account: Account | None, now: datetime) -> Actor:
    """The rights of an account at this moment; a tenure or role that ended gives none."""
    if account is None or account.person_id is None:
        return Actor(account_id=account.id if account else None)
    return actor_for(session, account.person_id, today(now), account.id)


def actor_for(session: Session, person_id: int, day: date, account_id: int | None = None) -> Actor:
    """The rights of a person on a day."""
    session.flush()  # so that what was changed a moment ago is forgotten below
    actor = (kept(session, RIGHTS) or {}).get((person_id, day)) or _actors(session, [person_id], day)[0][person_id]
    return replace(actor, account_id=account_id)


def read_ahead(session: Session, people: Iterable[int], day: date) -> None:
    """Read the rights of many people in two statements; `actor_for` uses them until a right or a unit changes."""
    actors, names = _actors(session, list(people), day)
    keep(session, RIGHTS, {(person, day): actor for person, actor in actors.items()}, (Role, Tenure, Unit, Post))
    keep(session, NAMES, names, (Tenure, Post))


def led_by_all(session: Session) -> frozenset[int]:
    """The posts of all whose rights were read ahead."""
    return frozenset().union(*(actor.leads for actor in (kept(session, RIGHTS) or {}).values()))


def _actors(session: Session, people: list[int], day: date) -> tuple[dict[int, Actor], dict[int, str]]:
    """The rights of these people, and the names of the posts they hold."""
    posts: dict[int, list[int]] = {person: [] for person in people}
    roles: dict[int, list[Role]] = {person: [] for person in people}
    names: dict[int, str] = {}
    for person, post, name in session.exec(POSTS, params={"people": people, "day": day}):
        posts[person].append(post)
        names[post] = name
    for role in session.exec(ROLES, params={"people": people, "day": day}):
        roles[role.person_id].append(role)
    return {person: _actor(session, person, posts[person], roles[person]) for person in people}, names


def _actor(session: Session, person_id: int, posts: list[int], roles: list[Role]) -> Actor:
    typed_for = (role.post_id for role in roles if role.kind is RoleKind.ASSISTANT)
    return Actor(
        person_id=person_id,
        posts=frozenset(posts),
        assisted=frozenset(post for post in typed_for if post is not None),
        board=_reach(session, roles, RoleKind.BOARD),
        committee=_reach(session, roles, RoleKind.COMMITTEE),
        council=frozenset(role.unit_id for role in roles if role.kind is RoleKind.COUNCIL),
        watches=tuple(
            Watch(below(session, [role.unit_id]), role.post_id, role.task_id, role.field)
            for role in roles
            if role.kind is RoleKind.SUPERVISOR
        ),
    )


def _reach(session: Session, roles: list[Role], kind: RoleKind) -> frozenset[int]:
    units = {role.unit_id for role in roles if role.kind is kind}
    return below(session, units) if units else frozenset()


def roles_on(session: Session, person_id: int, day: date) -> list[Role]:
    return list(session.exec(ROLES, params={"people": [person_id], "day": day}))


def posts_on(session: Session, person_id: int, day: date) -> list[int]:
    """The posts a person holds, oldest tenure first."""
    return [post for _, post, _ in session.exec(POSTS, params={"people": [person_id], "day": day})]


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
    """The linked, reachable account a person used last; one whose bot has to be spared only where there is no other."""
    return next(iter(accounts_to_reach(session, [person_id])), None)


def accounts_to_reach(session: Session, people: Iterable[int]) -> list[Account]:
    """The same for many people: an account each, for those who have one."""
    statement = select(Account).where(col(Account.person_id).in_(list(people)), col(Account.reachable))
    newest_last = session.exec(statement.order_by(col(Account.heard_at).nulls_first(), col(Account.id))).all()
    spared = set(session.execute(scarce()).scalars()) if plans() and len(newest_last) > 1 else set()
    best_last = sorted(newest_last, key=lambda account: account.bot not in spared)
    return list({account.person_id: account for account in best_last}.values())


def post_name(session: Session, post_id: int) -> str:
    """A post's full name; it speaks for itself, no person's name is needed."""
    known: str | None = (kept(session, NAMES) or {}).get(post_id)
    return known or session.exec(POST_NAME, params={"post": post_id}).one()


def board_for(session: Session, unit_id: int, day: date) -> list[int]:
    """The members of the board that looks after a unit: those of the nearest unit upwards that has any."""
    unit: Unit | None = session.get_one(Unit, unit_id)
    while unit is not None:
        found = members(session, unit.id or 0, RoleKind.BOARD, day)
        if found:
            return found
        unit = session.get(Unit, unit.parent_id) if unit.parent_id is not None else None
    return []

"""Fill a database for the process tests and the benchmarks: leaders with accounts, a post and tasks each."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import islice

from sqlalchemy import insert
from sqlmodel import Session, SQLModel, select

from bot.db import Database
from bot.migrate import upgrade
from models import Account, Person, Post, Target, Task, Tenure, Unit
from models.base import table
from rules.states import TaskState


def prepare(
    url: str,
    users: list[int],
    now: datetime,
    *,
    tasks_each: int = 1,
    due: date | None = None,
    nag_at: datetime | None = None,
    bot: str = "telegram",
    ids: Mapping[int, str] | None = None,
    plan: int = 144,
) -> None:
    """A migrated database in which each of these users of a bot holds a post with some tasks (a plan in hộ).

    The tasks come up in the morning message at `nag_at`, or never. `ids` are the platform's, where they are not the numbers.
    """
    db = Database(url)
    upgrade(db.engine)
    db.transact(fill, users, now, tasks_each, due or (now + timedelta(days=60)).date(), nag_at, plan)
    for user, wire in (ids or {}).items():
        db.transact(_known_as, str(user), bot, wire)
    db.close()


def _known_as(session: Session, user: str, bot: str, wire: str) -> None:
    account = session.exec(select(Account).where(Account.user_id == user)).one()
    account.bot, account.user_id, account.chat_id = bot, wire, wire
    session.add(account)


def fill(
    session: Session,
    users: list[int],
    now: datetime,
    tasks_each: int,
    due: date,
    nag_at: datetime | None,
    plan: int = 144,
) -> None:
    unit = Unit(name="Tỉnh ủy", level="tỉnh")
    session.add(unit)
    session.flush()
    unit_id = unit.id or 0
    _many(session, Post, [{"unit_id": unit_id, "name": f"Bí thư Đảng ủy xã số {user}"} for user in users])
    _many(session, Person, [{"name": f"L{user}"} for user in users])
    held = [{"person_id": n, "post_id": n, "starts_on": date(2020, 1, 1), "accountable": True} for n in _ids(users)]
    _many(session, Tenure, held)
    _many(session, Account, [_account(n, user, now) for n, user in zip(_ids(users), users, strict=True)])
    _many(
        session, Task, (_task(unit_id, n, k, now, due, nag_at) for n in _ids(users) for k in range(1, tasks_each + 1))
    )
    count = len(users) * tasks_each
    fixed = {"measure": "hộ", "plan": Decimal(plan), "direction": "up"}
    _many(session, Target, ({"task_id": n, **fixed} for n in range(1, count + 1)))


def _ids(users: list[int]) -> range:
    return range(1, len(users) + 1)


def _many(session: Session, model: type[SQLModel], rows: Iterable[dict[str, object]]) -> None:
    """A million rows, but never all at once."""
    rest = iter(rows)
    while piece := list(islice(rest, 5000)):
        session.execute(insert(table(model)), piece)


def _account(person: int, user: int, now: datetime) -> dict[str, object]:
    return {
        "bot": "telegram",
        "user_id": str(user),
        "chat_id": str(user),
        "person_id": person,
        "display_name": f"L{user}",
        "reachable": True,
        "heard_at": now,
        "linked_at": now,
    }


def _task(unit: int, post: int, number: int, now: datetime, due: date, nag_at: datetime | None) -> dict[str, object]:
    since = now - timedelta(days=3)
    return {
        "unit_id": unit,
        "post_id": post,
        "number": number,
        "kind": "",
        "source": "assigned",
        "title": f"Bàn giao mặt bằng tuyến số {number}",
        "product": "biên bản bàn giao",
        "due_kind": "date",
        "due_on": due,
        "original_due_on": due,
        "state": TaskState.IN_PROGRESS,
        "confidential": False,
        "assigned_at": since,
        "accepted_at": since,
        "news_at": since,
        "state_at": since,
        "next_nag_at": nag_at,
    }

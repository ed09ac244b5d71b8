"""Who is told of what happens to a task: the people of a post. (How the board is told: `services.board`.)"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, col, select

from models import Outbox, OutboxState, Tenure
from rules.delivery import earliest
from rules.localtime import today
from rules.states import MessageClass
from services.calendar import working_days
from services.identity import assistants, holder_of
from services.notices import notify


def tell(
    session: Session,
    people: Iterable[int],
    *,
    kind: str,
    key: str,
    now: datetime,
    message_class: MessageClass,
    not_before: datetime | None = None,
    **args: Any,
) -> None:
    """Tell each of these people once; `key` is completed with who it is."""
    for person in dict.fromkeys(people):
        notify(
            session,
            kind=kind,
            message_class=message_class,
            key=f"{key}:{person}",
            now=now,
            person_id=person,
            not_before=not_before,
            **args,
        )


def people_of(session: Session, post_id: int, now: datetime) -> list[int]:
    """Everybody who speaks for a post: the accountable holder first, then the other holders, then those who type for it."""
    day = today(now)
    holder = holder_of(session, post_id, day)
    statement = select(Tenure.person_id).where(Tenure.post_id == post_id, Tenure.starts_on <= day)
    statement = statement.where(or_(col(Tenure.ends_on).is_(None), col(Tenure.ends_on) >= day))
    others = session.exec(statement.order_by(col(Tenure.id)))
    first = [holder] if holder is not None else []
    return list(dict.fromkeys([*first, *others, *assistants(session, post_id, day)]))


def hurry(session: Session, key: str, now: datetime) -> None:
    """Let notices that were held back for a moment (`key`, alone or completed) go as soon as their class allows."""
    mine = or_(col(Outbox.key) == key, col(Outbox.key).startswith(f"{key}:", autoescape=True))
    for row in session.exec(select(Outbox).where(mine, Outbox.state == OutboxState.QUEUED)):
        row.not_before = min(row.not_before, earliest(row.message_class, now, working_days(session)))
        session.add(row)

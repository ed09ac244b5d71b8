"""Decide to say something: a notice is what and to whom; it is rendered when its turn comes, so it is never stale."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from models import Group, Outbox, OutboxState
from rules.delivery import earliest
from rules.states import MessageClass
from services.calendar import working_days
from services.identity import account_to_reach, accounts_to_reach
from services.inserting import insert_new


def notify(
    session: Session,
    *,
    kind: str,
    message_class: MessageClass,
    key: str,
    now: datetime,
    person_id: int | None = None,
    group_id: int | None = None,
    not_before: datetime | None = None,
    **args: object,
) -> bool:
    """Queue a notice for a person or a group; false when the same (`key`: what, whom, which day) was queued before.

    A person nobody can reach gets a `skipped` row: the list of who is silent reads it, and joining shows what is open.
    """
    lane = _lane(session, person_id, group_id)
    due = earliest(message_class, max(now, not_before or now), working_days(session))
    row = _row(lane, key, kind, message_class, args, due, now, person_id=person_id, group_id=group_id)
    return bool(insert_new(session, Outbox, [row], ["key"], Outbox.id))


def notify_each(
    session: Session,
    people: Iterable[int],
    *,
    kind: str,
    message_class: MessageClass,
    key: Callable[[int], str],
    now: datetime,
    after: Callable[[int], timedelta] = lambda _: timedelta(0),
    **args: object,
) -> int:
    """`notify` for many people at once, in two statements; `key` of each, and how much later than the first it goes. How many
    were new."""
    lanes = {account.person_id: f"{account.bot}:{account.chat_id}" for account in accounts_to_reach(session, people)}
    due = earliest(message_class, now, working_days(session))
    rows = [
        _row(lanes.get(person), key(person), kind, message_class, args, due + after(person), now, person_id=person)
        for person in dict.fromkeys(people)
    ]
    return len(insert_new(session, Outbox, rows, ["key"], Outbox.id)) if rows else 0


def _row(
    lane: str | None,
    key: str,
    kind: str,
    message_class: MessageClass,
    args: dict[str, Any],
    due: datetime,
    now: datetime,
    *,
    person_id: int | None = None,
    group_id: int | None = None,
) -> dict[str, Any]:
    return {
        "lane": lane or f"person:{person_id}",
        "key": key,
        "person_id": person_id,
        "group_id": group_id,
        "kind": kind,
        "message_class": message_class,
        "args": args,
        "not_before": due,
        "created_at": now,
        "group_chat": group_id is not None,
        "state": OutboxState.QUEUED if lane else OutboxState.SKIPPED,
        "error": None if lane else "unlinked",
        "done": 0,
        "attempts": 0,
        "body": [],
    }


def _lane(session: Session, person_id: int | None, group_id: int | None) -> str | None:
    """The chat whose order of messages this one joins."""
    if group_id is not None:
        group = session.get_one(Group, group_id)
        return f"{group.bot}:{group.chat_id}"
    account = account_to_reach(session, person_id) if person_id is not None else None
    return f"{account.bot}:{account.chat_id}" if account else None

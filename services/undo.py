"""Taking back one's own last act (domain/states.md): ten minutes, unseen by anybody else; later it is a correction that
tells those who were told.

An *act* is everything one person did at one moment: the history rows of one answer to a bundle are one act. A service
registers how an event of its own is reversed with `@reverses("event", Action.…)`; what has no reverser can't be taken back.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session, col, select

from models import History, Outbox, OutboxState, SupportCase, Task
from rules.errors import UserError
from rules.states import MessageClass
from services import history
from services.identity import Actor
from services.notices import notify
from services.permissions import Action, may

WINDOW = timedelta(minutes=10)
UNDONE = "undone"
ACKNOWLEDGED = "acknowledged"
PASSING = (ACKNOWLEDGED, "refused")  # left in the trail, but nothing that anybody would take back

Reverser = Callable[[Session, History, datetime], None]
_reversers: dict[str, Reverser] = {}
_rights: dict[str, tuple[Action, ...]] = {}


class Hindrance(StrEnum):
    """Why an act can't simply be undone; `LATE` and `TOLD` leave the way of a correction."""

    LATE = "late"
    TOLD = "told"
    ACTED_ON = "acted_on"


@dataclass(frozen=True)
class Act:
    """History rows of one person at one moment, oldest first."""

    rows: tuple[History, ...]

    @property
    def at(self) -> datetime:
        return self.rows[0].at


def reverses(event: str, *actions: Action) -> Callable[[Reverser], Reverser]:
    """Register how an event is reversed: `(session, row, now)` puts back what `row.before` says. Only who may (still) do one
    of these actions takes it back."""

    def register(reverser: Reverser) -> Reverser:
        _rights[event] = actions
        if _reversers.setdefault(event, reverser) is not reverser:
            raise ValueError(f"event {event!r} is reversed twice")
        return reverser

    return register


def last_act(session: Session, actor: Actor) -> Act | None:
    """What this person did last; an acknowledgement is no act, and what was taken back is none any more. Whoever has left the
    post or the role since takes nothing of it back."""
    mine = select(History).where(History.actor_id == actor.person_id, col(History.event).not_in(PASSING))
    newest = session.exec(mine.order_by(col(History.id).desc()).limit(1)).first()
    if newest is None or newest.event == UNDONE:
        return None
    act = Act(tuple(session.exec(mine.where(History.at == newest.at).order_by(col(History.id)))))
    return act if all(_still_may(session, actor, row) for row in act.rows) else None


def _still_may(session: Session, actor: Actor, row: History) -> bool:
    """May this person still do what the row says was done? What nothing takes back needs no right."""
    kind, _, number = row.subject.partition(":")
    case = session.get(SupportCase, int(number)) if kind == "case" else None
    task = session.get(Task, row.task_id) if row.task_id is not None else None
    actions = _rights.get(row.event, ())
    return not actions or any(
        may(actor, action, unit_id=row.unit_id, task=task) or (case is not None and may(actor, action, case=case))
        for action in actions
    )


def hindrance(session: Session, act: Act, now: datetime) -> Hindrance | None:
    """What stands against undoing an act without a word to anybody."""
    if acted_on(session, act.rows):
        return Hindrance.ACTED_ON
    if any(row.state is not OutboxState.QUEUED for row in _told(session, act.rows)):
        return Hindrance.TOLD
    return Hindrance.LATE if now - act.at > WINDOW else None


def take_back(session: Session, actor: Actor, now: datetime, *, telling: bool = False) -> Act:
    """Undo the last act; with `telling` also a late one or one that others heard of, and they are told.

    Raises `UserError` when there is nothing to take back, or when it can't be.
    """
    act = last_act(session, actor)
    if act is None:
        raise UserError("There is nothing of yours to take back.")
    if not reversible(act):
        raise UserError("What you did last can't be taken back by message.")
    hindered = hindrance(session, act, now)
    if hindered is Hindrance.ACTED_ON:
        raise UserError("Somebody has already acted on it, so it can't be taken back. Please send the right content.")
    if hindered is not None and not telling:
        raise UserError("It is too late to take this back without a word to those who were told.")
    take_back_rows(session, actor, act.rows, now)
    return act


def take_back_rows(session: Session, actor: Actor, rows: Sequence[History], now: datetime) -> None:
    """Reverse some rows of one act, newest first; whoever heard of them is told."""
    _tell(session, rows, now)
    for row in sorted(rows, key=lambda each: each.id or 0, reverse=True):
        _reversers[row.event](session, row, now)
        history.record(
            session,
            unit_id=row.unit_id,
            task_id=row.task_id,
            subject=row.subject,
            event=UNDONE,
            actor=actor,
            now=now,
            on_behalf=row.on_behalf,
            before={"history": row.id, "event": row.event},
        )


def reversible(act: Act) -> bool:
    return all(row.event in _reversers for row in act.rows)


def acted_on(session: Session, rows: Sequence[History]) -> bool:
    """Has anybody else done something about the same things since?"""
    statement = select(History.id).where(
        col(History.subject).in_({row.subject for row in rows}),
        col(History.id) > max(row.id or 0 for row in rows),
        col(History.actor_id).is_not(None),
        History.actor_id != rows[0].actor_id,
    )
    return session.exec(statement.limit(1)).first() is not None


def _told(session: Session, rows: Sequence[History]) -> list[Outbox]:
    """Notices to others that these rows gave rise to: they were queued at that very moment."""
    statement = select(Outbox).where(
        Outbox.created_at == rows[0].at, Outbox.kind != "message", Outbox.state != OutboxState.SKIPPED
    )
    subjects = {row.subject for row in rows}
    notices = session.exec(statement.order_by(col(Outbox.id)).with_for_update()).all()
    others = [row for row in notices if row.person_id is None or row.person_id != rows[0].actor_id]
    return [row for row in others if not about(row) or about(row) & subjects]


def about(notice: Outbox) -> set[str]:
    """The things a notice names; none when it doesn't say."""
    args = notice.args
    named = {
        f"{kind}:{args[f'{kind}_id']}" for kind in ("task", "case", "extension", "instruction") if f"{kind}_id" in args
    }
    return named | {f"task:{task_id}" for task_id in args.get("task_ids", [])}


def _tell(session: Session, rows: Sequence[History], now: datetime) -> None:
    """Drop what nobody has read yet; tell the others that it was taken back."""
    subjects = {row.subject for row in rows}
    for notice in _told(session, rows):
        if notice.state is not OutboxState.QUEUED:
            notify(
                session,
                kind="taken_back",
                message_class=MessageClass.ORDER,
                key=f"taken_back:{notice.id}:{rows[0].id}",
                now=now,
                person_id=notice.person_id,
                group_id=notice.group_id,
                history_ids=[row.id for row in rows if not about(notice) or row.subject in about(notice)],
            )
        elif about(notice) <= subjects:  # one that names more is still true of the rest
            notice.state, notice.error = OutboxState.SKIPPED, UNDONE
            session.add(notice)


def moment(kept: object) -> datetime | None:
    """A moment as history keeps it, or none."""
    return datetime.fromisoformat(kept) if isinstance(kept, str) else None

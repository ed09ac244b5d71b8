"""A council scores each task of a period (S4-09): blind until all have scored or the date has passed, and every point kept.

No score leaves this way into a chat: a chat says that a ballot waits, pages and sheets take the points.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlmodel import Session, col, select

from models import Ballot, BallotMember, BallotTask, Score, Task
from rules.council import LEAST, Scores, aggregate, valid
from rules.errors import UserError
from rules.localtime import at, today
from rules.spans import span_of
from rules.states import MessageClass, RoleKind, TaskState
from services.history import free_text, record
from services.identity import Actor, actor_for, members
from services.notices import notify
from services.permissions import Action, require
from services.speaking import kept
from services.units import below


@dataclass(frozen=True)
class Scored:
    """A task of a ballot with its aggregate; None below the quorum."""

    task: Task
    scores: Scores | None


def judged_in(session: Session, unit_id: int, period: str) -> list[Task]:
    """The tasks of a unit's tree that were closed with a result within the period."""
    first, last = span_of(period)
    statement = select(Task).where(col(Task.unit_id).in_(below(session, [unit_id])), Task.state == TaskState.CLOSED)
    statement = statement.where(
        col(Task.closed_at) >= at(first, 0), col(Task.closed_at) < at(last + timedelta(days=1), 0)
    )
    return list(session.exec(statement.order_by(col(Task.post_id), col(Task.number))))


def open_ballot(
    session: Session, actor: Actor, unit_id: int, period: str, due_on: date, chair_id: int, now: datetime
) -> Ballot:
    """Ask the council of a unit to score what was judged in a period; each member is told that a ballot waits."""
    require(actor, Action.JUDGE, unit_id=unit_id)
    if due_on < today(now):
        raise UserError("{day} is already over.", day=due_on)
    council, tasks = members(session, unit_id, RoleKind.COUNCIL, today(now)), judged_in(session, unit_id, period)
    if len(council) < LEAST or chair_id not in council:
        raise UserError("A council has at least {least} members, and its chair is one of them.", least=LEAST)
    if not tasks:
        raise UserError("No task was closed in {period}, so there is nothing to score.", period=period)
    ballot = Ballot(unit_id=unit_id, period=period, due_on=due_on, chair_id=chair_id, opened_at=now)
    ballot.opened_by = actor.person_id
    session.add(ballot)
    session.flush()
    ballot_id = ballot.id or 0
    session.add_all(BallotTask(ballot_id=ballot_id, task_id=task.id or 0) for task in tasks)
    session.add_all(BallotMember(ballot_id=ballot_id, person_id=person) for person in council)
    session.flush()
    _record(session, actor, ballot, "ballot_opened", now, tasks=len(tasks), members=len(council))
    for person in council:
        tell(session, ballot, person, now)
    return ballot


def tell(session: Session, ballot: Ballot, person_id: int, now: datetime) -> None:
    """A ballot waits; the number of tasks and the date, nothing else."""
    notify(
        session,
        kind="ballot_waits",
        message_class=MessageClass.ORDER,
        key=f"ballot:{ballot.id}:{person_id}",
        now=now,
        person_id=person_id,
        ballot_id=ballot.id,
    )


def ballot_of(session: Session, ballot_id: int) -> Ballot:
    ballot = session.get(Ballot, ballot_id)
    if ballot is None:
        raise UserError("There is no such ballot.")
    return ballot


def is_member(session: Session, ballot_id: int, person_id: int) -> bool:
    statement = select(BallotMember.id).where(BallotMember.ballot_id == ballot_id)
    return session.exec(statement.where(BallotMember.person_id == person_id)).first() is not None


def members_of(session: Session, ballot_id: int) -> list[int]:
    statement = select(BallotMember.person_id).where(BallotMember.ballot_id == ballot_id)
    return list(session.exec(statement.order_by(col(BallotMember.id))))


def tasks_of(session: Session, ballot_id: int) -> list[Task]:
    statement = select(Task).join(BallotTask, col(BallotTask.task_id) == col(Task.id))
    statement = statement.where(BallotTask.ballot_id == ballot_id).order_by(col(Task.post_id), col(Task.number))
    return list(session.exec(statement))


def for_member(session: Session, ballot_id: int, person_id: int, day: date) -> list[Task]:
    """What this member scores: everything but what they answer for or direct themselves."""
    own = actor_for(session, person_id, day).leads
    return [task for task in tasks_of(session, ballot_id) if task.post_id not in own and task.supervisor_id not in own]


def standing_scores(session: Session, ballot_id: int) -> list[Score]:
    """Every score that was not replaced by a correction."""
    rows = session.exec(select(Score).where(Score.ballot_id == ballot_id).order_by(col(Score.id))).all()
    replaced = {row.replaces_id for row in rows}
    return [row for row in rows if row.id not in replaced]


def own_scores(session: Session, ballot_id: int, person_id: int) -> dict[int, Decimal]:
    return {row.task_id: row.points for row in standing_scores(session, ballot_id) if row.member_id == person_id}


def score(
    session: Session,
    ballot_id: int,
    person_id: int,
    points: Mapping[int, Decimal],
    now: datetime,
    entered_by: int | None = None,
) -> int:
    """Keep one member's points by task, all of them or none; `entered_by`: the clerk who read them from a sheet. Raises
    `UserError` for whoever is not of the council, a task that is not theirs, points out of range, or a second time."""
    ballot = ballot_of(session, ballot_id)
    if not is_member(session, ballot_id, person_id):
        raise UserError("Only members of this council score.")
    if ballot.closed_at is not None or today(now) > ballot.due_on:
        raise UserError("The ballot {code} is over.", code=code(ballot))
    entitled = {task.id for task in for_member(session, ballot_id, person_id, today(now))}
    before = own_scores(session, ballot_id, person_id)
    for task_id, given in points.items():
        if task_id not in entitled:
            raise UserError("{code} is not for this member to score.", code=f"NV-{task_id}")
        if task_id in before:
            raise UserError(
                "{code} was scored already; a change is a correction with its reason.", code=f"NV-{task_id}"
            )
        if not valid(given):
            raise UserError("{code}: points are from 0 to 100, with two decimals at most.", code=f"NV-{task_id}")
    rows = [
        Score(task_id=task, member_id=person_id, points=given, at=now, ballot_id=ballot_id, entered_by=entered_by)
        for task, given in points.items()
    ]
    session.add_all(rows)
    session.flush()
    return len(rows)


def correct(session: Session, actor: Actor, score_id: int, points: Decimal, reason: str, now: datetime) -> Score:
    """A new row in place of an old one, with who and why; nothing is overwritten."""
    old = session.get(Score, score_id)
    if old is None or old.ballot_id is None:
        raise UserError("There is no such score.")
    ballot = ballot_of(session, old.ballot_id)
    require(actor, Action.JUDGE, unit_id=ballot.unit_id)
    if not kept(reason):
        raise UserError("Please give the reason.")
    if not valid(points):
        raise UserError("{code}: points are from 0 to 100, with two decimals at most.", code=f"NV-{old.task_id}")
    if old.id not in {row.id for row in standing_scores(session, old.ballot_id)}:
        raise UserError("This score was corrected already.")
    fresh = Score(task_id=old.task_id, member_id=old.member_id, points=points, at=now, ballot_id=old.ballot_id)
    fresh.entered_by, fresh.replaces_id, fresh.text_id = actor.person_id, old.id, free_text(session, kept(reason))
    session.add(fresh)
    session.flush()
    _record(session, actor, ballot, "score_corrected", now, score=fresh.id, replaces=old.id, text_id=fresh.text_id)
    return fresh


def unblinded(session: Session, ballot: Ballot, now: datetime) -> bool:
    """All have scored everything that is theirs, or the date has passed."""
    return today(now) > ballot.due_on or not waiting(session, ballot, today(now))


def waiting(session: Session, ballot: Ballot, day: date) -> list[int]:
    """The members who have not scored everything yet; that much may be known before."""
    ballot_id = ballot.id or 0
    council = session.exec(select(BallotMember.person_id).where(BallotMember.ballot_id == ballot_id)).all()
    return [
        person
        for person in council
        if {task.id for task in for_member(session, ballot_id, person, day)}
        - own_scores(session, ballot_id, person).keys()
    ]


def results(session: Session, ballot: Ballot, now: datetime) -> list[Scored]:
    """Every task with its aggregate. Raises `UserError` while the ballot is blind."""
    left = waiting(session, ballot, today(now))
    if not unblinded(session, ballot, now):
        raise UserError(
            "The points are shown when all have scored or after {day}; {count} members still have to.",
            day=ballot.due_on,
            count=len(left),
        )
    council: Sequence[int] = session.exec(
        select(BallotMember.person_id).where(BallotMember.ballot_id == ballot.id)
    ).all()
    actors = {person: actor_for(session, person, today(ballot.opened_at)).leads for person in council}
    given: dict[int, list[Decimal]] = {}
    for row in standing_scores(session, ballot.id or 0):
        given.setdefault(row.task_id, []).append(row.points)
    found = []
    for task in tasks_of(session, ballot.id or 0):
        entitled = sum(1 for own in actors.values() if task.post_id not in own and task.supervisor_id not in own)
        found.append(Scored(task, aggregate(given.get(task.id or 0, []), max(entitled, 1))))
    return found


def code(ballot: Ballot) -> str:
    return f"PC-{ballot.id}"


def open_for(session: Session, person_id: int, day: date) -> list[Ballot]:
    """The ballots a member may still score."""
    statement = select(Ballot).join(BallotMember, col(BallotMember.ballot_id) == col(Ballot.id))
    statement = statement.where(BallotMember.person_id == person_id, col(Ballot.closed_at).is_(None))
    return list(session.exec(statement.where(Ballot.due_on >= day).order_by(col(Ballot.id))))


def _record(
    session: Session,
    actor: Actor,
    ballot: Ballot,
    event: str,
    now: datetime,
    text_id: int | None = None,
    **after: object,
) -> None:
    record(
        session,
        unit_id=ballot.unit_id,
        subject=f"ballot:{ballot.id}",
        event=event,
        actor=actor,
        now=now,
        after={"period": ballot.period, **after},
        text_id=text_id,
    )

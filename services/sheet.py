"""A leader's sheet over the years (S1-19, S3-02): posts, tasks as claimed and as verified, the council's points, ratings, and
what the leader says of it. The leader's own page and the paper for the cadre file are read from here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from sqlmodel import Session, col, func, select

from models import Account, Assessment, Ballot, History, Outbox, Person, Post, Remark, Role, Task, Tenure
from rules.errors import UserError
from rules.localtime import today
from rules.states import TaskState
from rules.timeliness import Timeliness
from services.calendar import working_days
from services.card import timely
from services.council import results, unblinded
from services.history import free_text, record, words
from services.identity import Actor
from services.permissions import Action, may
from services.speaking import kept
from services.tasks import Standing, standings
from services.units import the_root


@dataclass(frozen=True)
class Entry:
    """A task within a year; `mean`: the council's, once it may be seen."""

    standing: Standing
    timely: Timeliness
    mean: Fraction | None


@dataclass(frozen=True)
class Year:
    """What was judged or is open in one year, and the ratings that stand for it."""

    year: int
    entries: tuple[Entry, ...]
    ratings: tuple[Assessment, ...]


@dataclass(frozen=True)
class Held:
    """A post: its name, from when to when."""

    post: str
    since: date
    until: date | None


@dataclass(frozen=True)
class Sheet:
    """Everything kept of somebody, but the bytes of their files. `accounts`: (bot, name there); `roles`: (role, since)."""

    person: Person
    posts: tuple[Held, ...]
    years: tuple[Year, ...]
    remarks: tuple[tuple[datetime, str], ...]
    accounts: tuple[tuple[str, str], ...]
    roles: tuple[tuple[str, date], ...]
    acts: int
    messages: int


def sheet(session: Session, person_id: int, now: datetime) -> Sheet:
    """Read it all; who may is asked by whoever shows it."""
    person = session.get_one(Person, person_id)
    tenures = session.exec(
        select(Tenure).where(Tenure.person_id == person_id).order_by(col(Tenure.starts_on), col(Tenure.id))
    ).all()
    remarks = session.exec(select(Remark).where(Remark.person_id == person_id).order_by(col(Remark.id))).all()
    accounts = session.exec(select(Account).where(Account.person_id == person_id).order_by(col(Account.id))).all()
    roles = session.exec(select(Role).where(Role.person_id == person_id).order_by(col(Role.id))).all()
    return Sheet(
        person=person,
        posts=tuple(Held(session.get_one(Post, each.post_id).name, each.starts_on, each.ends_on) for each in tenures),
        years=_years(session, person_id, tenures, now),
        remarks=tuple((each.at, words(session, each.text_id)) for each in remarks),
        accounts=tuple((each.bot, each.display_name) for each in accounts),
        roles=tuple((each.kind.value, each.starts_on) for each in roles),
        acts=session.exec(select(func.count()).select_from(History).where(History.actor_id == person_id)).one(),
        messages=session.exec(select(func.count()).select_from(Outbox).where(Outbox.person_id == person_id)).one(),
    )


def for_board(session: Session, actor: Actor, person_id: int, now: datetime) -> Sheet:
    """The paper for the cadre file: the board's, never a colleague's."""
    posts = session.exec(select(Post).join(Tenure).where(Tenure.person_id == person_id)).all()
    if not any(may(actor, Action.JUDGE, unit_id=post.unit_id) for post in posts):
        raise UserError("This is for members of the organisation board only.")
    return sheet(session, person_id, now)


def _years(session: Session, person_id: int, tenures: Sequence[Tenure], now: datetime) -> tuple[Year, ...]:
    tasks = [task for tenure in tenures for task in _tasks(session, tenure)]
    known = {each.task.id: each for each in standings(session, tasks, today(now), working_days(session))}
    means = _means(session, now)
    rows = session.exec(select(Assessment).where(Assessment.person_id == person_id).order_by(col(Assessment.id))).all()
    replaced = {row.replaces_id for row in rows}
    standing = [row for row in rows if row.id not in replaced]
    by_year: dict[int, list[Entry]] = {}
    for task in tasks:
        each = known[task.id]
        entry = Entry(each, timely(task, working_days(session), today(now)), means.get(task.id or 0))
        by_year.setdefault(_year(task, now), []).append(entry)
    years = sorted({*by_year, *(int(row.period[:4]) for row in standing)}, reverse=True)
    return tuple(
        Year(year, tuple(by_year.get(year, ())), tuple(row for row in standing if int(row.period[:4]) == year))
        for year in years
    )


def _tasks(session: Session, tenure: Tenure) -> list[Task]:
    """The tasks of a post that fall into a tenure: given or going on while it lasted, and not closed before it."""
    found = session.exec(select(Task).where(Task.post_id == tenure.post_id).order_by(col(Task.number), col(Task.id)))
    return [
        task
        for task in found
        if task.state is not TaskState.WITHDRAWN
        and (tenure.ends_on is None or today(task.assigned_at) <= tenure.ends_on)
        and (task.closed_at is None or today(task.closed_at) >= tenure.starts_on)
    ]


def _year(task: Task, now: datetime) -> int:
    """The year it was closed or carried over in; an open task's is its deadline's."""
    if task.closed_at is not None:
        return today(task.closed_at).year
    if task.state is TaskState.CARRIED_OVER:
        return (task.due_on or today(task.state_at)).year
    return (task.due_on or today(now)).year


def _means(session: Session, now: datetime) -> dict[int, Fraction]:
    found: dict[int, Fraction] = {}
    for ballot in session.exec(select(Ballot).order_by(col(Ballot.id))).all():
        if unblinded(session, ballot, now):
            found |= {each.task.id or 0: each.scores.mean for each in results(session, ballot, now) if each.scores}
    return found


def remark(session: Session, person_id: int, text: str, now: datetime) -> Remark:
    """Keep what somebody says of their own record; it stands on every later sheet."""
    if not kept(text):
        raise UserError("The remark has no content.")
    row = Remark(person_id=person_id, at=now, text_id=free_text(session, kept(text)))
    session.add(row)
    session.flush()
    root = the_root(session).id or 0
    actor = Actor(person_id=person_id)
    record(
        session,
        unit_id=root,
        subject=f"person:{person_id}",
        event="remarked",
        actor=actor,
        now=now,
        after={"remark": row.id},
        text_id=row.text_id,
    )
    return row

"""121 communes become 36 (7/2025): no orphan task, no lost report, each history readable, the counts what they were."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import Session, col, func, select

from models import (
    Account,
    Group,
    History,
    Invitation,
    Outbox,
    Person,
    Post,
    RegulationScope,
    Report,
    ReportKind,
    Role,
    SupportCase,
    Task,
    Tenure,
    Unit,
)
from rules.errors import UserError
from rules.localtime import at
from rules.periods import Count, year
from rules.states import OPEN_STATES, RoleKind, TaskState
from services import documents, merging, nagging
from services.card import events
from services.counts import count
from services.history import record
from services.identity import actor_for, holder_of, posts_on
from services.orgtree import tree

DAY, SINCE = date(2025, 7, 1), date(2023, 1, 3)
NOW = at(DAY, 8)
GIVEN = at(date(2025, 1, 6), 9)
STATES = (TaskState.IN_PROGRESS, TaskState.ASSIGNED, TaskState.CLOSED, TaskState.CLAIMED)


class Province:
    """A province with a clerk, of communes; each has leaders with two tasks and a report on each."""

    def __init__(self, session: Session, communes: int, titles: tuple[str, ...] = ("Bí thư", "Chủ tịch UBND")) -> None:
        self.session, self.titles = session, titles
        self.root = self.unit("Tỉnh ủy Yên Bái", None)
        self.clerk = self.person("Cán bộ")
        self.add(Role(person_id=self.clerk, kind=RoleKind.BOARD, unit_id=self.root, starts_on=SINCE))
        self.communes = [self.unit(f"Đảng ủy xã {n:03}", self.root) for n in range(communes)]
        for n, unit in enumerate(self.communes):
            self.fill(unit, n)
        self.session.flush()

    def add(self, row: Account | Group | Invitation | Person | Post | RegulationScope | Report | Role) -> int:
        self.session.add(row)
        self.session.flush()
        return row.id or 0

    def unit(self, name: str, parent: int | None) -> int:
        row = Unit(name=name, level="xã" if parent else "tỉnh", parent_id=parent)
        self.session.add(row)
        self.session.flush()
        return row.id or 0

    def person(self, name: str) -> int:
        return self.add(Person(name=name))

    def fill(self, unit: int, n: int) -> None:
        chair_of = None
        for title in self.titles:
            post = self.add(Post(name=f"{title} xã {n:03}", unit_id=unit, supervisor_id=chair_of))
            chair_of = chair_of or post
            holder = self.person(f"{title} {n}")
            self.session.add(Tenure(person_id=holder, post_id=post, starts_on=SINCE))
            self.add(
                Account(bot="b", user_id=f"{unit}-{post}", chat_id=f"{unit}-{post}", person_id=holder, linked_at=GIVEN)
            )
            for number in (1, 2):
                self.task(unit, post, holder, number, STATES[(n + number) % len(STATES)])

    def task(self, unit: int, post: int, holder: int, number: int, state: TaskState) -> None:
        task = Task(
            unit_id=unit,
            post_id=post,
            number=number,
            title=f"Việc {number}",
            state=state,
            due_on=date(2025, 12, 31),
            assigned_at=GIVEN,
            state_at=GIVEN,
        )
        self.session.add(task)
        self.session.flush()
        nagging.plan(self.session, task, GIVEN)
        given = {"unit_id": unit, "task_id": task.id, "subject": f"task:{task.id}", "now": GIVEN}
        report = Report(task_id=task.id or 0, kind=ReportKind.VALUE, value=Decimal(number), author_id=holder, at=GIVEN)
        after: dict[str, object] = {"report": self.add(report), "value": Decimal(number)}
        record(self.session, event="reported", actor=None, after=after, **given)  # type: ignore[arg-type]


def clusters(units: list[int], into: int) -> list[list[int]]:
    return [units[n::into] for n in range(into)]


def test_121_communes_become_36(session: Session) -> None:
    here = Province(session, 121, ("Bí thư",))
    period = documents.period(session, year(2025)).id or 0
    everything = list(session.exec(select(Task.id)))
    documents.belong(session, [task or 0 for task in everything], [period])
    before = _state(session, here, period)
    open_before = set(session.exec(select(Task.id).where(col(Task.state).in_(OPEN_STATES))))

    for n, cluster in enumerate(clusters(here.communes, 36)):
        into = cluster[0] if n % 2 else here.unit(f"Đảng ủy xã Mới {n}", here.root)
        merging.merge(session, [unit for unit in cluster if unit != into], into, DAY, NOW)

    assert _state(session, here, period) == before
    assert before["count"] == Count(242, 121)
    in_force = select(Unit.id).where(Unit.level == "xã", col(Unit.ended_on).is_(None))
    assert len(session.exec(in_force).all()) == 36
    assert set(session.exec(select(Task.id).where(col(Task.state).in_(OPEN_STATES)))) == open_before
    _no_orphans(session)
    _numbers_are_their_holders_alone(session)


def _state(session: Session, here: Province, period: int) -> dict[str, object]:
    """What must be the same before and after: counts, reports, and a history of each task that the board reads."""
    board = actor_for(session, here.clerk, DAY)
    tasks = session.exec(select(Task).order_by(col(Task.id))).all()
    read = [events(session, board, task.id or 0)[2] for task in tasks[::8]]  # as the board reads it
    return {
        "count": count(session, period, here.root),
        "reports": session.exec(
            select(func.count(), func.count(func.distinct(Report.task_id))).select_from(Report)
        ).one(),
        "authors": Counter(session.exec(select(Report.author_id))),
        "histories": sorted(session.exec(select(History.task_id, History.id).where(History.event == "reported")).all()),
        "read": [[event.row.id for event in found if event.row.event != "moved"] for found in read],
        "states": Counter(task.state for task in tasks),
        "seen": {task.id for task in tasks if task.unit_id in board.board},
    }


def _no_orphans(session: Session) -> None:
    """Every open task stands with a post in force, of a unit in force, that somebody holds, or that is said to be vacant."""
    statement = select(Task, Post, Unit).join(Post, col(Post.id) == col(Task.post_id))
    rows = session.exec(statement.join(Unit, col(Unit.id) == col(Task.unit_id)).where(col(Task.state).in_(OPEN_STATES)))
    wrong = [task.id for task, post, unit in rows if post.ended_on or unit.ended_on or post.unit_id != unit.id]
    assert wrong == []
    assert [
        task.id for task in session.exec(select(Task)) if task.state in OPEN_STATES and task.next_nag_at is None
    ] == []


def _numbers_are_their_holders_alone(session: Session) -> None:
    for person in session.exec(select(Person.id)):
        held = posts_on(session, person or 0, DAY)
        numbers = list(session.exec(select(Task.number).where(col(Task.post_id).in_(held))))
        assert len(numbers) == len(set(numbers))


def test_what_goes_over_and_what_is_said_of_it(session: Session) -> None:
    here = Province(session, 2)
    old, new = here.communes
    posts = list(session.exec(select(Post.id).where(Post.unit_id == old).order_by(col(Post.id))))
    heirs = list(session.exec(select(Post.id).where(Post.unit_id == new).order_by(col(Post.id))))
    alone = here.add(Post(name="Chủ nhiệm HTX", unit_id=old, supervisor_id=posts[0]))
    typist, clerk = here.person("Văn thư"), here.person("Cán bộ xã")
    for kind, person, post in ((RoleKind.ASSISTANT, typist, posts[0]), (RoleKind.BOARD, clerk, None)):
        here.add(Role(person_id=person, kind=kind, unit_id=old, post_id=post, starts_on=SINCE))
    here.add(Group(bot="b", chat_id="-1", unit_id=old, purpose=RoleKind.BOARD, bound_at=GIVEN))
    for post in (posts[0], alone):
        row = Invitation(code_hash=str(post), unit_id=old, post_id=post, created_at=GIVEN, expires_at=NOW)
        here.add(row)
    scope = RegulationScope(document_id=_rule(session, here.root), post_id=posts[0], starts_on=SINCE)
    here.add(scope)
    open_ones = select(Task).where(Task.unit_id == old, col(Task.state).in_(OPEN_STATES)).order_by(col(Task.id))
    moving = list(session.exec(open_ones))
    case = SupportCase(
        unit_id=old, task_id=moving[0].id or 0, supporter_id=posts[1], asked_by=typist, asked_at=GIVEN, promised_on=DAY
    )
    session.add(case)
    session.flush()
    kept = {task.id: task.post_id for task in session.exec(select(Task).where(Task.state == TaskState.CLOSED))}

    done = merging.merge(session, [old], new, DAY, NOW)

    assert (done.units, done.into, done.dissolved, done.kept_names, done.vacant, done.groups, done.codes) == (
        ["Đảng ủy xã 000"],
        "Đảng ủy xã 001",
        ["Bí thư xã 000", "Chủ tịch UBND xã 000"],
        ["Chủ nhiệm HTX"],
        ["Chủ nhiệm HTX"],
        1,
        1,
    )
    assert [session.get_one(Post, post).successor_id for post in posts] == heirs
    assert session.get_one(Post, alone).supervisor_id == heirs[0]
    assert {task.id: task.post_id for task in session.exec(select(Task).where(Task.state == TaskState.CLOSED))} == kept
    assert [task.id for task in moving if task.unit_id != new or task.post_id not in heirs] == []
    assert (case.unit_id, case.supporter_id) == (new, heirs[1])
    moved = session.exec(select(History).where(History.event == "moved").order_by(col(History.id))).all()
    assert [(row.task_id, row.before["unit_id"], row.after["unit_id"]) for row in moved] == [
        (t.id, old, new) for t in moving
    ]
    told = session.exec(select(Outbox).where(Outbox.kind == "handed_over").order_by(col(Outbox.id))).all()
    assert [(row.person_id, row.args["post_id"]) for row in told] == [
        (holder_of(session, heir, DAY), heir) for heir in heirs
    ]
    assert [actor_for(session, typist, DAY).known, new in actor_for(session, clerk, DAY).board] == [False, True]
    assert old in actor_for(session, clerk, DAY).board
    scopes = session.exec(select(RegulationScope).order_by(col(RegulationScope.id))).all()
    assert [(s.post_id, s.ends_on) for s in scopes] == [(posts[0], date(2025, 6, 30)), (heirs[0], None)]
    former = session.exec(select(Account).where(Account.user_id == f"{old}-{posts[0]}")).one()
    assert former.person_id is None
    assert [(line.name, line.into) for line in tree(session, NOW) if line.ended_on] == [
        ("Đảng ủy xã 000", "Đảng ủy xã 001")
    ]


def _rule(session: Session, unit: int) -> int:
    key = documents.Key("Quy định", "371", "QĐ/TU", "Tỉnh ủy", date(2021, 9, 22))
    return documents.keep(session, key, unit).id or 0


def test_what_cannot_be_merged(session: Session) -> None:
    here = Province(session, 3)
    first, second, third = here.communes
    below = here.unit("Chi bộ", first)
    for sources, target, on in (
        ([first], first, DAY),
        ([here.root], first, DAY),
        ([first], below, DAY),
        ([first], second, date(2025, 7, 2)),
    ):
        with pytest.raises(UserError):
            merging.merge(session, sources, target, on, NOW)
    merging.merge(session, [first], second, DAY, NOW)
    assert session.get_one(Unit, below).parent_id == second
    for sources, target in (([first], third), ([third], first)):
        with pytest.raises(UserError):
            merging.merge(session, sources, target, DAY, NOW)

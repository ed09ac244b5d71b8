"""A small organisation with tasks of every kind that a file shows differently."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import Session

from models import (
    Document,
    FreeText,
    Person,
    Post,
    Report,
    ReportKind,
    Target,
    Task,
    TaskReason,
    Tenure,
    Unit,
    Verification,
)
from rules.attainment import Certainty
from rules.localtime import at
from rules.states import DueKind, Result, TaskState

NOW = at(date(2026, 11, 26), 9)
GIVEN = at(date(2026, 1, 5), 8)


class Office:
    """A provincial committee, a commune with a Party and a State post, and a Decision."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.root = self.add(Unit(name="Tỉnh ủy Yên Bái", level="tỉnh"))
        self.unit = self.add(Unit(name="Đảng ủy xã Nguyệt Đức", level="xã", parent_id=self.root))
        self.state_unit = self.add(Unit(name="UBND xã Nguyệt Đức", level="xã", parent_id=self.unit))
        self.chief = self.add(Post(name="Phó Bí thư Thường trực", unit_id=self.root))
        self.post = self.add(Post(name="Bí thư Đảng ủy xã Nguyệt Đức", unit_id=self.unit, supervisor_id=self.chief))
        self.chair = self.add(Post(name="Chủ tịch UBND xã Nguyệt Đức", unit_id=self.state_unit))
        self.leader = self.add(Person(name="Đồng chí A"))
        self.add(Tenure(person_id=self.leader, post_id=self.post, starts_on=date(2026, 1, 1)))
        self.paper = self.add(
            Document(
                unit_id=self.root,
                kind="Quyết định",
                number="128",
                symbol="QĐ/TU",
                issuer="Tỉnh ủy Yên Bái",
                issued_on=date(2026, 1, 4),
                title="Giao nhiệm vụ năm 2026",
            )
        )

    def add(self, row: Any) -> int:
        self.session.add(row)
        self.session.flush()
        return int(row.id)

    def task(self, title: str, *, post: int | None = None, plan: Any = None, measure: str = "hộ", **more: Any) -> int:
        """A task in progress, perhaps with a counted target."""
        owner = self.session.get_one(Post, post or self.post)
        given = {
            "unit_id": owner.unit_id,
            "post_id": owner.id,
            "number": more.pop("number", 1),
            "document_id": self.paper,
        }
        given |= {
            "state": TaskState.IN_PROGRESS,
            "assigned_at": GIVEN,
            "state_at": GIVEN,
            "accepted_at": GIVEN,
            "news_at": NOW,
        }
        due = more.pop("due", date(2026, 12, 31))
        direction = more.pop("direction", "up")
        task = self.add(Task(title=title, due_on=due, original_due_on=due, **{**given, **more}))
        if isinstance(plan, tuple):
            self.add(Target(task_id=task, measure=measure, low=Decimal(plan[0]), high=Decimal(plan[1])))
        elif plan is not None:
            self.add(Target(task_id=task, measure=measure, plan=Decimal(plan), direction=direction))
        return task

    def claim(self, task: int, value: str, certainty: Certainty = Certainty.ACTUAL) -> None:
        then = at(date(2026, 11, 20), 10)
        row = Report(task_id=task, kind=ReportKind.VALUE, value=Decimal(value), author_id=self.leader, at=then)
        row.certainty = certainty
        self.add(row)

    def explain(self, task: int) -> None:
        """What kind it is, why it was selected, who proposed it, what was committed to."""
        row = self.session.get_one(Task, task)
        row.kind, row.field, row.proposed_by = "hard", "giải phóng mặt bằng", self.leader
        row.commitment_id = self.add(FreeText(body="=xong trước 30/6"))
        row.planned_at, row.milestone_on = GIVEN, date(2026, 12, 1)
        for reason in ("carried_over", "hard"):
            self.session.add(TaskReason(task_id=task, reason=reason))
        self.session.add(row)

    def find(self, task: int, value: str, *, accepted: bool = True, day: date = date(2026, 11, 24)) -> None:
        self.add(
            Verification(task_id=task, verifier_id=self.leader, accepted=accepted, value=Decimal(value), at=at(day, 10))
        )


@pytest.fixture
def office(session: Session) -> Office:
    return Office(session)


@pytest.fixture
def full(office: Office) -> Office:
    """Seven tasks: counted, a percentage, a range, recurring, confidential, closed, withdrawn."""
    cleared = office.task(
        "Bàn giao mặt bằng", plan="144", product="biên bản bàn giao", number=1, due=date(2026, 11, 20)
    )
    office.explain(cleared)
    office.claim(cleared, "130")
    office.find(cleared, "120")
    waste = office.task("Thu gom rác nông thôn", plan="40", measure="%", number=2)
    office.claim(waste, "39", Certainty.ESTIMATE)
    office.claim(waste, "41", Certainty.FORECAST)
    office.claim(office.task("Giảm hộ nghèo", plan=("2", "2.5"), measure="điểm %", number=3), "1.5")
    office.task("Giao ban", number=4, due=None, due_kind=DueKind.RECURRING, every="month")
    hidden = office.task("Phương án X", plan="7", product="Bản đồ X", number=5, confidential=True)
    office.claim(hidden, "6")
    office.task(
        "Chuyển đổi số",
        post=office.chair,
        state=TaskState.CLOSED,
        result=Result.EXCELLENT,
        claimed_at=at(date(2026, 10, 1), 9),
        closed_at=at(date(2026, 10, 5), 9),
    )
    office.task("Việc đã rút", number=6, state=TaskState.WITHDRAWN)
    office.task("Việc mới đăng ký", number=7, state=TaskState.REGISTERED)
    return office

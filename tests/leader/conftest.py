"""A small organisation in a plain database, for tests of services: a board, a leader with a post, an assistant."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import Session, select

from models import Account, Outbox, Person, Post, Role, Target, Task, Tenure, Unit
from rules.localtime import at, today
from rules.states import RoleKind, TaskState
from services.identity import Actor, actor_for

NOW = at(date(2026, 11, 26), 9)  # a Thursday
LONG_AGO = date(2026, 1, 1)


@dataclass
class House:
    """Ids of what the organisation consists of, and the people as actors."""

    session: Session
    unit: int
    post: int
    leader: Actor
    assistant: Actor
    clerk: Actor
    other_clerk: Actor

    def task(self, title: str = "Bàn giao mặt bằng", **more: Any) -> Task:
        measure, plan = more.pop("measure", None), more.pop("plan", None)
        direction = more.pop("direction", "up")
        number = len(self.session.exec(select(Task.id).where(Task.post_id == self.post)).all()) + 1
        facts: dict[str, Any] = {
            "number": number,
            "due_on": date(2026, 12, 1),
            "original_due_on": date(2026, 12, 1),
            "state": TaskState.IN_PROGRESS,
            "assigned_at": NOW - timedelta(days=20),
            "state_at": NOW - timedelta(days=20),
            "post_id": self.post,
        }
        task = Task(unit_id=self.unit, title=title, **{**facts, **more})
        self.session.add(task)
        self.session.flush()
        if measure:
            target = Target(task_id=task.id or 0, measure=measure, plan=Decimal(plan), direction=direction)
            self.session.add(target)
            self.session.flush()
        return task

    def person(self, name: str, *, post: int | None = None, role: RoleKind | None = None) -> Actor:
        person = Person(name=name)
        self.session.add(person)
        self.session.flush()
        account = Account(bot="bare", user_id=name, chat_id=name, person_id=person.id, linked_at=NOW)
        self.session.add(account)
        if role is None and post is not None:
            self.session.add(Tenure(person_id=person.id or 0, post_id=post, starts_on=LONG_AGO))
        if role is not None:
            self.session.add(
                Role(person_id=person.id or 0, kind=role, unit_id=self.unit, post_id=post, starts_on=LONG_AGO)
            )
        self.session.flush()
        return actor_for(self.session, person.id or 0, today(NOW))

    def told(self) -> list[tuple[str, int | None]]:
        """The notices queued so far: kind and person."""
        rows = self.session.exec(select(Outbox).order_by(Outbox.id))  # type: ignore[arg-type]
        return [(row.kind, row.person_id) for row in rows]


def hours(n: float) -> datetime:
    """So many hours after the tests' now."""
    return NOW + timedelta(hours=n)


@pytest.fixture
def house(session: Session) -> House:
    unit = Unit(name="Tỉnh ủy")
    session.add(unit)
    session.flush()
    post = Post(unit_id=unit.id or 0, name="Bí thư Đảng ủy xã Nguyệt Đức")
    session.add(post)
    session.flush()
    nobody = Actor()
    made = House(session, unit.id or 0, post.id or 0, nobody, nobody, nobody, nobody)
    made.leader = made.person("leader", post=made.post)
    made.assistant = made.person("assistant", post=made.post, role=RoleKind.ASSISTANT)
    made.clerk = made.person("clerk", role=RoleKind.BOARD)
    made.other_clerk = made.person("other clerk", role=RoleKind.BOARD)
    return made

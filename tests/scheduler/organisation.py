"""A small organisation for the clock: leaders with accounts, a supervisor, a board, written straight into a database."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from models import Account, Outbox, Person, Post, Role, Task, Tenure, Unit
from rules.localtime import at
from rules.states import RoleKind, TaskState
from scheduler.tick import tick
from services import nagging

THURSDAY, FRIDAY = date(2026, 11, 26), date(2026, 11, 27)
NOW = at(THURSDAY, 9)


class Organisation:
    """One unit; `leader()` and `task()` add to it."""

    def __init__(self, session: Session, now: datetime = NOW) -> None:
        self.session, self.now = session, now
        unit = Unit(name="xã Nguyệt Đức")
        session.add(unit)
        session.flush()
        self.unit = unit.id or 0
        self.numbers = 0

    def post(self, name: str = "Bí thư", supervisor: int | None = None) -> int:
        post = Post(unit_id=self.unit, name=name, supervisor_id=supervisor)
        self.session.add(post)
        self.session.flush()
        return post.id or 0

    def person(self, post: int | None = None, role: RoleKind | None = None, *, linked: bool = True) -> int:
        person = Person(name="Đồng chí", phone="0912 345 678")
        self.session.add(person)
        self.session.flush()
        who = person.id or 0
        if post is not None:
            self.session.add(Tenure(person_id=who, post_id=post, starts_on=date(2026, 1, 1)))
        if role is not None:
            self.session.add(Role(person_id=who, kind=role, unit_id=self.unit, starts_on=date(2026, 1, 1)))
        if linked:
            self.session.add(Account(bot="b", user_id=f"u{who}", chat_id=f"c{who}", person_id=who))
        self.session.flush()
        return who

    def task(self, post: int, **given: Any) -> Task:
        self.numbers += 1
        since = given.pop("since", self.now - timedelta(days=3))
        columns = {
            "unit_id": self.unit,
            "post_id": post,
            "number": self.numbers,
            "title": f"Nhiệm vụ {self.numbers}",
            "state": TaskState.IN_PROGRESS,
            "assigned_at": since,
            "news_at": since,
            "state_at": since,
        }
        task = Task(**{**columns, **given})
        self.session.add(task)
        self.session.flush()
        nagging.plan(self.session, task, self.now)
        self.session.flush()
        return task

    def tick(self, now: datetime) -> int:
        """Tick until nothing is left; how many pieces there were."""
        pieces = 0
        while tick(self.session, now):
            pieces += 1
        self.session.expire_all()
        return pieces

    def queued(self) -> list[tuple[str | None, str, int | None]]:
        rows = self.session.exec(select(Outbox).order_by(col(Outbox.id)))
        return [(row.key, row.state.value, row.person_id) for row in rows]

"""A small organisation with a council and closed tasks, straight in a database."""

from datetime import date, datetime
from decimal import Decimal

from sqlmodel import Session

from models import Person, Post, Role, Target, Task, Tenure, Unit, Verification
from rules.localtime import at
from rules.states import Result, RoleKind, TaskState
from services.identity import Actor, actor_for

DAY = date(2026, 12, 20)
NOW = at(DAY, 9)
SINCE = date(2026, 1, 1)


class House:
    """Two units with a leader each, a clerk, a committee member and five members of a council."""

    def __init__(self, session: Session, now: datetime = NOW) -> None:
        self.session, self.now = session, now
        self.root = self.add(Unit(name="Huyện ủy"))
        self.units = [self.add(Unit(name=name, parent_id=self.root, group="nhóm 1")) for name in ("Phòng A", "Phòng B")]
        self.posts = [
            self.add(Post(name=f"Trưởng {name}", unit_id=unit)) for name, unit in zip("AB", self.units, strict=True)
        ]
        self.leaders = [self.person(f"Đồng chí {name}", post=post) for name, post in zip("AB", self.posts, strict=True)]
        self.clerk = self.actor(self.person("Cán bộ", RoleKind.BOARD))
        self.member = self.actor(self.person("Ủy viên", RoleKind.COMMITTEE))
        self.council = [self.person(f"Hội đồng {n}", RoleKind.COUNCIL) for n in range(5)]

    def add(self, row: object) -> int:
        self.session.add(row)
        self.session.flush()
        return int(row.id)  # type: ignore[attr-defined]

    def person(self, name: str, role: RoleKind | None = None, post: int | None = None) -> int:
        found = self.add(Person(name=name))
        if role is not None:
            self.add(Role(person_id=found, kind=role, unit_id=self.root, starts_on=SINCE))
        if post is not None:
            self.add(Tenure(person_id=found, post_id=post, starts_on=SINCE))
        return found

    def actor(self, person: int) -> Actor:
        return actor_for(self.session, person, DAY)

    def task(
        self,
        post: int,
        *,
        result: Result | None = Result.MET,
        due: date = date(2026, 12, 15),
        claimed: date = date(2026, 12, 10),
        found: int | None = None,
        plan: int = 100,
    ) -> int:
        """A closed task (open, without a result), counted and verified where something was found."""
        number = self.add(Task(**self._columns(post, result, due, claimed)))
        if found is not None:
            self.add(Target(task_id=number, measure="hộ", plan=Decimal(plan)))
            seen = Verification(task_id=number, verifier_id=self.clerk.person_id or 0, accepted=True, at=self.now)
            seen.value = Decimal(found)
            self.add(seen)
        return number

    def _columns(self, post: int, result: Result | None, due: date, claimed: date) -> dict[str, object]:
        self.numbers = getattr(self, "numbers", 0) + 1
        over = result is not None
        return {
            "unit_id": self.session.get_one(Post, post).unit_id,
            "post_id": post,
            "number": self.numbers,
            "title": f"Nhiệm vụ {self.numbers}",
            "due_on": due,
            "original_due_on": due,
            "state": TaskState.CLOSED if over else TaskState.IN_PROGRESS,
            "result": result,
            "assigned_at": at(SINCE, 9),
            "state_at": at(claimed, 9),
            "claimed_at": at(claimed, 9) if over else None,
            "closed_at": at(claimed, 15) if over else None,
        }

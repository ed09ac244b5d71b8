"""What judging keeps beside a claim: rounds of verification, confirmed causes, ballots of a council, ratings, remarks."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.base import Json, amount, json_field, ref


class Round(SQLModel, table=True):
    """A round of verification (S4-07): a quarter ("2026-Q4") or ad hoc. `due_on`: by when all of it is to be seen."""

    __tablename__ = "verification_round"

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = ref(fk="unit.id")
    name: str
    ad_hoc: bool = False
    due_on: date
    opened_by: int | None = ref(fk="person.id", index=False, null=True)
    opened_at: datetime
    closed_at: datetime | None = None
    text_id: int | None = ref(fk="free_text.id", index=False, null=True)


class RoundItem(SQLModel, table=True):
    """A task of a round and why it is in it: `claimed`, `due`, `sample` or `named`."""

    __tablename__ = "round_item"
    __table_args__ = (UniqueConstraint("round_id", "task_id"),)

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = ref(fk="verification_round.id")
    task_id: int = ref(fk="task.id")
    why: str


class Cause(SQLModel, table=True):
    """An objective cause of a delay or a failure, confirmed by the competent authority: it deducts nothing (NĐ 335)."""

    __tablename__ = "objective_cause"

    id: int | None = Field(default=None, primary_key=True)
    task_id: int = ref(fk="task.id")
    kind: str  # delay, failure
    confirmed_by: int = ref(fk="person.id", index=False)
    text_id: int | None = ref(fk="free_text.id", index=False, null=True)
    at: datetime


class Discipline(SQLModel, table=True):
    """A disciplinary measure of a period: of a person, or (`person_id` empty) of the unit itself (366-QĐ/TW). What was recorded
    by mistake is taken back, never deleted."""

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = ref(fk="unit.id")
    person_id: int | None = ref(fk="person.id", null=True)
    decided_on: date
    recorded_by: int = ref(fk="person.id", index=False)
    at: datetime
    text_id: int | None = ref(fk="free_text.id", index=False, null=True)
    undone_at: datetime | None = None


class Ballot(SQLModel, table=True):
    """What a council is asked to score (S4-09), blind until all have or `due_on` is over."""

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = ref(fk="unit.id")
    period: str
    due_on: date
    chair_id: int = ref(fk="person.id", index=False)
    opened_by: int | None = ref(fk="person.id", index=False, null=True)
    opened_at: datetime
    closed_at: datetime | None = None


class BallotTask(SQLModel, table=True):
    __tablename__ = "ballot_task"
    __table_args__ = (UniqueConstraint("ballot_id", "task_id"),)

    id: int | None = Field(default=None, primary_key=True)
    ballot_id: int = ref(fk="ballot.id")
    task_id: int = ref(fk="task.id")


class BallotMember(SQLModel, table=True):
    """Who was of the council when the ballot was opened."""

    __tablename__ = "ballot_member"
    __table_args__ = (UniqueConstraint("ballot_id", "person_id"),)

    id: int | None = Field(default=None, primary_key=True)
    ballot_id: int = ref(fk="ballot.id")
    person_id: int = ref(fk="person.id")


class Assessment(SQLModel, table=True):
    """A proposed rating of a unit, or of a person in a post, and what was decided. A correction is a new row that replaces
    the old one; `points` are shown digits, the exact fraction stands in `facts`."""

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = ref(fk="unit.id")
    period: str = Field(index=True)
    post_id: int | None = ref(fk="post.id", null=True)
    person_id: int | None = ref(fk="person.id", null=True)
    rules: str
    points: Decimal = amount(null=False)
    proposed: str
    reasons: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    facts: Json = json_field()
    proposed_at: datetime
    decided: str | None = None
    decided_by: int | None = ref(fk="person.id", index=False, null=True)
    decided_at: datetime | None = None
    text_id: int | None = ref(fk="free_text.id", index=False, null=True)
    replaces_id: int | None = ref(fk="assessment.id", index=False, null=True)


class Remark(SQLModel, table=True):
    """What a leader says of the record kept about them."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = ref(fk="person.id")
    text_id: int | None = ref(fk="free_text.id", index=False, null=True)
    at: datetime

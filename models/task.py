"""Decisions, tasks and their targets."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.base import amount, ref, word
from rules.states import DueKind, Result, TaskState


class Document(SQLModel, table=True):
    """A Decision, plan or programme. All five of kind, number, symbol, issuer and day are the key (S2-08)."""

    __table_args__ = (UniqueConstraint("kind", "number", "symbol", "issuer", "issued_on"),)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = ref(fk="unit.id")
    kind: str
    number: str
    symbol: str
    issuer: str
    issued_on: date
    title: str = ""
    implements_id: int | None = ref(fk="document.id", null=True)


class Task(SQLModel, table=True):
    """A task given to a post, its product and its deadline; `number` is the holder's own stable number for it."""

    __table_args__ = (
        UniqueConstraint("post_id", "number"),
        Index(
            "ix_task_nag",
            "next_nag_at",
            sqlite_where=text("next_nag_at IS NOT NULL"),
            postgresql_where=text("next_nag_at IS NOT NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = ref(fk="unit.id")
    post_id: int = ref(fk="post.id")
    number: int
    document_id: int | None = ref(fk="document.id", null=True)
    kind: str = ""
    source: str = "assigned"  # or "own": what a unit set itself on top (S0-03)
    title: str
    product: str = ""
    due_kind: DueKind = word(DueKind, default=DueKind.DATE)
    due_on: date | None = Field(default=None, index=True)
    original_due_on: date | None = None
    every: str | None = None  # week, month, quarter, year: a recurring deadline
    due_day: int | None = None
    state: TaskState = word(TaskState, default=TaskState.ASSIGNED, index=True)
    result: Result | None = word(Result, null=True)
    supervisor_id: int | None = ref(fk="post.id", null=True)
    parent_id: int | None = ref(fk="task.id", null=True)
    carried_from_id: int | None = ref(fk="task.id", null=True)
    confidential: bool = False
    assigned_by: int | None = ref(fk="person.id", null=True)
    assigned_at: datetime
    accepted_at: datetime | None = None
    news_at: datetime | None = None  # the last thing the leader said of it
    state_at: datetime
    claimed_at: datetime | None = None
    closed_at: datetime | None = None
    rested_at: datetime | None = None  # the last rest of reminders a support case bought: one in ten working days
    told_on: date | None = None  # the last day a morning's message that mentioned it reached its leader
    next_nag_at: datetime | None = None


class Target(SQLModel, table=True):
    """What a task is measured by: a plan or a range in a unit of measure. Shares of plan are never stored here."""

    id: int | None = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id", unique=True)
    measure: str
    plan: Decimal | None = amount()
    low: Decimal | None = amount()
    high: Decimal | None = amount()
    direction: str = "up"

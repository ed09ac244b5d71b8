"""Tasks, what they are measured by, the way to them, and what they belong to."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Connection, Index, UniqueConstraint, event, text
from sqlalchemy.orm import Mapper
from sqlmodel import Field, SQLModel

from models.base import amount, ref, word
from rules.localtime import today
from rules.states import DueKind, Result, TaskState


class Task(SQLModel, table=True):
    """A task given to a post, its product and its deadline; `number` is the holder's own stable number for it.

    `parent_id` is the task of the level above that this one serves; `source` tells what the level above assigned from what a
    unit set itself on top (S0-03). `collective`: given to the unit, and the post answers for it (S1-05).
    """

    __table_args__ = (
        UniqueConstraint("post_id", "number"),
        # the digest counts in these indexes alone, in their order: decision 33
        Index(
            "ix_task_counted",
            *("unit_id", "state", "due_on", "ended_on", "news_at", "assigned_at", "state_at", "closed_at"),
            "milestone_on",
        ),
        Index(
            "ix_task_held",
            *("post_id", "state", "due_on", "news_at", "assigned_at", "state_at", "closed_at", "unit_id"),
        ),
        Index(
            "ix_task_closed",
            *("closed_at", "state", "result", "due_on", "ended_on", "state_at", "assigned_at", "unit_id"),
            sqlite_where=text("closed_at IS NOT NULL"),
            postgresql_where=text("closed_at IS NOT NULL"),
        ),
        Index("ix_task_unplanned", "id", sqlite_where=text("product = ''"), postgresql_where=text("product = ''")),
        Index(
            "ix_task_nag",
            "next_nag_at",
            sqlite_where=text("next_nag_at IS NOT NULL"),
            postgresql_where=text("next_nag_at IS NOT NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = ref(fk="unit.id")
    post_id: int = ref(fk="post.id", index=False)  # ix_task_held begins with it
    number: int
    document_id: int | None = ref(fk="document.id", null=True)
    position: int | None = None  # its place in the document's annex
    section: str = ""  # the section heading it stands under there
    kind: str = ""  # rules.kinds.TaskKind
    field: str = ""  # lĩnh vực, nội dung (S1-09)
    source: str = "assigned"  # or "own"
    title: str
    product: str = ""
    quality: str = ""  # the requirement on quality, judged apart from timeliness (S1-11)
    collective: bool = False
    due_kind: DueKind = word(DueKind, default=DueKind.DATE)
    due_on: date | None = Field(default=None, index=True)
    original_due_on: date | None = None
    every: str | None = None  # week, month, quarter, year: a recurring deadline
    due_day: int | None = None
    state: TaskState = word(TaskState, default=TaskState.ASSIGNED, index=True)
    result: Result | None = word(Result, null=True)
    supervisor_id: int | None = ref(fk="post.id", null=True)
    directing_leader_id: int | None = ref(fk="post.id", null=True)  # người chỉ đạo (S0-04)
    advising_unit_id: int | None = ref(fk="unit.id", index=False, null=True)  # cơ quan tham mưu, when it is one of ours
    advising_unit: str = ""  # as the annex writes it
    proposed_by: int | None = ref(fk="person.id", index=False, null=True)  # who registered it from practice (S1-08)
    parent_id: int | None = ref(fk="task.id", null=True)
    carried_from_id: int | None = ref(fk="task.id", null=True)
    confidential: bool = False
    assigned_by: int | None = ref(fk="person.id", null=True)
    assigned_at: datetime
    accepted_at: datetime | None = None
    commitment_id: int | None = ref(
        fk="free_text.id", index=False, null=True
    )  # what was committed on acceptance (S3-09)
    planned_at: datetime | None = None  # when its owner's plan, the milestones, was last written (S1-10)
    milestone_on: date | None = None  # the day of the first step that is not reached: kept by `services.nagging.plan`
    news_at: datetime | None = None  # the last thing the leader said of it
    deed_at: datetime | None = None  # the last time more than words came: a figure, evidence, "done", a request
    pledged_on: date | None = None  # the day the leader named for the next word
    state_at: datetime = Field(index=True)
    claimed_at: datetime | None = None
    closed_at: datetime | None = None
    ended_on: date | None = (
        None  # the people's day to which lateness counts, the claim's or else the end's: kept by `_day_it_ended`
    )
    rested_at: datetime | None = None  # the last rest of reminders a support case bought: one in ten working days
    told_on: date | None = None  # the last day a morning's message that mentioned it reached its leader
    next_nag_at: datetime | None = None


@event.listens_for(Task, "before_insert")
@event.listens_for(Task, "before_update")
def _day_it_ended(_mapper: Mapper[Task], _connection: Connection, task: Task) -> None:
    """Whoever claims, closes, returns, reopens or undoes writes a moment; its day is counted by (services/sums.py)."""
    ended = task.claimed_at or task.closed_at
    task.ended_on = today(ended) if ended is not None else None


class Target(SQLModel, table=True):
    """What a task is measured by: a plan or a range in a unit of measure. Shares of plan are never stored here."""

    id: int | None = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id", unique=True)
    measure: str
    plan: Decimal | None = amount()
    low: Decimal | None = amount()
    high: Decimal | None = amount()
    direction: str = "up"


class TaskPeriod(SQLModel, table=True):
    """A period that a task belongs to: a year, a span, or both (S1-02)."""

    __tablename__ = "task_period"

    task_id: int = Field(foreign_key="task.id", primary_key=True)
    period_id: int = Field(foreign_key="period.id", primary_key=True, index=True)


class TaskReason(SQLModel, table=True):
    """Why a task was selected; one or more codes each (S3-03)."""

    __tablename__ = "task_reason"

    task_id: int = Field(foreign_key="task.id", primary_key=True)
    reason: str = Field(primary_key=True)  # rules.kinds.SelectionReason


class Milestone(SQLModel, table=True):
    """One step of a task's way (lộ trình, S1-10): by which day what is there, in the words of `text_id`; `amount` is in the
    target's unit of measure. A plan that is written anew drops the steps before it: they stay for the history."""

    __table_args__ = (
        Index(
            "uq_milestone_in_force",
            "task_id",
            "number",
            unique=True,
            sqlite_where=text("dropped_at IS NULL"),
            postgresql_where=text("dropped_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    task_id: int = ref(fk="task.id")
    number: int
    text_id: int | None = ref(fk="free_text.id", index=False, null=True)
    author_id: int | None = ref(fk="person.id", index=False, null=True)
    due_on: date
    amount: Decimal | None = amount()
    reached_on: date | None = None
    dropped_at: datetime | None = None

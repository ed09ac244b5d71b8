"""Slow work, due slots, kept digests, days off."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.base import Json, json_field, ref


class Job(SQLModel, table=True):
    """Slow work for a child process: `kind` names the function, `args` is its input, `result` what it gave back.

    When it is done, the person who asked gets the notice named here. `finished_at`: when its last try ended, well or not.
    """

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    args: Json = json_field()
    state: str = Field(default="queued", index=True)  # queued, running, done, dead
    attempts: int = 0
    created_at: datetime
    lease_until: datetime | None = None
    finished_at: datetime | None = None
    result: Json = json_field()
    blob_id: int | None = ref(fk="blob.id", index=False, null=True)
    error: str | None = None
    person_id: int | None = ref(fk="person.id", null=True)
    notice: str | None = None


class JobRun(SQLModel, table=True):
    """A slot of a weekly or daily job that has been run (or skipped, with a note)."""

    __tablename__ = "job_run"

    job: str = Field(primary_key=True)
    slot: datetime = Field(primary_key=True)
    at: datetime
    note: str | None = None


class DigestIssue(SQLModel, table=True):
    """A week's figures as they were published, the board's line per item, and the job that draws the picture of them."""

    __tablename__ = "digest_issue"
    __table_args__ = (UniqueConstraint("unit_id", "week"),)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = ref(fk="unit.id")
    week: str  # ISO, "2026-W47"
    figures: Json = json_field()
    comments: Json = json_field()
    created_at: datetime
    issued_at: datetime | None = None
    picture_job_id: int | None = ref(fk="job.id", index=False, null=True)


class DayOff(SQLModel, table=True):
    """A day off, or (`worked`) a Saturday worked for one; the clerk overrules the seeded list."""

    __tablename__ = "day_off"

    day: date = Field(primary_key=True)
    worked: bool = False
    note: str = ""

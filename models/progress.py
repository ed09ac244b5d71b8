"""What was claimed, with what evidence, and what was verified."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import Column, LargeBinary
from sqlmodel import Field, SQLModel

from models.base import amount, ref, word
from rules.attainment import Certainty


class ReportKind(StrEnum):
    VALUE = "value"
    DONE = "done"
    NO_CHANGE = "no_change"
    STUCK = "stuck"
    NOTE = "note"
    EVIDENCE = "evidence"


class FreeText(SQLModel, table=True):
    """Words somebody wrote, in a row of their own so that they can be erased while the history stays whole."""

    __tablename__ = "free_text"

    id: int | None = Field(default=None, primary_key=True)
    body: str | None = None
    salt: str = ""  # of the digest that stands in the history; erased with the words


class Report(SQLModel, table=True):
    """One thing a leader (or the assistant, `on_behalf`) said of a task; `undone_at` takes it back without losing it.
    `certainty`: what its value is; a forecast is never the value reached (S0-09, S1-15)."""

    id: int | None = Field(default=None, primary_key=True)
    task_id: int = ref(fk="task.id")
    kind: ReportKind = word(ReportKind)
    value: Decimal | None = amount()
    certainty: Certainty = word(Certainty, default=Certainty.ACTUAL)
    text_id: int | None = ref(fk="free_text.id", index=False, null=True)
    author_id: int = ref(fk="person.id")
    on_behalf: bool = False
    at: datetime
    undone_at: datetime | None = None
    replaces_id: int | None = ref(fk="report.id", index=False, null=True)
    as_of: datetime | None = None  # when what it corrects was said: it counts from then on


class Blob(SQLModel, table=True):
    """Bytes kept by their hash (10 MB at most), so that a backup of the database is whole."""

    id: int | None = Field(default=None, primary_key=True)
    sha256: str = Field(unique=True)
    size: int
    mime: str = "application/octet-stream"
    data: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class Evidence(SQLModel, table=True):
    """A picture, a document or a voice note offered for a report."""

    id: int | None = Field(default=None, primary_key=True)
    task_id: int = ref(fk="task.id")
    report_id: int = ref(fk="report.id")
    blob_id: int = ref(fk="blob.id")
    kind: str
    name: str | None = None
    at: datetime


class Verification(SQLModel, table=True):
    """What somebody other than the owner found; stands beside the claim, never over it. A correction is a new row, as of a
    report's: `replaces_id`, who, and why (`text_id`)."""

    id: int | None = Field(default=None, primary_key=True)
    task_id: int = ref(fk="task.id")
    verifier_id: int = ref(fk="person.id")
    accepted: bool
    value: Decimal | None = amount()
    text_id: int | None = ref(fk="free_text.id", index=False, null=True)
    at: datetime
    undone_at: datetime | None = None
    replaces_id: int | None = ref(fk="verification.id", index=False, null=True)
    as_of: datetime | None = None


class Score(SQLModel, table=True):
    """One council member's points (0–100) for one task of a ballot. A correction is a new row: `replaces_id`, who entered it
    and why (`text_id`)."""

    id: int | None = Field(default=None, primary_key=True)
    task_id: int = ref(fk="task.id")
    member_id: int = ref(fk="person.id")
    points: Decimal = amount(null=False)
    at: datetime
    ballot_id: int | None = ref(fk="ballot.id", null=True)
    entered_by: int | None = ref(fk="person.id", index=False, null=True)
    text_id: int | None = ref(fk="free_text.id", index=False, null=True)
    replaces_id: int | None = ref(fk="score.id", index=False, null=True)

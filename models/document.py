"""Decisions, plans and regulations; what implements what; the periods they govern; whom a regulation reaches, by date."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.base import ref, word
from rules.periods import PeriodKind


class Document(SQLModel, table=True):
    """A Decision, plan, programme or regulation. All five of kind, number, symbol, issuer and day are the key (S2-08).

    The day it was issued is independent of the period it governs (S0-02); `unit_id` is the unit that issued it.
    """

    __table_args__ = (UniqueConstraint("kind", "number", "symbol", "issuer", "issued_on"),)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = ref(fk="unit.id")
    kind: str
    number: str
    symbol: str
    issuer: str
    issued_on: date
    title: str = ""
    theme: str = ""  # chủ đề of a programme (S0-01)
    motto: str = ""  # phương châm hành động
    handed_over_on: date | None = None  # the conference where the signed Decisions were handed over (S3-01)


class DocumentLink(SQLModel, table=True):
    """`document_id` implements (thực hiện) `implements_id`; a plan may implement several (S2-07)."""

    __tablename__ = "document_link"

    document_id: int = Field(foreign_key="document.id", primary_key=True)
    implements_id: int = Field(foreign_key="document.id", primary_key=True, index=True)


class Period(SQLModel, table=True):
    """A year, half-term, term or span; both days belong to it. Its dates are its key (S0-24, S2-11)."""

    __table_args__ = (UniqueConstraint("starts_on", "ends_on"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: PeriodKind = word(PeriodKind)
    name: str  # "2023", "2021–2025"
    starts_on: date
    ends_on: date


class DocumentPeriod(SQLModel, table=True):
    """A period that a document governs; a round covers a year and a span (S1-02)."""

    __tablename__ = "document_period"

    document_id: int = Field(foreign_key="document.id", primary_key=True)
    period_id: int = Field(foreign_key="period.id", primary_key=True, index=True)


class RegulationScope(SQLModel, table=True):
    """Whom a regulation reaches from a day on, and how many tasks each is owed (S1-01, S3-05, S3-13, S4-04).

    A post is reached when every part that is given fits: its own id, its unit (and those under it), the unit's level and group,
    and words of its title. The quota counts tasks per post or for the whole group; `one_per_field`: no two tasks of one post in
    the same field; `growth`: a growth target is owed besides.
    """

    __tablename__ = "regulation_scope"

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = ref(fk="document.id")
    post_id: int | None = ref(fk="post.id", null=True)
    unit_id: int | None = ref(fk="unit.id", null=True)
    level: str = ""
    group: str = ""
    title: str = ""  # words the post's name begins with: "Giám đốc", "Bí thư"
    starts_on: date
    ends_on: date | None = None
    quota: int | None = None
    quota_for_group: bool = False
    one_per_field: bool = False
    growth: bool = False

"""Imports of annexes: what was confirmed, how far it is, what it made – so that it can be gone on with, and taken back whole."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.base import ref


class AnnexImport(SQLModel, table=True):
    """One confirmed import. `plan_id` is its plan's bytes; `done` counts rows written, `told` posts announced.

    `state`: running, announcing, done, undoing, undone. Everything it writes bears `confirmed_at` as its time.
    """

    __tablename__ = "annex_import"

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = ref(fk="unit.id")
    document_id: int = ref(fk="document.id")
    plan_id: int = ref(fk="blob.id", index=False)
    person_id: int | None = ref(fk="person.id", index=False, null=True)
    group_id: int | None = ref(fk="chat_group.id", index=False, null=True)
    name: str = ""
    state: str = Field(default="running", index=True)
    total: int
    done: int = 0
    told: int = 0
    confirmed_at: datetime
    finished_at: datetime | None = None


class AnnexTask(SQLModel, table=True):
    """A task that an import made or changed (`change`: new, changed)."""

    __tablename__ = "annex_task"

    import_id: int = Field(foreign_key="annex_import.id", primary_key=True)
    task_id: int = Field(foreign_key="task.id", primary_key=True, index=True)
    change: str
    undone: bool = False


class AnnexChoice(SQLModel, table=True):
    """Which post the board said a text means, in any annex that the unit issues. `text_hash`: the text may name a person, so its
    own words are not kept."""

    __tablename__ = "annex_choice"
    __table_args__ = (UniqueConstraint("unit_id", "text_hash"),)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = ref(fk="unit.id")
    text_hash: str
    post_id: int = ref(fk="post.id", index=False)
    person_id: int | None = ref(fk="person.id", index=False, null=True)  # who chose; none: on the server's console
    chosen_at: datetime

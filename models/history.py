"""Who did what, before and after; nothing is changed without a row here, and no row is ever changed."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.base import Json, json_field, ref


class History(SQLModel, table=True):
    """Ids and typed values only; words stand in the erasable `free_text` row it points to.

    `chain` is what the row is a link of (a task with all that hangs on it), `seq` its place there, `hash` seals the row and
    the link before it (`rules.chain`). The database itself refuses to change or delete a row.
    """

    __table_args__ = (UniqueConstraint("chain", "seq"),)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = ref(fk="unit.id")
    task_id: int | None = ref(fk="task.id", null=True)
    subject: str = Field(index=True)  # "task:12", "case:15": what was changed
    event: str
    actor_id: int | None = ref(fk="person.id", null=True)  # empty: the system
    on_behalf: bool = False
    at: datetime
    before: Json = json_field()
    after: Json = json_field()
    text_id: int | None = ref(fk="free_text.id", index=False, null=True)
    text_digest: str | None = None  # of the words as they were written; they may be erased, never exchanged
    chain: str
    seq: int
    hash: str

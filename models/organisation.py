"""Units, posts, and the people who hold them. Tasks are given to posts, so a transfer moves them with their history."""

from datetime import date

from sqlmodel import Field, SQLModel

from models.base import ref, word
from rules.states import RoleKind


class Unit(SQLModel, table=True):
    """A node of a tree of any depth; level and group are data ("xã", "nhóm 1").

    A unit that was merged into another stays readable: `ended_on` is its last day, `merged_into_id` where its work went.
    """

    id: int | None = Field(default=None, primary_key=True)
    name: str
    level: str = ""
    group: str = ""
    parent_id: int | None = ref(fk="unit.id", null=True)
    starts_on: date | None = None
    ended_on: date | None = None
    merged_into_id: int | None = ref(fk="unit.id", null=True)


class UnitLevel(SQLModel, table=True):
    """A level of units and its place from the top, 1 being the highest, while it is in force (three until 6/2025, then two)."""

    __tablename__ = "unit_level"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    rank: int
    starts_on: date | None = None
    ended_on: date | None = None


class Post(SQLModel, table=True):
    """A chức danh of a unit; `supervisor_id` is the post that follows and directs it (S0-13).

    A post that a merger dissolved stays readable: `ended_on` is its last day, `successor_id` the post that took its work over.
    """

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = ref(fk="unit.id")
    name: str
    supervisor_id: int | None = ref(fk="post.id", null=True)
    ended_on: date | None = None
    successor_id: int | None = ref(fk="post.id", index=False, null=True)


class Person(SQLModel, table=True):
    """A human being; the only row that holds the name and the phone number, so that it can be erased."""

    id: int | None = Field(default=None, primary_key=True)
    name: str | None = None
    phone: str | None = None


class Tenure(SQLModel, table=True):
    """Who holds a post, from when to when; `accountable` is the one of them who answers for it (S2-03)."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = ref(fk="person.id")
    post_id: int = ref(fk="post.id")
    starts_on: date
    ends_on: date | None = None
    accountable: bool = True
    acting: bool = False  # quyền, phụ trách


class Role(SQLModel, table=True):
    """What else a person may do: for a unit's tree, one post (an assistant) or one task (a supervisor).

    A supervisor's scope is a unit's tree, narrowed to one post, one task or one field; a cluster of communes is a row for each
    commune with the cluster's name (S0-13, S3-07).
    """

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = ref(fk="person.id")
    kind: RoleKind = word(RoleKind, index=True)
    unit_id: int = ref(fk="unit.id")
    post_id: int | None = ref(fk="post.id", null=True)
    task_id: int | None = ref(fk="task.id", null=True)
    field: str = ""
    cluster: str = ""
    starts_on: date
    ends_on: date | None = None

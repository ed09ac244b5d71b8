"""What all tables share: the naming of constraints (Alembic needs it on SQLite), and columns that recur."""

from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Dialect, Enum, Numeric, String, Table
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import AutoString, Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

# What checks a model's input is built when it is first needed, which for a table is never: a tenth of the start.
SQLModel.model_config["defer_build"] = True

Json = dict[str, Any]


def table(model: type[SQLModel]) -> Table:
    """The table behind a model, for statements that are built once and run for every update: a fifth of the ORM's cost."""
    return SQLModel.metadata.tables[str(model.__tablename__)]


def with_plain_text() -> None:
    """Every text column as SQLAlchemy's own `String`: SQLModel's `AutoString` costs a call in Python for each value that is read,
    and does nothing of use on our two databases. Called when all tables are known."""
    for each in SQLModel.metadata.tables.values():
        for column in each.columns:
            if isinstance(column.type, AutoString):
                column.type = String(column.type.length)


class Exact(TypeDecorator[Decimal]):
    """A Decimal that comes back digit for digit: NUMERIC without a scale on PostgreSQL, text on SQLite (which has none)."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(String() if dialect.name == "sqlite" else Numeric())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        return format(value, "f") if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


def amount(*, null: bool = True) -> Any:
    """An exact number; its unit of measure stands beside it."""
    column: Column[Decimal] = Column(Exact(), nullable=null)
    return Field(default=None, sa_column=column) if null else Field(sa_column=column)


def json_field() -> Any:
    """A JSON object that is never null."""
    return Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


def ref(*, fk: str, index: bool = True, null: bool = False) -> Any:
    """A foreign key, indexed unless said otherwise."""
    if null:
        return Field(default=None, foreign_key=fk, index=index, nullable=True)
    return Field(foreign_key=fk, index=index)


def word(kind: type[StrEnum], *, default: StrEnum | None = None, index: bool = False, null: bool = False) -> Any:
    """An enum kept as its value in a text column: no type to migrate on PostgreSQL when a word is added."""
    column: Column[str] = Column(
        Enum(
            kind, native_enum=False, create_constraint=False, length=32, values_callable=lambda e: [m.value for m in e]
        ),
        nullable=null,
        index=index,
    )
    if default is None and not null:
        return Field(sa_column=column)
    return Field(default=default, sa_column=column)

"""Insert what is not there yet, also while others insert the same: the unique keys decide, on both engines."""

from functools import lru_cache
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import Session


def insert_new(
    session: Session, table: Any, rows: list[dict[str, Any]], conflict: list[str], returning: Any
) -> list[Any]:
    """Insert what is not there yet; gives back a column of the rows that were new (`rowcount` lies on psycopg)."""
    statement = _insert(session.get_bind().dialect.name, table, tuple(conflict), returning)
    return list(session.execute(statement, rows).scalars())


@lru_cache
def _insert(dialect: str, table: Any, conflict: tuple[str, ...], returning: Any) -> Executable:
    """Built once, and with the rows as parameters compiled once, which is most of its cost."""
    insert = sqlite_insert if dialect == "sqlite" else pg_insert
    return insert(table.__table__).on_conflict_do_nothing(index_elements=conflict).returning(returning)

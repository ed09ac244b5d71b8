"""Bring a database to the newest form; also the developer's way to write the next migration.

`python -m bot.migrate "what changes"` writes a migration file from the difference between the models and the history.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

import migrations
from bot.db import make_engine

if TYPE_CHECKING:
    from alembic.config import Config

HISTORY = Path(migrations.__file__).parent
REVISION = re.compile(r"^revision\b[^=]*= *[\"']([^\"']+)", re.MULTILINE)
AT_A_TIME = 20231123  # PostgreSQL's lock of whoever changes the form of the database
BEFORE = re.compile(r"^down_revision\b[^=]*= *[\"']([^\"']+)", re.MULTILINE)


def config(engine_connection: object) -> "Config":
    """Alembic's settings. It is imported only where a database changes: a twentieth of the start, and ten megabytes."""
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(HISTORY))
    settings.attributes["connection"] = engine_connection
    return settings


def newest() -> str:
    """The revision that no other builds on, read from the files themselves."""
    files = [path.read_text(encoding="utf-8") for path in HISTORY.glob("versions/*.py")]
    revisions = {found for file in files for found in REVISION.findall(file)}
    last: str
    (last,) = revisions - {found for file in files for found in BEFORE.findall(file)}
    return last


def is_newest(engine: Engine) -> bool:
    """Has this database the newest form already, as at nearly every start?"""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        return list(connection.execute(text("SELECT version_num FROM alembic_version")).scalars()) == [newest()]


@contextmanager
def _rebuilding(engine: Engine) -> Iterator[Connection]:
    """One transaction in which tables may be rebuilt: a kill in the middle leaves the old form.

    SQLite rebuilds a table to change it, and with foreign keys on it refuses to drop the old one while rows point to it; the
    switch works outside a transaction only, so what points nowhere is looked for before the commit.
    """
    with engine.connect() as connection:
        sqlite = engine.dialect.name == "sqlite"
        _foreign_keys(connection, on=False, sqlite=sqlite)
        try:
            with connection.begin():
                if not sqlite:  # several processes start at once: the others wait here, and then find nothing to do
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": AT_A_TIME})
                yield connection
                if sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise RuntimeError("a migration left rows that point nowhere")
        finally:
            _foreign_keys(connection, on=True, sqlite=sqlite)


def _foreign_keys(connection: Connection, *, on: bool, sqlite: bool) -> None:
    driver = connection.connection.dbapi_connection
    if sqlite and driver is not None:
        driver.cursor().execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")


def upgrade(engine: Engine, revision: str = "head") -> None:
    if revision == "head" and is_newest(engine):
        return
    from alembic import command

    with _rebuilding(engine) as connection:
        command.upgrade(config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    from alembic import command

    with _rebuilding(engine) as connection:
        command.downgrade(config(connection), revision)


def write(message: str) -> None:
    from alembic import command

    engine = make_engine("sqlite://")
    with engine.begin() as connection:
        command.upgrade(config(connection), "head")
        command.revision(config(connection), message, autogenerate=True)


if __name__ == "__main__":
    write(sys.argv[1])

"""Bring a database to the newest form; also the developer's way to write the next migration.

`python -m bot.migrate "what changes"` writes a migration file from the difference between the models and the history.
"""

import sys
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

import migrations
from bot.db import make_engine


def config(engine_connection: object) -> Config:
    settings = Config()
    settings.set_main_option("script_location", str(Path(migrations.__file__).parent))
    settings.attributes["connection"] = engine_connection
    return settings


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Upgrade within one transaction: a kill in the middle leaves the old form."""
    with engine.begin() as connection:
        command.upgrade(config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    with engine.begin() as connection:
        command.downgrade(config(connection), revision)


def write(message: str) -> None:
    engine = make_engine("sqlite://")
    with engine.begin() as connection:
        command.upgrade(config(connection), "head")
        command.revision(config(connection), message, autogenerate=True)


if __name__ == "__main__":
    write(sys.argv[1])

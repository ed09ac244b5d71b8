"""A full disk or a database that is away: the log neither stops the bot nor holds what people wrote."""

import sys

import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.db import Database
from bot.wiring import set_up_logging


class Full:
    """A file on a disk without room."""

    def write(self, _: str) -> None:
        raise OSError(28, "No space left on device")

    def flush(self) -> None:
        raise OSError(28, "No space left on device")


def test_a_log_that_can_not_be_written_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    before = structlog.get_config()
    set_up_logging("json")
    monkeypatch.setattr(sys, "stdout", Full())
    try:
        structlog.get_logger().warning("database_away")
    finally:
        monkeypatch.undo()
        structlog.configure(**before)


def test_an_error_of_the_database_does_not_hold_what_was_to_be_written(database: Database) -> None:
    with pytest.raises(OperationalError) as told:
        database.transact(lambda s: s.execute(text("INSERT INTO nowhere VALUES (:said)"), {"said": "CANARY lời dân"}))
    assert "CANARY" not in str(told.value)

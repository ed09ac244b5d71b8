"""What is taken up next is found without sorting all that waits: after a weekend down every batch would pay for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlmodel import Session

from bot.db import Database
from bot.receive import handle_batch
from tests.bot.test_fair import CHANNEL
from tests.stage import START

Run = tuple[str, Any]


@contextmanager
def watched() -> Iterator[list[Run]]:
    """The statements that are run meanwhile, with what is given to them."""
    found: list[Run] = []

    def run(_: Any, __: Any, statement: str, given: Any, *___: Any) -> None:
        found.append((statement, given))

    event.listen(Engine, "before_cursor_execute", run)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", run)


def plan(session: Session, run: Run) -> list[str]:
    statement, given = run
    return [row[3] for row in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)]


def test_the_next_updates_are_found_in_the_order_of_an_index(database: Database) -> None:
    def look(session: Session) -> list[str]:
        with watched() as found:
            handle_batch(session, {"bare": CHANNEL}, lambda: START)
        return plan(session, next(each for each in found if "FROM inbox" in each[0]))

    assert database.transact(look) == [
        "SCAN inbox USING INDEX ix_inbox_due",
        "CORRELATED SCALAR SUBQUERY 1",
        "SEARCH earlier USING INDEX ix_inbox_waiting (bot=? AND chat_id=? AND id<?)",
    ]

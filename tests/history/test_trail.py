"""The history proves itself whole; what was altered behind its back is found; erasing words breaks nothing."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, col, select

from bot.db import Database
from bot.migrate import upgrade
from models import FreeText, History, Unit
from rules.localtime import at
from services import history
from services.trail import Broken, Proof, prove

NOW = at(date(2026, 11, 26), 9)
TRIGGERS = {
    "sqlite": ["DROP TRIGGER history_no_update", "DROP TRIGGER history_no_delete"],
    "postgresql": ["DROP TRIGGER history_append_only ON history"],
}


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def db(request: pytest.FixtureRequest, database: Database) -> Iterator[Database]:
    if request.param == "sqlite":
        yield database
        return
    made = Database(request.getfixturevalue("postgres_url"))
    upgrade(made.engine)
    yield made
    made.close()


def write(session: Session) -> None:
    """Three rows of one thing, two of another, some with words."""
    unit = Unit(name="Tỉnh ủy")
    session.add(unit)
    session.flush()
    for number, subject in enumerate(["case:1", "case:1", "refusal:9", "case:1", "refusal:9"]):
        words = history.free_text(session, f"lời {number}") if number % 2 else None
        history.record(
            session,
            unit_id=unit.id or 0,
            subject=subject,
            event="said",
            actor=None,
            now=NOW,
            after={"on": date(2026, 12, number + 1), "n": number},
            text_id=words,
        )


def tamper(db: Database, statement: str) -> None:
    """Somebody with the database's own key takes the guard away first."""
    with db.engine.begin() as connection:
        for drop in TRIGGERS[db.engine.dialect.name]:
            connection.execute(text(drop))
        connection.execute(text(statement))


def broken(db: Database) -> list[Broken]:
    return list(db.transact(prove).broken)


def test_it_is_whole(db: Database) -> None:
    db.transact(write)
    found = db.transact(prove)
    assert found == Proof(5, 2, (), found.fingerprint)
    assert len(found.fingerprint) == 64


@pytest.mark.parametrize("statement", ["UPDATE history SET event = 'x'", "DELETE FROM history"])
def test_the_database_refuses_to_change_it(db: Database, statement: str) -> None:
    db.transact(write)
    with pytest.raises(DatabaseError, match="append-only"), db.engine.begin() as connection:
        connection.execute(text(statement))
    assert db.transact(prove).rows == 5


def test_an_altered_row_is_found(db: Database) -> None:
    db.transact(write)
    tamper(db, "UPDATE history SET event = 'verified' WHERE id = 2")
    assert broken(db) == [Broken("case:1", 2, "altered")]


def test_a_row_sealed_again_after_altering_is_found_by_the_next(db: Database) -> None:
    """Whoever knows how to seal must seal all that follows, too: the fingerprint that was written down then differs."""
    db.transact(write)
    before = db.transact(prove).fingerprint

    def reseal(session: Session) -> None:
        row = session.get_one(History, 4)
        row.event = "verified"
        row.hash = history.sealed(row, session.get_one(History, 2).hash)
        session.add(row)

    tamper(db, "SELECT 1")
    db.transact(reseal)
    after = db.transact(prove)
    assert (after.broken, after.fingerprint == before) == ((), False)


def test_a_missing_row_is_found(db: Database) -> None:
    db.transact(write)
    tamper(db, "DELETE FROM history WHERE id = 1")
    assert broken(db) == [Broken("case:1", 2, "missing")]


def test_exchanged_words_are_found(db: Database) -> None:
    db.transact(write)
    tamper(db, "UPDATE free_text SET body = 'lời khác' WHERE id = 1")
    assert broken(db) == [Broken("case:1", 2, "words")]


def test_erased_words_break_nothing(db: Database) -> None:
    db.transact(write)
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE free_text SET body = NULL, salt = ''"))
    assert broken(db) == []


def test_no_digest_tells_the_words(db: Database) -> None:
    """The same words twice have two digests: nobody can try out short words once they are erased."""

    def said(session: Session) -> set[str | None]:
        unit = Unit(name="Tỉnh ủy")
        session.add(unit)
        session.flush()
        for _ in range(2):
            words = history.free_text(session, "xong")
            history.record(session, unit_id=unit.id or 0, subject="s", event="e", actor=None, now=NOW, text_id=words)
        session.flush()
        return set(session.exec(select(History.text_digest)).all())

    assert len(db.transact(said)) == 2


def test_rows_written_before_the_chain_are_sealed_by_the_migration(empty_engine: Database) -> None:
    with empty_engine.engine.begin() as connection:
        connection.execute(text("INSERT INTO unit (id, name, level, \"group\") VALUES (1, 'Tỉnh ủy', '', '')"))
        for number in (1, 2):
            connection.execute(
                text(
                    "INSERT INTO history (id, unit_id, subject, event, on_behalf, at, before, after) VALUES"
                    f" ({number}, 1, 'case:1', 'asked', false, '2026-11-26 01:00:00.000000', '{{}}', '{{\"b\": 1}}')"
                )
            )
    upgrade(empty_engine.engine)
    found = empty_engine.transact(prove)
    assert found == Proof(2, 1, (), found.fingerprint)
    assert empty_engine.transact(lambda s: s.exec(select(FreeText.id)).all()) == []
    assert empty_engine.transact(lambda s: s.exec(select(History.seq).order_by(col(History.id))).all()) == [1, 2]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database as the first migration left it."""
    file = f"sqlite:///{tmp_path_factory.mktemp('old') / 'old.db'}"
    made = Database(file if request.param == "sqlite" else request.getfixturevalue("postgres_url"))
    upgrade(made.engine, "0001")
    yield made
    made.close()

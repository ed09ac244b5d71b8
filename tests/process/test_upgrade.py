"""A new version is started on the old one's database, as `docs/operations.md` has it: seconds of silence, and nothing is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.clock import Clock
from bot.db import Database
from bot.migrate import downgrade, is_newest
from tests.postgres import new_database
from tests.process.organisation import prepare
from tests.process.rig import Rig, rigged, wait_until

pytestmark = pytest.mark.process
USERS = [501, 502, 503]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgres":
        return new_database(request.getfixturevalue("postgres_server"))
    return f"sqlite:///{tmp_path / 'giaoviec.db'}"


@pytest.fixture
def rig(tmp_path: Path, url: str) -> Iterator[Rig]:
    """The bot is down, its database in the form of a version ago; people write on."""
    prepare(url, USERS, Clock().now())
    db = Database(url)
    downgrade(db.engine, "-1")
    assert not is_newest(db.engine)
    db.close()
    with rigged(tmp_path, DATABASE_URL=url) as made:
        made.people(USERS)
        for user in USERS:
            made.say(user, f"1 {user - 500} hộ")
        yield made


def test_what_was_said_while_it_was_down_is_kept_once_and_answered(rig: Rig, url: str) -> None:
    rig.start_bot()
    wait_until(lambda: len(rig.sends()) >= len(USERS), process=rig.bot)
    assert rig.bot.stop() == 0
    assert {user: len(texts) for user, texts in rig.texts().items()} == dict.fromkeys(USERS, 1)
    db = Database(url)
    with db.engine.connect() as connection:
        kept = connection.execute(text("SELECT author_id, value FROM report ORDER BY author_id")).all()
    assert [(author, int(value)) for author, value in kept] == [(1, 1), (2, 2), (3, 3)]
    assert is_newest(db.engine)
    db.close()

"""Added once in the beginning: every migration runs up, down and up again, and the models match the history, on both engines."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect
from sqlmodel import Session, select

from bot.db import make_engine
from bot.migrate import config, downgrade, is_newest, newest, upgrade
from models import Post, Target, Task, Unit

REVISIONS = [script.revision for script in reversed(list(ScriptDirectory.from_config(config(None)).walk_revisions()))]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    url = f"sqlite:///{tmp_path / 'steps.db'}"
    if request.param == "postgres":
        url = request.getfixturevalue("postgres_url")
    made = make_engine(url)
    yield made
    made.dispose()


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def test_the_newest_form_is_known_without_alembic(engine: Engine) -> None:
    known = [is_newest(engine)]
    upgrade(engine, REVISIONS[-2])
    known.append(is_newest(engine))
    upgrade(engine)
    assert (newest(), [*known, is_newest(engine)]) == (REVISIONS[-1], [False, False, True])


def test_every_migration_runs_up_down_and_up_again(engine: Engine) -> None:
    before = "base"
    for revision in REVISIONS:
        upgrade(engine, revision)
        up = tables(engine)
        downgrade(engine, before)
        upgrade(engine, revision)
        assert tables(engine) == up
        before = revision


def test_all_the_way_down_leaves_nothing(engine: Engine) -> None:
    upgrade(engine)
    downgrade(engine, "base")
    assert tables(engine) == {"alembic_version"}


def test_the_models_match_the_history(engine: Engine) -> None:
    upgrade(engine)
    with engine.begin() as connection:
        command.check(config(connection))  # raises where autogenerate would write something


def test_rows_that_others_point_to_survive_a_rebuilt_table(engine: Engine) -> None:
    upgrade(engine)
    with Session(engine) as session, session.begin():
        unit = Unit(name="Huyện ủy Trấn Yên")
        session.add(unit)
        session.flush()
        post = Post(unit_id=unit.id or 0, name="Bí thư Huyện ủy")
        session.add(post)
        session.flush()
        now = datetime(2026, 11, 25, tzinfo=UTC)
        task = Task(
            unit_id=unit.id or 0, post_id=post.id or 0, number=1, title="Trồng rừng", assigned_at=now, state_at=now
        )
        session.add(task)
        session.flush()
        session.add(Target(task_id=task.id or 0, measure="ha"))
    downgrade(engine, "history_chain")
    upgrade(engine)
    with Session(engine) as session, session.begin():
        assert session.exec(select(Task.title).join(Target)).all() == ["Trồng rừng"]

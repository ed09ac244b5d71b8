"""Where a measurement happens: a stand-in and one bot beside it, each a process of its own in a temporary folder."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.clock import monotonic
from rules.localtime import at
from tests.process.organisation import prepare
from tests.process.rig import TOKEN, Process, Rig, clean_environment, free_port, rigged, wait_until

PEERS = Path(__file__).parent / "peers"
FIRST = 900_000_000  # the people of the stand-in's floods
MORNING = at(date(2026, 11, 26), 8, 1)  # a Thursday
ASKED = "việc"


@contextmanager
def place(mode: str, **settings: str) -> Iterator[Rig]:
    """A stand-in that listens, and a bot that was not started yet."""
    with TemporaryDirectory(prefix="giaoviec-bench-") as folder, rigged(Path(folder), mode, **settings) as rig:
        yield rig


def people(count: int) -> list[int]:
    return [FIRST + number for number in range(count)]


def settle(rig: Rig, count: int, now: datetime, **more: Any) -> None:
    """A database in which so many people have a post and a task."""
    prepare(database_url(rig), people(count), now, **more)


def database_url(rig: Rig) -> str:
    return f"sqlite:///{rig.folder / 'giaoviec.db'}"


def contender(rig: Rig, name: str) -> Process:
    """`ours-…`, `aiogram-…` or `ptb-…`, followed by `poll` or `webhook`; not started yet."""
    library, _, mode = name.partition("-")
    if library == "ours":
        return watched(rig)
    command = [sys.executable, str(PEERS / f"{library}_echo.py"), rig.url, TOKEN, mode, str(free_port())]
    return Process(command, clean_environment(), rig.folder / f"{name}.log")


def watched(rig: Rig) -> Process:
    """Our bot, writing down when it committed each reply."""
    rig.bot.command = [sys.executable, "-m", "bench.watched", str(commits_file(rig))]
    return rig.bot


def commits_file(rig: Rig) -> Path:
    return rig.folder / "commits.txt"


def commits(rig: Rig) -> dict[int, float]:
    """When the reply to each update was on disk: update id → monotonic seconds."""
    pairs = (line.split() for line in commits_file(rig).read_text().splitlines())
    return {int(key): float(moment) for key, moment in pairs}


def flood(rig: Rig, updates: int, chats: int, text: str = ASKED) -> float:
    """Queue so many texts at once; gives back the moment before."""
    begun = monotonic()
    rig.control("flood", {"token": TOKEN, "updates": updates, "chats": chats, "text": text})
    return begun


def summary(rig: Rig) -> dict[str, Any]:
    found: dict[str, Any] = rig.http.get("/control/log?summary=1").json()
    return found


def answered(rig: Rig) -> int:
    return int(summary(rig)["flood"]["answers"])


def wait_for_answers(rig: Rig, count: int, process: Process, seconds: float = 300) -> None:
    wait_until(lambda: answered(rig) >= count, seconds, process)


def count(rig: Rig, kind: str) -> dict[str, float]:
    """How many of a kind the stand-in has seen, and when it saw the first and the last."""
    found: dict[str, float] = summary(rig)["counts"].get(kind, {"count": 0, "first": 0.0, "last": 0.0})
    return found


def entries(rig: Rig) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = rig.http.get("/control/log").json()["entries"]
    return found

"""From start to the first answer, and the memory of the process after it."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import psutil

from bench.echoes import echo
from bench.report import Line, ratio
from bench.throughput import FIRST, answers
from bot.clock import monotonic
from tests.process.organisation import prepare
from tests.process.rig import TOKEN, Process, clean_environment, rigged, wait_until


def measure(*, short: bool) -> list[Line]:
    runs = 1 if short else 3
    names = ("ours-poll", "aiogram-poll", "ptb-poll")
    found = {name: [started(name) for _ in range(runs)] for name in names}
    first = median(seconds for seconds, _ in found["aiogram-poll"])
    lines = []
    for name, results in found.items():
        seconds, memory = median(s for s, _ in results), median(m for _, m in results)
        lines.append(
            Line("start to first answer, memory", name, f"{seconds:.2f} s, {memory:.0f} MB", ratio(seconds, first))
        )
    return [*lines, Line("giaoviec --help", "ours", f"{help_seconds():.2f} s")]


def started(name: str) -> tuple[float, float]:
    """Seconds to the first answer, and megabytes resident then."""
    with TemporaryDirectory(prefix="giaoviec-bench-") as folder, rigged(Path(folder)) as rig:
        prepare(f"sqlite:///{folder}/giaoviec.db", [FIRST], datetime.now(UTC))
        rig.control("flood", {"token": TOKEN, "updates": 1, "chats": 1, "text": "việc"})
        process = rig.bot if name == "ours-poll" else echo(rig, name)
        begun = monotonic()
        process.start()
        wait_until(lambda: answers(rig) >= 1, 60, process)
        took = monotonic() - begun
        memory = psutil.Process(process.child.pid if process.child else 0).memory_info().rss / 1e6
        process.kill()
        return took, memory


def help_seconds() -> float:
    with TemporaryDirectory() as folder:
        begun = monotonic()
        asked = Process([sys.executable, "-m", "bot", "--help"], clean_environment(), Path(folder) / "help.log")
        asked.start()
        assert asked.child
        asked.child.wait(30)
        return monotonic() - begun

"""Updates a second over real HTTP, pacing off: from accepted by the stand-in to the answer received by the stand-in."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from bench.echoes import echo
from bench.report import Line, ratio
from bot.clock import monotonic
from tests.process.organisation import prepare
from tests.process.rig import TOKEN, Process, Rig, rigged, wait_until

CHATS = 200
FIRST = 900_000_000  # the people of the stand-in's floods
OURS = ("ours-poll", "ours-webhook")
PEERS = ("aiogram-poll", "aiogram-webhook", "ptb-poll")


def measure(*, short: bool) -> list[Line]:
    """Interleaved runs; the median of each."""
    runs, updates = (1, 200) if short else (3, 2000)
    rates: dict[str, list[float]] = {name: [] for name in (*OURS, *PEERS)}
    for _ in range(runs):
        for name in rates:
            rates[name].append(flood(name, updates))
    return [
        Line("updates/s over HTTP", name, f"{median(found):.0f}/s", _ratio(name, rates))
        for name, found in rates.items()
    ]


def _ratio(name: str, rates: dict[str, list[float]]) -> str:
    peer = "aiogram-webhook" if name.endswith("webhook") else "aiogram-poll"
    return f"{ratio(median(rates[name]), median(rates[peer]))} of {peer}"


def flood(name: str, updates: int) -> float:
    """Queue all at once and wait until the stand-in has every answer; updates a second."""
    with serving(name) as rig:
        rig.control("flood", {"token": TOKEN, "updates": CHATS, "chats": CHATS, "text": "việc"})  # warm up
        wait_until(lambda: answers(rig) >= CHATS, 120)
        started = monotonic()
        rig.control("flood", {"token": TOKEN, "updates": updates, "chats": CHATS, "text": "việc"})
        wait_until(lambda: answers(rig) >= CHATS + updates, 300)
        return updates / (monotonic() - started)


def answers(rig: Rig) -> int:
    return int(rig.http.get("/control/log?summary=1").json()["flood"]["answers"])


@contextmanager
def serving(name: str, **settings: str) -> Iterator[Rig]:
    """A stand-in and one bot that answers."""
    mode = name.partition("-")[2]
    with tempfile.TemporaryDirectory(prefix="giaoviec-bench-") as folder, rigged(Path(folder), mode, **settings) as rig:
        if name.startswith("ours"):
            prepare(f"sqlite:///{folder}/giaoviec.db", [FIRST + n for n in range(CHATS)], datetime.now(UTC))
            rig.start_bot()
            yield rig
            return
        process: Process = echo(rig, name)
        process.start()
        try:
            yield rig
        finally:
            process.kill()

"""Updates a second over real HTTP, pacing off: from accepted by the stand-in to the answer received by the stand-in.

Ours keeps everything (SQLite, FULL) and answers with the list of tasks; the peers keep nothing and echo. The same runs tell
how long a process takes from its start to its first answer, and the memory it then has.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median

import psutil  # type: ignore[import-untyped]

from bench.places import commits, contender, count, flood, place, settle, wait_for_answers
from bench.report import Line, ratio, spread
from bench.size import Size
from bot.clock import monotonic
from tests.process.rig import Process


@dataclass(frozen=True)
class Run:
    """`rate` in updates a second, `cpu` in seconds an update, `start` in seconds, `memory` in bytes; `committed` says how
    long after the flood each reply was on disk."""

    rate: float
    cpu: float
    start: float
    memory: float
    committed: list[float]


def measure(size: Size) -> list[Line]:
    """Interleaved runs; the median of each."""
    runs: dict[str, list[Run]] = {name: [] for name in size.contenders}
    for _ in range(size.runs):
        for name in size.contenders:
            runs[name].append(one(name, size))
    return lines(runs, size)


def lines(runs: dict[str, list[Run]], size: Size) -> list[Line]:
    return [*_rates(runs), *_commits(runs, size), *_starts(runs)]


def _rates(runs: dict[str, list[Run]]) -> list[Line]:
    rates = {name: median(run.rate for run in found) for name, found in runs.items()}
    found = []
    for name, rate in rates.items():
        peer = f"aiogram-{name.partition('-')[2]}"
        cpu = median(run.cpu for run in runs[name]) * 1000
        figure = f"{rate:.0f}/s, {cpu:.2f} ms of processor time an update"
        found.append(Line("updates/s, accepted to answered", name, f"{ratio(rate, rates[peer])} of {peer}", figure))
    return found


def _commits(runs: dict[str, list[Run]], size: Size) -> list[Line]:
    row = f"{size.updates} at once, accepted to reply on disk"
    found = {name: [each for run in runs[name] for each in run.committed] for name in runs if name.startswith("ours")}
    first = median(found["ours-poll"])
    return [
        Line(row, name, f"{ratio(median(seconds), first)} of ours-poll", spread(seconds))
        for name, seconds in found.items()
    ]


def _starts(runs: dict[str, list[Run]]) -> list[Line]:
    found = []
    aiogram = median(run.start for run in runs["aiogram-poll"]), median(run.memory for run in runs["aiogram-poll"])
    for name in (name for name in runs if name.endswith("poll")):
        start, memory = median(run.start for run in runs[name]), median(run.memory for run in runs[name])
        both = f"{ratio(start, aiogram[0])} and {ratio(memory, aiogram[1])} of aiogram-poll"
        found.append(Line("start to first answer; memory then", name, both, f"{start:.2f} s; {memory / 1e6:.0f} MB"))
    return found


def one(name: str, size: Size) -> Run:
    """Start it for one text, warm it up, and let everybody speak at once."""
    with place(name.partition("-")[2]) as rig:
        if name.startswith("ours"):
            settle(rig, size.chats, datetime.now(UTC))
        flood(rig, 1, 1)
        process, begun = contender(rig, name), monotonic()
        process.start()
        try:
            wait_for_answers(rig, 1, process)
            start, memory = monotonic() - begun, _process(process).memory_info().rss
            flood(rig, size.chats, size.chats)
            wait_for_answers(rig, 1 + size.chats, process)
            before, asked = _cpu(process), flood(rig, size.updates, size.chats)
            wait_for_answers(rig, 1 + size.chats + size.updates, process)
            cpu, took = _cpu(process) - before, count(rig, "send")["last"] - asked
        finally:
            process.kill()
        kept = sorted(commits(rig).items())[-size.updates :] if name.startswith("ours") else []
        return Run(size.updates / took, cpu / size.updates, start, memory, [moment - asked for _, moment in kept])


def _process(process: Process) -> psutil.Process:
    assert process.child
    return psutil.Process(process.child.pid)


def _cpu(process: Process) -> float:
    times = _process(process).cpu_times()
    return float(times.user + times.system)

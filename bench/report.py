"""One table at the end: ratios hold better than absolute numbers, so they stand in front."""

import os
import platform
import sqlite3
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles

PAGE = Path(__file__).parent.parent / "docs" / "bench.md"
PEERS = ("aiogram", "python-telegram-bot")


@dataclass(frozen=True)
class Line:
    """One measured figure: which row it belongs to, whose it is, how it stands to its peer, and the figure itself."""

    row: str
    who: str
    ratio: str
    figure: str


def ratio(mine: float, other: float) -> str:
    return f"{mine / other:.2f}" if other else "–"


def spread(seconds: list[float]) -> str:
    """`median 4 ms, p99 12 ms`."""
    return f"median {median(seconds) * 1000:.0f} ms, p99 {p99(seconds) * 1000:.0f} ms"


def p99(found: list[float]) -> float:
    return quantiles(found, n=100, method="inclusive")[98] if len(found) > 1 else found[0]


def table(lines: list[Line]) -> str:
    head = "| row | who | ratio | figure |\n|---|---|---|---|\n"
    return head + "".join(f"| {line.row} | {line.who} | {line.ratio} | {line.figure} |\n" for line in lines)


def machine() -> str:
    """What it ran on; the load tells whether the machine had other things to do."""
    libraries = ", ".join(f"{name} {version(name)}" for name in PEERS)
    system = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {libraries}; {platform.system()}"
    return f"{system}, {os.cpu_count()} cores, load at the start {os.getloadavg()[0]:.1f}"


def write(lines: list[Line], day: str, *, on: str, short: bool) -> None:
    """The page in the docs, with the day it was measured on, and in which form. What somebody wrote below the table stays: it is
    for them to say anew."""
    form = "`python -m bench --short`" if short else "`make bench`"
    text = (
        f"# Measured\n\n{form} on {day}; {on}. Each row was measured beside its peers in the same run; compare the\n"
        f"ratios: the figures behind them hold for this machine and this moment only.\n\n{table(lines)}"
    )
    before = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    _, head, notes = before.partition("\n## ")
    PAGE.write_text(text + head + notes, encoding="utf-8")

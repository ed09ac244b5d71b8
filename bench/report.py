"""One table at the end: ratios hold better than absolute numbers, so they stand in front."""

import platform
import sqlite3
import sys
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "bench.md"


@dataclass(frozen=True)
class Line:
    """One measured figure: which row it belongs to, whose it is, the figure, and its ratio to the row's first peer."""

    row: str
    who: str
    figure: str
    ratio: str = ""


def ratio(mine: float, other: float) -> str:
    return f"{mine / other:.2f}" if other else "–"


def table(lines: list[Line]) -> str:
    head = "| row | who | ratio | figure |\n|---|---|---|---|\n"
    return head + "".join(f"| {line.row} | {line.who} | {line.ratio} | {line.figure} |\n" for line in lines)


def machine() -> str:
    return f"Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}, {platform.system()}, two cores, shared"


def write(lines: list[Line], day: str, *, short: bool) -> None:
    """The page in the docs, with the day it was measured on, and in which form."""
    form = "the short form, `python -m bench --short`," if short else "`make bench`"
    text = (
        f"# Measured\n\n{form} on {day}; {machine()}. Each row was measured beside its peers in the same run;"
        f"\ncompare ratios, not absolute figures.\n\n{table(lines)}"
    )
    PAGE.write_text(text, encoding="utf-8")

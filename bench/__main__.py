"""`python -m bench [row…] [--short] [--write DAY]`: measure, print one table, and (with a day) write docs/bench.md."""

import argparse
from collections.abc import Callable

from bench import annex, digest, latency, morning, pace, stages, starting, throughput, ticks
from bench.report import Line, machine, table, write
from bench.size import FULL, SHORT, Size
from bot.wiring import set_up_logging

ROWS: dict[str, Callable[[Size], list[Line]]] = {
    "throughput": throughput.measure,
    "stages": stages.measure,
    "latency": latency.measure,
    "pace": pace.measure,
    "ticks": ticks.measure,
    "morning": morning.measure,
    "digest": digest.measure,
    "starting": starting.measure,
    "annex": annex.measure,
}


def run(rows: list[str], size: Size) -> list[Line]:
    lines: list[Line] = []
    for row in rows or list(ROWS):
        print(f"{row}…", flush=True)
        found = ROWS[row](size)
        print(table(found), flush=True)  # what was measured stays, whatever a later row does
        lines += found
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure, every row beside its peers.")
    parser.add_argument("rows", nargs="*", metavar="row", help=f"some of {', '.join(ROWS)}; all of them by default")
    parser.add_argument("--short", action="store_true", help="try the machinery in under a minute")
    parser.add_argument("--write", metavar="DAY", help="write docs/bench.md, measured on this day")
    given = parser.parse_args()
    if unknown := [row for row in given.rows if row not in ROWS]:
        parser.error(f"there is no row {unknown[0]!r}")
    set_up_logging("text")
    on = machine()
    lines = run(given.rows, SHORT if given.short else FULL)
    print(f"\n{on}\n\n{table(lines)}")
    if given.write:
        write(lines, given.write, on=on, short=given.short)


if __name__ == "__main__":
    main()

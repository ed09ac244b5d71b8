"""`python -m bench [row…] [--short] [--write DAY]`: measure, print one table, and (with a day) write docs/bench.md."""

import argparse
from collections.abc import Callable

from bench import latency, pace, starting, throughput, ticks
from bench.report import Line, table, write

ROWS: dict[str, Callable[..., list[Line]]] = {
    "throughput": throughput.measure,
    "latency": latency.measure,
    "pace": pace.measure,
    "ticks": ticks.measure,
    "starting": starting.measure,
}


def run(rows: list[str], *, short: bool) -> list[Line]:
    lines: list[Line] = []
    for row in rows or list(ROWS):
        print(f"{row}…", flush=True)
        found = ROWS[row](short=short)
        print(table(found), flush=True)
        lines += found
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("rows", nargs="*", choices=[*ROWS, []])
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--write", metavar="DAY")
    given = parser.parse_args()
    lines = run(given.rows, short=given.short)
    print(table(lines))
    if given.write:
        write(lines, given.write, short=given.short)


if __name__ == "__main__":
    main()

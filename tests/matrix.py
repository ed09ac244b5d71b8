"""The scenario matrix: every scenario of the stage on every channel, printed at the end of a run."""

from collections import Counter, defaultdict
from collections.abc import Iterable

import pytest

PROPERTY = "stage"


def remember(item: pytest.Item, report: pytest.TestReport) -> None:
    """Write the channel of a scenario into its report, which travels from a worker to whoever prints."""
    callspec = getattr(item, "callspec", None)
    if callspec is not None and "stage" in callspec.params:
        report.user_properties.append((PROPERTY, str(callspec.params["stage"])))


def lines(reports: Iterable[pytest.TestReport], channels: tuple[str, ...]) -> list[str]:
    """A row for each file: how many scenarios passed of those that ran, by channel; then each one that failed."""
    passed: dict[str, Counter[str]] = defaultdict(Counter)
    ran: dict[str, Counter[str]] = defaultdict(Counter)
    failed: list[str] = []
    for nodeid, (channel, good) in _results(reports).items():
        row = nodeid.partition("::")[0].removeprefix("tests/").removesuffix(".py")
        ran[row][channel] += 1
        passed[row][channel] += good
        failed += [] if good else [f"  failed on {channel}: {nodeid}"]
    if not ran:
        return []
    rows = [(row, passed[row], ran[row]) for row in sorted(ran)]
    rows.append(("all scenarios", _sum(passed.values()), _sum(ran.values())))
    head = f"{'scenarios, passed/run':<34}" + "".join(f"{each:>12}" for each in channels)
    return [head, *(_line(name, good, all_, channels) for name, good, all_ in rows), *sorted(failed)]


def _results(reports: Iterable[pytest.TestReport]) -> dict[str, tuple[str, bool]]:
    """Channel and outcome by test: all of its phases count."""
    found: dict[str, tuple[str, bool]] = {}
    for report in reports:
        channel = dict(getattr(report, "user_properties", ())).get(PROPERTY)
        if isinstance(channel, str):
            before = found.get(report.nodeid, (channel, True))[1]
            found[report.nodeid] = (channel, before and report.passed)
    return found


def _sum(counters: Iterable[Counter[str]]) -> Counter[str]:
    return sum(counters, Counter())


def _line(name: str, good: Counter[str], ran: Counter[str], channels: tuple[str, ...]) -> str:
    cells = (f"{good[each]}/{ran[each]}" if ran[each] else "–" for each in channels)
    return f"{name:<34}" + "".join(f"{cell:>12}" for cell in cells)

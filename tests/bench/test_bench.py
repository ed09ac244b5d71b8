"""The machinery of the measurements, in their smallest form; what is measured is nobody's business here."""

from dataclasses import replace
from pathlib import Path

import pytest

from bench import annex, digest, latency, morning, pace, report, stages, starting, throughput, ticks
from bench.report import Line
from bench.size import SHORT

pytestmark = pytest.mark.process


def named(lines: list[Line]) -> list[tuple[str, str]]:
    assert all(line.ratio and line.figure for line in lines)
    return [(line.row, line.who) for line in lines]


@pytest.mark.parametrize("name", ["ours-poll", "aiogram-poll"])
def test_a_flood_is_answered_by_each_of_them(name: str) -> None:
    run = throughput.one(name, SHORT)
    assert min(run.rate, run.cpu, run.start, run.memory) > 0
    assert len(run.committed) == (SHORT.updates if name.startswith("ours") else 0)


def test_the_table_of_a_flood() -> None:
    ours, theirs = throughput.Run(500, 0.002, 1.5, 90e6, [0.1, 0.2]), throughput.Run(1000, 0.001, 3.0, 180e6, [])
    found = throughput.lines({"ours-poll": [ours], "aiogram-poll": [theirs]}, SHORT)
    assert [(line.who, line.ratio, line.figure) for line in found] == [
        ("ours-poll", "0.50 of aiogram-poll", "500/s, 2.00 ms of processor time an update"),
        ("aiogram-poll", "1.00 of aiogram-poll", "1000/s, 1.00 ms of processor time an update"),
        ("ours-poll", "1.00 of ours-poll", "median 150 ms, p99 199 ms"),
        ("ours-poll", "0.50 and 0.50 of aiogram-poll", "1.50 s; 90 MB"),
        ("aiogram-poll", "1.00 and 1.00 of aiogram-poll", "3.00 s; 180 MB"),
    ]


def test_the_stages_of_an_update() -> None:
    row = "time per update, stage by stage"
    names = ["parsing", "storing", "handling", "claiming and marking", "the call that sends"]
    assert named(stages.measure(SHORT)) == [(row, name) for name in names]


def test_who_asks_while_the_morning_goes_on() -> None:
    assert named(latency.measure(SHORT)) == [
        (f"10 a second, webhook to {step}", who)
        for step in ("2xx", "reply on disk", "answer received")
        for who in ("alone", "under load")
    ]


def test_the_pace_beside_a_bucket() -> None:
    row = "60 notices, strict limits"
    found = pace.measure(SHORT)
    assert named(found) == [(row, "ours, evenly spaced"), (row, "leaky bucket of 30/s")]
    assert found[0].figure.endswith(" 0 × 429")


def test_ticks_of_two_sizes() -> None:
    row = "a tick, all its rounds"
    expected = [(row, f"{many:,} open, {due:,} due") for due in SHORT.due_tasks for many in SHORT.open_tasks]
    assert named(ticks.measure(SHORT)) == expected


def test_the_morning_of_a_province() -> None:
    row = "a province's morning, decided and queued"
    assert named(morning.measure(SHORT)) == [(row, "60 bundles, 159 tasks")]


def test_the_digest_from_the_question_to_the_ready_message() -> None:
    assert named(digest.measure(replace(SHORT, counted=(60,)))) == [
        ("figures, 60 tasks", "all of the digest"),
        ("figures, 60 tasks", "one screen"),
        ("a digest, asked to ready", "60 tasks"),
    ]


def test_an_annex_beside_a_bare_read() -> None:
    row = "an annex of 60 rows for 20 posts"
    assert [named([line])[0] for line in annex.read(60, 20, 1)] == [(row, "dry run"), (row, "a bare openpyxl read")]


def test_how_long_a_command_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    peer = "python -c 'import aiogram'"
    monkeypatch.setitem(starting.COMMANDS, peer, ["-c", "pass"])  # whose import takes six seconds
    assert named(starting.measure(SHORT)) == [("a command", name) for name in starting.COMMANDS]


def test_the_page_says_when_and_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "PAGE", tmp_path / "bench.md")
    report.write([Line("a row", "ours", "0.50 of it", "3/s")], "22/11/2026", on="a machine", short=False)
    assert (tmp_path / "bench.md").read_text(encoding="utf-8") == (
        "# Measured\n\n`make bench` on 22/11/2026; a machine. Each row was measured beside its peers in the same run; "
        "compare the\n"
        "ratios: the figures behind them hold for this machine and this moment only.\n\n"
        "| row | who | ratio | figure |\n|---|---|---|---|\n| a row | ours | 0.50 of it | 3/s |\n"
    )

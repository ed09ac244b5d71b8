"""The benchmarks' machinery works; nothing here is about how fast."""

import pytest

from bench import ticks
from bench.report import Line, ratio, table

pytestmark = pytest.mark.process


def test_a_tick_is_measured_for_each_size_and_number_due() -> None:
    lines = ticks.measure(short=True)
    assert [line.who for line in lines] == [
        f"{size} open, {due} due" for size in ("1,000", "4,000") for due in ("0", "176", "1,743")
    ]


def test_the_table_puts_ratios_in_front_of_figures() -> None:
    line = Line("row", "ours", "5/s", ratio(5, 10))
    assert table([line]) == "| row | who | ratio | figure |\n|---|---|---|---|\n| row | ours | 0.50 | 5/s |\n"

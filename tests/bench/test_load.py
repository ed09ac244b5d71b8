"""The load of a province in its smallest form, on both databases; times are nobody's business here, what is lost is."""

from dataclasses import replace

import pytest

from bench import growth, load, province
from bench.growth import Growth
from bench.province import Found, Scale

pytestmark = pytest.mark.process
FEW = Scale(leaders=24, seconds=6)
FOUND = Found([0.02, 0.5], 24, 12.0, 0, 1.25, None, [], 3.7, 129_000_000)


def test_a_morning_on_one_process() -> None:
    found = province.run("sqlite", FEW)
    assert (found.wrong, found.refused, found.reminders, len(found.waits)) == ([], 0, 24, 24)
    assert (found.digest is not None, found.silence) == (True, None)


@pytest.mark.postgres
def test_a_morning_on_two_of_which_one_is_killed() -> None:
    found = province.run("postgres", FEW, processes=2)
    assert (found.wrong, found.refused, len(found.waits)) == ([], 0, 24)
    assert found.silence is not None  # the digest may have been counted by the one that was killed


def test_what_grows() -> None:
    grown = growth.measure((400, 800))
    assert {act: len(values) for act, values in grown.found.items()} == dict.fromkeys(growth.WITH, 2)
    assert all(value > 0 for values in grown.found.values() for value in values)


def test_the_page_says_what_was_lost() -> None:
    mornings = {("sqlite", 1): FOUND, ("postgres", 2): replace(FOUND, silence=6.8, wrong=["2 reports lost"])}
    grown = Growth((4_000, 1_000_000), {growth.LIST: (1.0, 1.5)})
    lines = load.page(mornings, grown, load.FULL, "29/11/2026", "một máy").splitlines()
    assert [line for line in lines if line.startswith("|")] == [
        "|  | SQLite, 1 tiến trình | PostgreSQL, 2 tiến trình |",
        "| --- | --- | --- |",
        "| chờ trả lời, trung vị | 260 ms | 260 ms |",
        "| chờ trả lời, 99% | 495 ms | 495 ms |",
        "| chờ trả lời, lâu nhất | 500 ms | 500 ms |",
        "| tin nhắc việc | 24 trong 12 giây | 24 trong 12 giây |",
        "| bị nền tảng từ chối | 0 | 0 |",
        "| bản tin kèm hình, từ lúc hỏi | 1,2 giây | 1,2 giây |",
        "| im lặng lâu nhất sau SIGKILL | – | 6,8 giây |",
        "| bộ nhớ lớn nhất, kể cả tiến trình con | 129 MB | 129 MB |",
        "| thời gian bộ xử lý | 4 giây | 4 giây |",
        "| mất hoặc lặp | không | 2 reports lost |",
        "| việc đang mở | 4.000 | 1.000.000 | gấp | tăng theo |",
        "| --- | --- | --- | --- | --- |",
        f"| {growth.LIST} | 1,0 | 1,5 | 1,5 | số việc của người đó |",
    ]

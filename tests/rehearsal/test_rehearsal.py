"""Three weeks of the whole bot with a few leaders, over two days without it (`make rehearsal` plays the quarter)."""

import asyncio
from datetime import date

import pytest

from tests.rehearsal.cast import SHORT
from tests.rehearsal.run import Run, play
from tests.rehearsal.table import page


@pytest.fixture(scope="module")
def played() -> Run:
    return asyncio.run(play(SHORT))


def test_the_classes_of_messages_hold_for_every_person_and_day(played: Run) -> None:
    assert set(played.watch.routine.values()) == {1}
    assert (played.watch.misplaced, played.watch.strays, played.watch.gaps) == ([], [], [])


def test_nobody_is_written_to_while_the_bot_is_down(played: Run) -> None:
    days = {day for day, _ in played.watch.routine}
    assert days.isdisjoint({date(2027, 1, 18), date(2027, 1, 19)})


def test_something_happens_in_it(played: Run) -> None:
    """The rules above would hold of weeks in which nobody says a word."""
    assert (played.watch.nags > 20, played.typed["leader"] > 8, "Đã ghi nhận" in played.answers) == (True, True, True)


def test_the_table_is_made_of_it(played: Run) -> None:
    written = page(played)
    assert "| at most one routine message a day per person |" in written
    assert "None" not in written

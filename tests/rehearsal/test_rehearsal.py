"""Three weeks of the whole bot with a few leaders, over two days without it (`make rehearsal` plays the quarter)."""

import asyncio
from datetime import date

from tests.rehearsal.cast import SHORT
from tests.rehearsal.run import play
from tests.rehearsal.table import page

DOWN = {date(2027, 1, 18), date(2027, 1, 19)}


def test_the_classes_of_messages_hold_for_every_person_and_day() -> None:
    """One test, for the weeks are played once: workers that shared its parts would each play them."""
    played = asyncio.run(play(SHORT))
    assert set(played.watch.routine.values()) == {1}
    assert (played.watch.misplaced, played.watch.strays, played.watch.gaps) == ([], [], [])
    assert {day for day, _ in played.watch.routine} & DOWN == set()
    # all this would hold of weeks in which nobody says a word
    assert (played.watch.nags > 20, played.typed["leader"] > 8, "Đã ghi nhận" in played.answers) == (True, True, True)
    written = page(played)
    assert ("| at most one routine message a day per person |" in written, "None" in written) == (True, False)

"""The scripted demo plays the tour on the real servers; the page in the docs is what such a run printed."""

from pathlib import Path

import pytest

from tests.write_docs import tour_page

pytestmark = pytest.mark.process
PAGE = Path(__file__).parent.parent.parent / "docs" / "tour.md"


def headings(page: str) -> list[str]:
    return [line for line in page.splitlines() if line.startswith("### ")]


def steps_without_an_answer(page: str) -> list[str]:
    """Which of the seven steps brought nothing from the bot."""
    return [part.splitlines()[0] for part in page.split("### ")[1:] if "**Bot → " not in part]


@pytest.mark.timeout(400)
def test_the_demo_plays_the_seven_steps_of_the_docs_and_each_is_answered() -> None:
    played = tour_page()
    assert headings(played) == headings(PAGE.read_text(encoding="utf-8"))
    assert steps_without_an_answer(played) == []

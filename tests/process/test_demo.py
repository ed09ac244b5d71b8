"""The scripted demo plays both tours on the same real servers; the pages in the docs are what such a run printed."""

from pathlib import Path

import pytest

from tests.write_docs import TOURS, tour_pages

pytestmark = pytest.mark.process
DOCS = Path(__file__).parent.parent.parent / "docs"


def headings(page: str) -> list[str]:
    return [line for line in page.splitlines() if line.startswith("### ")]


def steps_without_an_answer(page: str) -> list[str]:
    """Which of the seven steps brought nothing from the bot."""
    return [part.splitlines()[0] for part in page.split("### ")[1:] if "**Bot → " not in part]


@pytest.mark.timeout(500)
def test_the_demo_plays_the_seven_steps_of_both_tours_in_the_docs_and_each_is_answered() -> None:
    played = tour_pages()
    assert {name: headings(page) for name, page in played.items()} == {
        name: headings((DOCS / name).read_text(encoding="utf-8")) for name in TOURS.values()
    }
    assert {name: (len(headings(page)), steps_without_an_answer(page)) for name, page in played.items()} == {
        name: (7, []) for name in TOURS.values()
    }
    assert [name for name, page in played.items() if " bấm [" in page] == ["tour.md"]  # on Zalo all of it is typed

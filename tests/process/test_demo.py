"""The scripted demo plays the tour on the real servers; the page in the docs is what it printed."""

from pathlib import Path

import pytest

from tests.write_docs import tour_page

pytestmark = pytest.mark.process
PAGE = Path(__file__).parent.parent.parent / "docs" / "tour.md"


def messages(page: str) -> list[str]:
    """The transcript as its messages, sorted: two chats may be answered in either order."""
    return sorted(part.strip() for part in page.split("\n\n") if part.strip())


@pytest.mark.timeout(400)
def test_the_tour_in_the_docs_is_what_the_demo_plays() -> None:
    assert messages(tour_page()) == messages(PAGE.read_text(encoding="utf-8"))

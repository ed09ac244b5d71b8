"""The page's pure functions, called in the browser they are written for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(browser: Browser, server: str) -> Iterator[Page]:
    """Anything of the server's will do: the functions need its origin, not its page."""
    opened = browser.new_page()
    opened.goto(f"{server}/phones/static/tour.json")
    yield opened
    opened.close()


DATES = """async moment => {
  const { hhmm, day, inWords, shortDay } = await import('/phones/static/js/dates.js');
  return [hhmm, day, inWords, shortDay].map(write => write(moment));
}"""
PARTS = "async t => (await import('/phones/static/js/outgoing.js')).parts(t)"
RICH = """async ([text, entities]) => {
  const { rich } = await import('/phones/static/js/entities.js');
  const box = document.createElement('div');
  box.append(rich(text, entities));
  return box.innerHTML;
}"""


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (
            "2023-11-23T00:59:00+00:00",
            ["07:59", "Thứ Năm 23/11/2023", "Thứ Năm, ngày 23 tháng 11 năm 2023", "T5 23/11"],
        ),
        ("2026-12-31T17:00:00Z", ["00:00", "Thứ Sáu 01/01/2027", "Thứ Sáu, ngày 1 tháng 1 năm 2027", "T6 01/01"]),
        (
            "2027-01-03T09:05:00+07:00",
            ["09:05", "Chủ nhật 03/01/2027", "Chủ nhật, ngày 3 tháng 1 năm 2027", "CN 03/01"],
        ),
    ],
)
def test_moments_are_shown_in_vietnam(page: Page, moment: str, shown: list[str]) -> None:
    assert page.evaluate(DATES, moment) == shown


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("   \n", []),
        ("việc", [4]),
        ("a" * 4097, [4096, 1]),
        ("a" * 4000 + " " + "b" * 200, [4000, 200]),
        ("😀" * 2049, [4096, 2]),
        ("a" + "😀" * 2048, [4095, 2]),
    ],
)
def test_pieces_hold_4096_units_and_never_half_a_sign(page: Page, text: str, lengths: list[int]) -> None:
    pieces: list[str] = page.evaluate(PARTS, text)
    assert [len(piece.encode("utf-16-le")) // 2 for piece in pieces] == lengths


@pytest.mark.parametrize(
    ("text", "entities", "markup"),
    [
        ("a <b> c", [], "a &lt;b&gt; c"),
        ("một hai", [("bold", 0, 7), ("italic", 4, 3)], "<strong>một <em>hai</em></strong>"),
        ("🔴 đỏ", [("bold", 3, 2)], "🔴 <strong>đỏ</strong>"),
        ("abcdef", [("bold", 0, 4), ("italic", 2, 4)], "<strong>ab<em>cd</em></strong>ef"),
        ("abc", [("bold", 1, 99), ("mystery", 0, 1)], "<span>a</span><strong>bc</strong>"),
    ],
)
def test_entities_nest_and_never_reach_outside_their_text(
    page: Page, text: str, entities: list[tuple[str, int, int]], markup: str
) -> None:
    given = [{"type": kind, "offset": offset, "length": length} for kind, offset, length in entities]
    assert page.evaluate(RICH, [text, given]) == markup


def test_a_link_that_would_run_a_script_is_no_link(page: Page) -> None:
    entity = {"type": "text_link", "offset": 0, "length": 4, "url": "javascript:alert(1)"}
    assert page.evaluate(RICH, ["bấm!", [entity]]) == "<span>bấm!</span>"

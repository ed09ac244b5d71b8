"""Formatted texts as phones show them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sandbox.telegram.entities import units
from sandbox.zalo.styles import shown


def marks(text: str, mode: str) -> tuple[str, list[tuple[str, int, int]]]:
    found = shown(text, mode, None)
    return found["text"], [(each["type"], each["offset"], each["length"]) for each in found.get("entities", [])]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("a **b** *c*", "a b c", [("bold", 2, 1), ("italic", 4, 1)]),
        ("***cả hai***", "cả hai", [("bold", 0, 6), ("italic", 0, 6)]),
        ("**đậm *và nghiêng***", "đậm và nghiêng", [("bold", 0, 14), ("italic", 4, 10)]),
        ("~~bỏ~~ `mã`", "bỏ mã", [("strikethrough", 0, 2), ("code", 3, 2)]),
        ("🔴 {red}**đỏ**{/red}", "🔴 đỏ", [("bold", 3, 2)]),
        ("{underline}gạch{/underline} {big}to{/big}", "gạch to", [("underline", 0, 4)]),
        ("## Tiêu đề\nchữ\n> lời", "Tiêu đề\nchữ\nlời", [("bold", 0, 7), ("blockquote", 12, 3)]),
        ("##### năm", "##### năm", []),
        (r"\*không\* 2\*3", "*không* 2*3", []),
        (r"**a\*b**", "a*b", [("bold", 0, 3)]),
        ("```rào```", "```rào```", []),
        ("[chữ](https://a.vn)", "[chữ](https://a.vn)", [("url", 6, 12)]),
        ("2 * 3 * 4 và ** a **", "2 * 3 * 4 và ** a **", []),
        ("- một\n1. hai", "- một\n1. hai", []),
    ],
)
def test_markdown(text: str, words: str, expected: list[tuple[str, int, int]]) -> None:
    assert marks(text, "markdown") == (words, expected)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("<b>đậm</b> <em>nghiêng</em>", "đậm nghiêng", [("bold", 0, 3), ("italic", 4, 7)]),
        ("<p>a &lt; b &amp; <u>c</u></p>", "a < b & c", [("underline", 8, 1)]),
        ("<h1>A</h1><s>b</s>", "Ab", [("bold", 0, 1), ("strikethrough", 1, 1)]),
        ("&#128308; <i>x</i>", "🔴 x", [("italic", 3, 1)]),
    ],
)
def test_html(text: str, words: str, expected: list[tuple[str, int, int]]) -> None:
    assert marks(text, "html") == (words, expected)


@given(
    some.text(some.sampled_from("a *~`{}red/big\\#> \n<bpi>&;🔴ệ_"), max_size=60),
    some.sampled_from(["markdown", "html"]),
)
def test_marks_never_reach_outside_their_text(text: str, mode: str) -> None:
    words, found = marks(text, mode)
    assert [mark for mark in found if not 0 <= mark[1] < mark[1] + mark[2] <= units(words)] == []


def test_many_marks_are_read_as_well_as_few() -> None:
    words, found = marks("*a* " * 500, "markdown")
    assert (words, len(found)) == ("a " * 500, 500)

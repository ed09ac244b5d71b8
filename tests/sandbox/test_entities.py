"""What the platform finds in a text by itself."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.telegram.entities import found_in, units

Found = list[tuple[str, str]]


def found(text: str) -> Found:
    utf16 = text.encode("utf-16-le")
    cut = [(each, utf16[each["offset"] * 2 : (each["offset"] + each["length"]) * 2]) for each in found_in(text)]
    return [(each["type"], words.decode("utf-16-le")) for each, words in cut]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/viec", [("bot_command", "/viec")]),
        ("😀😀 /giao@giaoviec_bot NV-1", [("bot_command", "/giao@giaoviec_bot")]),
        ("/việc", []),
        ("30/6/2027 hoặc và/hoặc", []),
        ("nhờ @minh_tran xem", [("mention", "@minh_tran")]),
        ("thư a@b.vn", [("email", "a@b.vn")]),
        ("xem https://yenbai.gov.vn/a?b=1.", [("url", "https://yenbai.gov.vn/a?b=1")]),
        ("xem yenbai.gov.vn, nhé", [("url", "yenbai.gov.vn")]),
        ("98.3 của 98.3", []),
        ("S.O", []),
        ("#nhiệm_vụ 7", [("hashtag", "#nhiệm_vụ")]),
        ("#7", []),
        ("https://a.vn/viec /viec", [("url", "https://a.vn/viec"), ("bot_command", "/viec")]),
    ],
)
def test_what_is_found(text: str, expected: Found) -> None:
    assert found(text) == expected


@settings(deadline=None)  # a shared machine may be slow
@given(st.text(st.sampled_from("/@#. ab1_ế😀\n:h"), max_size=40))
def test_entities_lie_within_the_text_and_never_overlap(text: str) -> None:
    spans = [(each["offset"], each["offset"] + each["length"]) for each in found_in(text)]
    assert all(0 <= begin < end <= units(text) for begin, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))

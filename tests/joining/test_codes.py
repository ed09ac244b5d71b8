"""How codes look, and how one is recognised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.codes import DIGITS, LETTERS, code_in, hash_of, looks_like_code, new_code


@pytest.mark.parametrize("number", range(50))
def test_a_new_code_is_recognised_in_any_case_and_with_spaces(number: int) -> None:
    code = new_code()
    assert [code_in(said) for said in (code, code.lower(), f" {code[:2]} {code[2:]} ", f"{code[:3]}-{code[3:]}")] == [
        code
    ] * 4
    assert looks_like_code(code)


@given(st.text(max_size=80))
def test_whatever_is_typed_is_a_code_or_none(text: str) -> None:
    found = code_in(text)
    assert found is None or (len(found) == 6 and set(found) <= set(LETTERS + DIGITS) and found[0] in LETTERS)


@pytest.mark.parametrize(
    "text",
    ["2 6789 m", "1 xong", "NV2346", "HT-2346", "gpmb", "K7M4Q", "K7M4Q22", "", "viec", "đã nhận", "130/144", "KHMCTQ"],
)
def test_what_people_report_is_no_code(text: str) -> None:
    assert code_in(text) is None


@pytest.mark.parametrize(
    ("text", "like"), [("K7M4QO", True), ("mã k7m4q0", True), ("1 xong", False), ("xin chào", False)]
)
def test_a_slip_of_the_pen_still_looks_like_one(text: str, like: bool) -> None:
    assert looks_like_code(text) is like


def test_nothing_of_a_code_is_kept_but_its_hash() -> None:
    assert hash_of("K7M4Q2") == hash_of("K7M4Q2") != hash_of("K7M4Q3")
    assert "K7M4Q2" not in hash_of("K7M4Q2").upper()

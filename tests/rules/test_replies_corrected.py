"""Figures taken back in the same message, or said among another task's words: asked about, never written."""

from dataclasses import replace
from decimal import Decimal

import pytest

from rules.replies import Done, Extend, Increase, Stuck, Value
from tests.rules.bundle import HOUSEHOLDS, PLAIN, RATE, answer

NAMED = (
    replace(HOUSEHOLDS, title="Bàn giao mặt bằng"),
    replace(RATE, title="Thu gom rác nông thôn"),
    replace(PLAIN, title="Mô hình ủ rác hữu cơ"),
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1 135 hộ. À nhầm 125", Value(Decimal(125), "hộ")),
        ("1 duoc 135 ho a lon 125", Value(Decimal(125), "hộ")),
        ("1 135 hộ à nhầm 125 ạ", Value(Decimal(125), "hộ")),
        ("1 135 hộ, à không, 134 hộ", Value(Decimal(134), "hộ")),
        ("1 thêm 15 hộ, à lộn, 5 hộ", Increase(Decimal(5), "hộ")),
        ("1 135, à nhầm 1 là 125 hộ", Value(Decimal(125), "hộ")),
    ],
)
def test_a_figure_corrected_at_once_is_the_new_one(text: str, meant: Value | Increase) -> None:
    assert answer(text).actions == [(1, meant)]


@pytest.mark.parametrize(
    "text",
    [
        "1 135 hộ à nhầm 2",  # two households, or task 2?
        "1 135 hộ. À nhầm, 125 với 2 39%",
        "1 135 hộ à nhầm 39%",  # another unit
        "1 135 hộ à nhầm",
        "1 135 hộ, nhầm 130, nhầm 125",
    ],
)
def test_what_is_taken_back_unclearly_is_asked_about(text: str) -> None:
    found = answer(text)
    written = [
        action
        for number, action in found.actions
        if number == 1 and isinstance(action, (Done, Value, Increase, Extend))
    ]
    assert (written, bool(found.unclear)) == ([], True)


def test_what_claims_no_figure_stays() -> None:
    assert answer("3 vướng kinh phí do tính nhầm").actions == [(3, Stuck("kinh phí do tính nhầm"))]


def test_a_difficulty_that_is_great_takes_nothing_back() -> None:
    assert [number for number, _ in answer("1 130 ho, 3 vuong kho khan lon").actions] == [1, 3]


@pytest.mark.parametrize("text", ["1 đang làm, rác 130", "mặt bằng đang làm, rác đạt 130"])
def test_a_figure_among_another_tasks_words_is_asked_about(text: str) -> None:
    found = answer(text, NAMED)
    assert [action for _, action in found.actions if isinstance(action, (Value, Increase))] == []
    assert found.unclear != []

"""Estimates and forecasts keep their name from the answer on (S0-09, S1-15): none is ever read as a result."""

from decimal import Decimal

import pytest

from rules.attainment import Certainty
from rules.estimates import read_answer
from rules.replies import Reading, Stuck, Unclear, Value, Why
from rules.workdays import WorkingDays
from tests.rules.bundle import BUNDLE, TODAY

E, F = Certainty.ESTIMATE, Certainty.FORECAST


def rate(amount: str, certainty: Certainty = Certainty.ACTUAL) -> Value:
    return Value(Decimal(amount), "%", certainty)


def households(amount: int, certainty: Certainty = Certainty.ACTUAL) -> Value:
    return Value(Decimal(amount), "hộ", certainty)


def read(text: str) -> Reading:
    return read_answer(text, BUNDLE, TODAY, WorkingDays())


@pytest.mark.parametrize(
    ("said", "actions"),
    [
        ("2 ước 39%", [(2, rate("39", E))]),
        ("2 uoc dat 39,5", [(2, rate("39.5", E))]),
        ("2 ước thực hiện năm 2026 đạt 39%", [(2, rate("39", E))]),
        ("2 39% (ước)", [(2, rate("39", E))]),
        ("1 130, 2 ước tính 39%, 3 vướng kinh phí", [(1, households(130)), (3, Stuck("kinh phí")), (2, rate("39", E))]),
        ("1 ước 130/144 hộ", [(1, households(130, E))]),
        ("2 39%", [(2, rate("39"))]),
    ],
)
def test_an_estimate_is_written_as_one(said: str, actions: list[tuple[int, object]]) -> None:
    assert read(said) == Reading(actions, [])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "unclear"),
    [
        ("2 dự báo cả năm 40%", Unclear(2, "2 dự báo cả năm 40%", Why.FORECAST, rate("40", F))),
        ("1 khoảng 130 hộ", Unclear(1, "1 khoảng 130 hộ", Why.ESTIMATE, households(130, E))),
        ("2 ước 36%", Unclear(2, "2 ước 36%", Why.WORSE, rate("36", E))),
        ("2 ước 3.500", Unclear(2, "2 ước 3.500", Why.FAR_ABOVE, rate("3500", E))),
    ],
)
def test_what_is_doubtful_is_asked_with_its_name(said: str, unclear: Unclear) -> None:
    assert read(said) == Reading([], [unclear])


@pytest.mark.parametrize("said", ["khoảng 130 hộ việc 1", "chừng 130 hộ cho việc 1", "gần 130 hộ việc 1 nhé"])
def test_an_estimate_is_one_before_its_number_too(said: str) -> None:
    found = read_answer(said, BUNDLE[:1], TODAY, WorkingDays())
    assert [(each.why, each.proposal) for each in found.unclear] == [(Why.ESTIMATE, households(130, E))]
    assert found.actions == []

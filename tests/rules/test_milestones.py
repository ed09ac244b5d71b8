"""A plan in steps read from words: the day before or after what is to be there, never guessed (S1-10)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.milestones import Step, read_steps
from rules.workdays import WorkingDays

TODAY = date(2026, 11, 26)
DAYS = WorkingDays()


def plain(text: str, measure: str = "hộ") -> list[tuple[str, date | None, Decimal | None]]:
    return [(step.words, step.due_on, step.amount) for step in read_steps(text, TODAY, DAYS, measure=measure)]


@pytest.mark.parametrize(
    ("said", "steps"),
    [
        (
            "15/12 họp dân; 30/12 xong 60 hộ",
            [("họp dân", date(2026, 12, 15), None), ("xong 60 hộ", date(2026, 12, 30), Decimal(60))],
        ),
        (
            "1. 15/12: họp dân\n2. xong 60 hộ ngày 30/12\n- 15/1/2027 bàn giao",
            [
                ("họp dân", date(2026, 12, 15), None),
                ("xong 60 hộ", date(2026, 12, 30), Decimal(60)),
                ("bàn giao", date(2027, 1, 15), None),
            ],
        ),
        ("Mốc 1: hết tháng 12 xong 1.044 hộ", [("xong 1.044 hộ", date(2026, 12, 31), Decimal(1044))]),
        (
            "15/12 họp dân, 30/12 bàn giao 60 hộ",
            [("họp dân", date(2026, 12, 15), None), ("bàn giao 60 hộ", date(2026, 12, 30), Decimal(60))],
        ),
        ("15/12 họp dân, lập biên bản", [("họp dân, lập biên bản", date(2026, 12, 15), None)]),
        ("họp dân; 30/12 bàn giao", [("họp dân", None, None), ("bàn giao", date(2026, 12, 30), None)]),
        ("30/12 từ 20 hộ lên 60 hộ", [("từ 20 hộ lên 60 hộ", date(2026, 12, 30), None)]),
        ("31/2 họp dân", [("họp dân", None, None)]),
        ("", []),
        (" ; \n ", []),
    ],
)
def test_read(said: str, steps: list[tuple[str, date | None, Decimal | None]]) -> None:
    assert plain(said) == steps


def test_an_amount_counts_only_in_the_tasks_own_measure() -> None:
    assert plain("15/12 xong 60 hộ", "km") == [("xong 60 hộ", date(2026, 12, 15), None)]
    assert plain("15/12 xong 39%", "%") == [("xong 39%", date(2026, 12, 15), Decimal(39))]
    assert plain("15/12 xong 60 hộ", "") == [("xong 60 hộ", date(2026, 12, 15), None)]


@given(st.text(max_size=200))
def test_no_text_raises_and_no_day_is_over(text: str) -> None:
    steps = read_steps(text, TODAY, DAYS, measure="hộ")
    assert all(isinstance(step, Step) and (step.due_on is None or step.due_on >= TODAY) for step in steps)

"""Recurring deadlines: one item per period."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.recurring import Period, next_due, period_of

EVERY = st.sampled_from(["week", "month", "quarter", "year"])
THURSDAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("every", "on", "expected"),
    [
        ("week", None, Period(date(2026, 11, 23), date(2026, 11, 29))),
        ("week", 5, Period(date(2026, 11, 23), date(2026, 11, 27))),
        ("month", None, Period(date(2026, 11, 1), date(2026, 11, 30))),
        ("month", 31, Period(date(2026, 11, 1), date(2026, 11, 30))),
        ("quarter", None, Period(date(2026, 10, 1), date(2026, 12, 31))),
        ("year", None, Period(date(2026, 1, 1), date(2026, 12, 31))),
    ],
)
def test_the_period_of_a_day(every: str, on: int | None, expected: Period) -> None:
    assert period_of(every, on, THURSDAY) == expected


def test_a_word_in_this_period_settles_it() -> None:
    assert [next_due("month", 25, word, date(2026, 11, 20)) for word in (date(2026, 10, 30), date(2026, 11, 2))] == [
        date(2026, 11, 25),
        date(2026, 12, 25),
    ]


@given(EVERY, st.none() | st.integers(1, 7), st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(0, 400))
def test_what_is_due_next_is_never_past(every: str, on: int | None, today: date, back: int) -> None:
    word = date.fromordinal(today.toordinal() - back)
    assert next_due(every, on, word, today) >= today

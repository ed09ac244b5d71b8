"""Days counted from a base day."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from rules.steps import Steps, days_ago, worked
from rules.workdays import WorkingDays, vietnam

DAYS = vietnam([2026, 2027])
PLAIN = WorkingDays()
days = st.dates(date(2026, 3, 1), date(2027, 10, 31))
MONDAY, FRIDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 27), date(2026, 11, 29)


def test_before_after_and_weekly() -> None:
    overdue = Steps((1, 3), every=5)
    passed = [overdue.last(MONDAY, PLAIN.add(MONDAY, n), PLAIN) for n in range(1, 10)]
    expected = [1, 1, 3, 3, 3, 3, 3, 8, 8]
    assert passed == [PLAIN.add(MONDAY, n) for n in expected]


def test_no_step_before_the_first() -> None:
    assert Steps((2,)).last(MONDAY, date(2026, 11, 24), PLAIN) is None


def test_a_deadline_on_a_sunday_is_reminded_of_on_friday() -> None:
    due = Steps((-1, 0))
    thursday = date(2026, 11, 26)
    assert [due.last(SUNDAY, day, PLAIN) for day in (thursday, FRIDAY, SUNDAY)] == [thursday, FRIDAY, FRIDAY]


@given(
    days, days, st.sampled_from([Steps((-7, -3, -1, 0)), Steps((1, 3), every=5), Steps((2,)), Steps((10,), every=10)])
)
def test_the_last_step_is_a_working_day_that_has_come_and_none_lies_between(
    base: date, day: date, steps: Steps
) -> None:
    last = steps.last(base, day, DAYS)
    if last is None:
        assert DAYS.between(worked(base, DAYS), day) < steps.at[0]
        return
    gone = DAYS.between(worked(base, DAYS), last)
    assert (DAYS.is_working(last), last <= day) == (True, True)
    assert gone in steps.at or (steps.every is not None and (gone - steps.at[-1]) % steps.every == 0)
    assert steps.last(base, last, DAYS) == last


@given(days, st.integers(1, 12), days)
def test_days_ago_separates_exactly(today: date, count: int, day: date) -> None:
    assert (DAYS.between(day, today) >= count) == (day < days_ago(count, today, DAYS))

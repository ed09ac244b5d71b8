import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.workdays import WorkingDays, vietnam, vietnam_days

# The calendar of domain/deadlines.md: Tuesday 24/11/2026 off; and a Saturday worked in exchange.
DAYS = WorkingDays(off={date(2026, 11, 24)}, worked={date(2026, 12, 5)})
WEDNESDAY = date(2026, 11, 25)

day_sets = st.sets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=60)
calendars = st.builds(WorkingDays, off=day_sets, worked=day_sets)
days_of_year = st.dates(date(2025, 10, 1), date(2027, 3, 31))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 11, 23), True),
        (date(2026, 11, 24), False),  # day off
        (date(2026, 11, 28), False),  # Saturday
        (date(2026, 11, 29), False),  # Sunday
        (date(2026, 12, 5), True),  # Saturday worked in exchange
    ],
)
def test_a_day_is_worked_or_not(day: date, working: bool) -> None:
    assert DAYS.is_working(day) is working


@pytest.mark.parametrize(
    ("start", "n", "then"),
    [
        (WEDNESDAY, 1, date(2026, 11, 26)),
        (WEDNESDAY, 5, date(2026, 12, 2)),
        (WEDNESDAY, 8, date(2026, 12, 5)),
        (WEDNESDAY, 9, date(2026, 12, 7)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (WEDNESDAY, -1, date(2026, 11, 23)),
        (date(2026, 11, 30), -3, date(2026, 11, 25)),
        (WEDNESDAY, 0, WEDNESDAY),
        (date(2026, 11, 28), 0, date(2026, 11, 30)),
    ],
)
def test_adding_steps_over_days_off_and_takes_exchange_days(start: date, n: int, then: date) -> None:
    assert DAYS.add(start, n) == then


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (WEDNESDAY, WEDNESDAY, 0),
        (WEDNESDAY, date(2026, 11, 26), 1),
        (WEDNESDAY, date(2026, 11, 29), 2),
        (date(2026, 11, 23), WEDNESDAY, 1),
        (date(2026, 12, 4), date(2026, 12, 7), 2),
        (date(2026, 12, 2), WEDNESDAY, -5),
    ],
)
def test_the_first_day_is_not_counted_and_the_last_is(start: date, end: date, count: int) -> None:
    assert DAYS.between(start, end) == count


def test_next_is_the_day_itself_when_worked() -> None:
    assert [DAYS.next(date(2026, 11, day)) for day in (24, 25, 28)] == [
        date(2026, 11, 25),
        date(2026, 11, 25),
        date(2026, 11, 30),
    ]


def test_an_order_to_work_overrules_a_day_off() -> None:
    day = date(2026, 11, 24)
    calendar = WorkingDays(off={day}, worked={day})
    assert (calendar.is_working(day), calendar.between(date(2026, 11, 23), day)) == (True, 1)


@given(calendar=calendars, start=days_of_year, end=days_of_year)
def test_between_is_the_count_day_by_day(calendar: WorkingDays, start: date, end: date) -> None:
    first, last = min(start, end), max(start, end)
    naive = sum(calendar.is_working(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))
    assert calendar.between(start, end) == (naive if start <= end else -naive)


@given(calendar=calendars, start=days_of_year, n=st.integers(1, 40))
def test_adding_and_counting_agree(calendar: WorkingDays, start: date, n: int) -> None:
    then = calendar.add(start, n)
    assert (calendar.between(start, then), calendar.is_working(then)) == (n, True)


@given(calendar=calendars, start=days_of_year, n=st.integers(1, 40))
def test_going_back_is_the_mirror_of_going_forward(calendar: WorkingDays, start: date, n: int) -> None:
    back = calendar.add(start, -n)
    assert (calendar.between(back - timedelta(days=1), start - timedelta(days=1)), calendar.is_working(back)) == (
        n,
        True,
    )


def test_the_seed_knows_holidays_substitutes_and_exchange_days() -> None:
    calendar = vietnam([2026])
    off = {day for day in calendar.off if day.weekday() < 5}
    assert off == {
        date(2026, 1, 1),
        *(date(2026, 2, day) for day in range(16, 21)),  # Tết
        date(2026, 4, 27),  # for Hùng Kings' day, a Sunday
        date(2026, 4, 30),
        date(2026, 5, 1),
        date(2026, 8, 31),  # exchanged for Saturday 22/8
        date(2026, 9, 1),
        date(2026, 9, 2),
        date(2026, 11, 24),
    }
    assert calendar.worked == {date(2026, 8, 22)}


def test_an_exchange_across_the_year_is_seen_from_both_years() -> None:
    assert (date(2018, 12, 31) in vietnam([2018]).off, date(2019, 1, 5) in vietnam([2019]).worked) == (True, True)


def test_the_seed_comes_with_vietnamese_notes_in_order() -> None:
    days = vietnam_days([2026])
    assert (days[0], days[-1], (date(2026, 8, 22), True, "Làm bù") in days) == (
        (date(2026, 1, 1), False, "Tết Dương lịch"),
        (date(2026, 11, 24), False, "Ngày Văn hóa Việt Nam"),
        True,
    )
    assert list(days) == sorted(days)


def test_the_seed_is_made_once() -> None:
    assert vietnam([2027, 2026]) is vietnam(range(2026, 2028))


def test_the_holiday_library_is_loaded_only_for_the_seed() -> None:
    program = "import sys, rules.workdays; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0

"""When a leader is reminded, and of what (domain/cadence.md)."""

from datetime import date

import pytest

from rules.cadence import next_day
from rules.checkins import check_in_day
from rules.court import CaseFacts, ExtensionFacts
from rules.states import CaseState, ExtensionState, TaskState
from rules.workdays import WorkingDays
from tests.court.facts import GIVEN, PLAIN, day, said, task

WEDNESDAY = day(18)
FRIDAY = day(20)


def mornings(first: int, last: int, **changes: object) -> list[int]:
    """The days of November on which the leader is spoken to, told each time and never answering."""
    current, found = task(**changes), []
    for number in range(first, last + 1):
        on = day(number)
        if PLAIN.is_working(on) and any(party == "leader" for _, party, _ in said(current, on)):
            found.append(number)
            current = task(**{**changes, "told": on})
    return found


def test_seven_three_one_and_no_days_before() -> None:
    due = day(24)
    assert mornings(10, 24, due=due, news=day(9), assigned=day(9)) == [13, 19, 20, 23, 24]  # 19, 20: the check-in


def test_the_days_left_are_counted() -> None:
    left = [said(task(due=day(24), news=day(12), told=day(12)), on) for on in (day(13), day(23), day(24))]
    assert left == [[("due", "leader", 7)], [("due", "leader", 1)], [("due", "leader", 0)]]


def test_overdue_on_the_first_and_third_day_then_weekly() -> None:
    assert mornings(3, 30, due=day(2), assigned=day(2)) == [3, 5, 12, 19, 26]


def test_a_step_missed_by_downtime_is_told_the_next_morning() -> None:
    late = task(due=day(2), told=day(3))
    assert said(late, day(6), since=day(5)) == [("overdue", "leader", 4)]


def test_a_word_answers_what_was_asked_before_it() -> None:
    assert said(task(due=day(2), told=day(3), news=day(5)), day(6), since=day(5)) == []


def test_quiet_tasks_are_asked_after_on_thursday_and_once_more_on_friday() -> None:
    assert mornings(10, 27, news=day(9)) == [19, 20, 26, 27]


def test_a_word_in_the_last_five_working_days_spares_the_check_in() -> None:
    assert said(task(news=day(13)), day(19)) == []


def test_there_is_no_second_call_after_a_word() -> None:
    assert said(task(news=day(19), told=day(19)), day(20)) == []


def test_a_check_in_on_a_day_off_moves_to_the_next_working_day() -> None:
    off = WorkingDays(off=frozenset({day(19)}))
    assert [check_in_day(on, off) for on in (day(19), day(20), day(24))] == [day(12), day(20), day(20)]


def test_reminders_rest_until_the_promised_day() -> None:
    case = CaseFacts(5, CaseState.OPEN, asked=day(16), promised=day(19))
    resting = task(due=day(17), rested=day(16), news=day(16), cases=(case,))
    assert [said(resting, on, since=day(15)) for on in (day(17), day(18))] == [[], []]
    assert said(resting, day(20), since=day(19)) == [
        ("overdue", "leader", 3),
        ("case", "board", 4),
        ("supervised", "supervisor", 3),
    ]


def test_a_second_case_within_ten_working_days_buys_no_rest() -> None:
    case = CaseFacts(6, CaseState.OPEN, asked=day(16), promised=day(19))
    assert said(task(due=day(17), rested=day(12), news=day(16), cases=(case,)), day(18))[0] == ("overdue", "leader", 1)


def test_a_case_that_is_open_again_does_not_rest_anew() -> None:
    again = CaseFacts(5, CaseState.OPEN, asked=day(9), promised=day(24))
    assert said(task(due=day(17), rested=day(9), news=day(9), cases=(again,)), day(18), since=day(17)) == [
        ("overdue", "leader", 1)
    ]


def test_asking_for_more_time_is_no_shield() -> None:
    asked = ExtensionFacts(3, ExtensionState.ASKED, asked=day(17))
    assert said(task(due=day(17), news=day(17), extensions=(asked,)), day(18)) == [("overdue", "leader", 1)]


def test_nobody_is_late_while_a_claim_waits() -> None:
    claimed = task(state=TaskState.CLAIMED, since=day(17), claimed=day(17), due=day(17))
    assert [said(claimed, on) for on in (day(18), day(20))] == [[], []]
    assert said(claimed, day(24)) == [("claim", "board", 5)]


def test_an_answered_case_is_asked_after_before_the_check_in() -> None:
    answered = CaseFacts(5, CaseState.ANSWERED, asked=day(12), promised=day(17), answered=day(16))
    assert said(task(news=day(12), cases=(answered,)), day(19)) == [("answered", "leader", 3)]


def test_what_was_not_accepted_is_asked_once_then_called_about() -> None:
    fresh = {"state": TaskState.ASSIGNED, "assigned": day(16), "since": day(16)}
    assert mornings(16, 20, **fresh) == [17]
    assert said(task(**fresh, told=day(17)), day(19)) == [("call_unaccepted", "board", 3)]


def test_a_missing_product_is_asked_for_weekly() -> None:
    claimed = {"state": TaskState.PRODUCT_MISSING, "since": day(9), "claimed": day(9), "news": day(9), "due": day(6)}
    assert mornings(10, 30, **claimed) == [11, 18, 25]


@pytest.mark.parametrize(
    ("state", "since", "expected"),
    [
        (TaskState.OBJECTED, day(16), ("objection", 2)),
        (TaskState.SUSPENDED, day(4), ("suspended", 10)),
        (TaskState.REGISTERED, day(11), ("registered", 5)),
    ],
)
def test_the_board_is_asked_for_what_it_holds(state: TaskState, since: date, expected: tuple[str, int]) -> None:
    assert said(task(state=state, since=since, news=since), WEDNESDAY) == [(expected[0], "board", expected[1])]


def test_the_board_holds_what_a_vacant_post_would() -> None:
    assert said(task(vacant=True, due=day(17), supervisor=None), WEDNESDAY) == [("overdue", "board", 1)]


def test_nothing_is_said_on_a_day_off() -> None:
    assert said(task(due=day(20)), day(21)) == []


def test_the_next_day_is_the_first_with_something_to_say() -> None:
    assert next_day(task(due=day(24), news=FRIDAY, told=FRIDAY), FRIDAY, PLAIN) == day(23)


def test_a_closed_task_has_no_next_day() -> None:
    assert next_day(task(state=TaskState.CLOSED), GIVEN, PLAIN) is None

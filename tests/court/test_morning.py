"""Worst first, eight lines, ten names."""

from rules.court import BOARD, Seat
from rules.morning import Group, Morning, morning
from rules.reasons import Mention, Why
from rules.states import Party

LEADER = Seat(Party.LEADER, 10)


def own(task: int, why: Why, days: int) -> Mention:
    return Mention(task, why, LEADER, days, task)


def call(task: int, days: int, why: Why = Why.CALL_OVERDUE) -> Mention:
    return Mention(task, why, BOARD, days, task, nag=False)


def test_worst_first() -> None:
    late, later = own(1, Why.OVERDUE, 3), own(2, Why.OVERDUE, 8)
    soon, sooner = own(3, Why.DUE, 7), own(4, Why.DUE, 0)
    quiet = own(5, Why.CHECK_IN, 12)
    assert morning([quiet, soon, late, sooner, later]) == Morning(own=(later, late, sooner, soon, quiet))


def test_eight_lines_and_the_number_of_the_rest() -> None:
    lines = [own(number, Why.OVERDUE, 30 - number) for number in range(1, 22)]
    assert morning(lines) == Morning(own=tuple(lines[:8]), more=13)


def test_one_list_for_all_calls_the_worst_ten_by_name() -> None:
    overdue = [call(number, 40 - number) for number in range(1, 12)]
    silent = call(30, 15, Why.CALL_SILENT)
    assert morning([silent, *overdue]).told == (Group(Why.CALL_OVERDUE, tuple(overdue[:10]), more=2),)


def test_what_waits_is_apart_from_what_is_only_told() -> None:
    claim = Mention(1, Why.CLAIM, BOARD, 5, 1)
    assert morning([call(2, 3), claim]) == Morning(
        hold=(Group(Why.CLAIM, (claim,)),), told=(Group(Why.CALL_OVERDUE, (call(2, 3),)),)
    )


def test_what_the_board_holds_of_vacant_posts_is_one_list() -> None:
    late, quiet = (Mention(n, why, BOARD, 9, n) for n, why in ((1, Why.OVERDUE), (2, Why.CHECK_IN)))
    assert morning([quiet, late]).hold == (Group(Why.OVERDUE, (late, quiet)),)


def test_nothing_is_an_empty_morning() -> None:
    assert morning([]).empty

"""Who else is told, and when: +2 the clerk's list, +3 the supervisor, +7 the list for the standing board."""

from rules.court import CaseFacts
from rules.states import CaseState, TaskState
from tests.court.facts import day, said, task


def told(of: object, on: int, since: int) -> list[tuple[str, str, int]]:
    return [line for line in said(of, day(on), since=day(since)) if line[1] != "leader"]  # type: ignore[arg-type]


def test_the_way_up_of_an_overdue_task() -> None:
    late = task(due=day(2), told=day(27))
    assert {on: told(late, on, on - 1) for on in (3, 4, 5, 6, 9, 10, 11, 12, 13, 16)} == {
        3: [],
        4: [("call_overdue", "board", 2)],
        5: [("supervised", "supervisor", 3)],
        6: [],
        9: [],
        10: [],
        11: [("meeting", "board", 7)],
        12: [("supervised", "supervisor", 8)],
        13: [],
        16: [],
    }


def test_it_repeats_weekly() -> None:
    late = task(due=day(2), told=day(27))
    assert told(late, 18, 17) == [("meeting", "board", 12)]


def test_no_supervisor_no_word_to_one() -> None:
    assert told(task(due=day(2), supervisor=None), 5, 4) == []


def test_the_steps_are_skipped_while_the_ball_is_elsewhere() -> None:
    objected = task(due=day(2), state=TaskState.OBJECTED, since=day(2), news=day(2))
    claimed = task(due=day(2), state=TaskState.CLAIMED, since=day(3), claimed=day(3))
    assert [told(each, 5, 4) for each in (objected, claimed)] == [[("objection", "board", 3)], []]


def test_a_silent_task_goes_on_the_clerks_list_after_ten_working_days() -> None:
    assert told(task(news=day(2)), 16, 15) == [("call_silent", "board", 10)]


def test_a_missed_promise_goes_to_the_board_and_from_the_third_day_to_the_superior() -> None:
    case = CaseFacts(5, CaseState.OPEN, asked=day(11), promised=day(16), supporter=70, superior=91)
    waiting = task(news=day(11), cases=(case,))
    assert {on: told(waiting, on, on - 1) for on in (16, 17, 18, 19, 24)} == {
        16: [("case", "supporter", 3)],
        17: [("case", "supporter", 4), ("promise", "board", 1)],
        18: [],
        19: [("superior", "supervisor", 3)],
        24: [("case", "supporter", 9), ("promise", "board", 6)],
    }

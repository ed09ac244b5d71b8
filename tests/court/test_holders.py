"""Exactly one holder per open item (domain/states.md)."""

import pytest

from rules.court import BOARD, CaseFacts, ExtensionFacts, Held, Seat, items
from rules.seats import Seats, seated
from rules.states import CaseState, ExtensionState, ItemKind, Party, TaskState
from tests.court.facts import GIVEN, PLAIN, day, task

LEADER = Seat(Party.LEADER, 10)


@pytest.mark.parametrize(
    ("state", "kind", "holder", "until"),
    [
        (TaskState.REGISTERED, ItemKind.TASK, BOARD, day(9)),
        (TaskState.ASSIGNED, ItemKind.TASK, LEADER, day(5)),
        (TaskState.OBJECTED, ItemKind.TASK, BOARD, day(4)),
        (TaskState.IN_PROGRESS, ItemKind.TASK, LEADER, None),
        (TaskState.PRODUCT_MISSING, ItemKind.TASK, LEADER, None),
        (TaskState.CLAIMED, ItemKind.CLAIM, BOARD, day(9)),
        (TaskState.SUSPENDED, ItemKind.TASK, BOARD, None),
    ],
)
def test_each_open_state_has_its_holder(state: TaskState, kind: ItemKind, holder: Seat, until: object) -> None:
    assert items(task(state=state), PLAIN) == (Held(kind, 1, holder, GIVEN, until),)


@pytest.mark.parametrize("state", [TaskState.CLOSED, TaskState.WITHDRAWN, TaskState.CARRIED_OVER])
def test_what_is_over_is_in_nobodys_court(state: TaskState) -> None:
    assert items(task(state=state), PLAIN) == ()


def test_a_task_stays_the_leaders_while_its_case_is_the_supporters() -> None:
    case = CaseFacts(5, CaseState.OPEN, asked=day(16), promised=day(19), supporter=70)
    assert items(task(cases=(case,)), PLAIN) == (
        Held(ItemKind.TASK, 1, LEADER, GIVEN),
        Held(ItemKind.CASE, 5, Seat(Party.SUPPORTER, 70), day(16), day(19)),
    )


def test_the_board_answers_a_case_without_a_supporter_or_with_a_vacant_one() -> None:
    case = CaseFacts(5, CaseState.OPEN, asked=day(16), promised=day(19))
    vacant = CaseFacts(6, CaseState.OPEN, asked=day(16), promised=day(19), supporter=70, vacant=True)
    assert [item.holder for item in items(task(cases=(case, vacant)), PLAIN)] == [LEADER, BOARD, BOARD]


def test_an_answered_case_is_the_leaders_for_five_working_days() -> None:
    case = CaseFacts(5, CaseState.ANSWERED, asked=day(12), promised=day(17), answered=day(16), supporter=70)
    assert items(task(cases=(case,)), PLAIN)[1] == Held(ItemKind.CASE, 5, LEADER, day(16), day(23))


def test_a_request_for_time_is_the_boards_for_two_working_days() -> None:
    asked = ExtensionFacts(3, ExtensionState.ASKED, asked=day(16))
    assert items(task(extensions=(asked,)), PLAIN)[1] == Held(ItemKind.EXTENSION, 3, BOARD, day(16), day(18))


def test_the_board_holds_the_items_of_a_vacant_post() -> None:
    assert [item.holder for item in items(task(vacant=True), PLAIN)] == [BOARD]


# Person 1 holds the task's post 10; post 90 follows it, 91 follows 90; persons 7 and 8 are the board of unit 3.
def seats(**holders: list[int]) -> Seats:
    kept = {10: [1], 90: [2], 91: [3]} | {int(post.removeprefix("post")): people for post, people in holders.items()}
    return Seats(above={10: 90, 90: 91, 91: None}, holders=kept, boards={3: [7, 8]}, parents={4: 3, 3: None})


def test_the_supervisor_is_the_post_that_follows() -> None:
    found = seated(task(unit=4, supervisor=None), seats())
    assert (found.supervisor, found.verifier, found.vacant) == (90, None, False)


def test_nobody_supervises_himself_it_goes_one_level_up() -> None:
    assert seated(task(unit=4, supervisor=None), seats(post90=[1])).supervisor == 91


def test_a_supervising_post_that_nobody_holds_is_passed_over() -> None:
    assert seated(task(unit=4, supervisor=None), seats(post90=[])).supervisor == 91


def test_the_post_named_for_the_task_goes_before_the_posts_own() -> None:
    assert seated(task(unit=4, supervisor=91), seats()).supervisor == 91


def test_nobody_verifies_himself_it_goes_one_level_up() -> None:
    claimed = seated(task(unit=4, state=TaskState.CLAIMED, supervisor=None), seats(post10=[7]))
    assert [item.holder for item in items(claimed, PLAIN)] == [Seat(Party.VERIFIER, 90)]


def test_of_a_board_that_the_owner_sits_on_the_others_are_spoken_to() -> None:
    assert seats(post10=[7]).people(BOARD, task(unit=4)) == [8]


def test_the_nearest_board_upwards_is_meant() -> None:
    assert seats().people(BOARD, task(unit=4)) == [7, 8]


def test_a_post_without_a_holder_is_vacant() -> None:
    assert seated(task(unit=4), seats(post10=[])).vacant


def test_who_types_for_a_post_reads_along_and_nobody_elses() -> None:
    around = seats()
    around.typists = {10: [5], 90: [6]}
    assert (around.people(LEADER, task()), around.people(Seat(Party.SUPERVISOR, 90), task())) == ([1, 5], [2])


def test_a_ring_of_supervisors_ends() -> None:
    assert Seats(above={1: 2, 2: 1}).chain(1) == (1, 2)

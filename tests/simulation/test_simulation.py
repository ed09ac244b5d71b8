"""A quarter of the whole scheme, on the product's own rules."""

from collections import Counter

import pytest

from rules.states import TaskState
from tests.simulation.run import Run, run
from tests.simulation.world import DOWN, LEADERS, TASKS, VACANT


@pytest.fixture(scope="module")
def quarter() -> Run:
    return run()


def test_the_scheme_is_the_one_of_the_article(quarter: Run) -> None:
    owners = {quarter.world.seats.owner(task.post) or VACANT for task in quarter.world.tasks.values()}
    assert (len(owners), len(quarter.world.tasks)) == (LEADERS, TASKS)


def test_at_most_one_routine_message_a_day_per_person(quarter: Run) -> None:
    assert set(Counter((sent.day, sent.person) for sent in quarter.sent).values()) == {1}


def test_none_on_a_day_off_and_none_while_the_bot_is_down(quarter: Run) -> None:
    days = {sent.day for sent in quarter.sent}
    assert [day for day in days if day in DOWN or not quarter.world.working_days.is_working(day)] == []


def test_every_nag_goes_to_the_holder(quarter: Run) -> None:
    assert quarter.strays == []


def test_no_open_task_that_nobody_was_told_about_for_ten_working_days(quarter: Run) -> None:
    assert quarter.gaps == []


def test_the_digest_goes_out_once_a_week_although_the_bot_was_down_on_a_monday(quarter: Run) -> None:
    per_reader = Counter(sent.person for sent in quarter.sent if sent.digest)
    weeks = {sent.day.isocalendar()[1] for sent in quarter.sent}
    assert set(per_reader.values()) == {len(weeks)}


def test_a_median_leader_hears_twice_a_week_at_most(quarter: Run) -> None:
    weekly = Counter((sent.person, sent.day.isocalendar()[1]) for sent in quarter.sent if sent.person <= LEADERS)
    counts = sorted(weekly.values())
    assert counts[len(counts) // 2] <= 2


def test_something_happens_in_it(quarter: Run) -> None:
    """The rules above would hold of a quarter in which nothing is said."""
    states = {task.state for task in quarter.world.tasks.values()}
    assert {TaskState.CLOSED, TaskState.IN_PROGRESS, TaskState.CLAIMED, TaskState.SUSPENDED} <= states
    assert len({mention.why for sent in quarter.sent for mention in sent.morning.named}) >= 18

"""Taking back one's own last act."""

from datetime import timedelta

import pytest
from sqlmodel import select

from models import Outbox, OutboxState
from rules.errors import UserError
from rules.states import CaseState, TaskState
from services import acceptance, support, undo
from tests.leader.conftest import NOW, House, hours


def shown(house: House) -> None:
    for row in house.session.exec(select(Outbox)):
        row.state = OutboxState.SENT


def test_nothing_is_taken_back_of_somebody_elses(house: House) -> None:
    support.ask(house.session, house.leader, house.task().id or 0, None, "kinh phí", NOW)
    with pytest.raises(UserError) as refused:
        undo.take_back(house.session, house.assistant, hours(0.1))
    assert refused.value == UserError("There is nothing of yours to take back.")


def test_several_tasks_accepted_at_once_are_one_act(house: House) -> None:
    tasks = [house.task(state=TaskState.ASSIGNED) for _ in range(3)]
    acceptance.accept(house.session, house.leader, [task.id or 0 for task in tasks], NOW)
    assert {(task.state, task.accepted_at) for task in tasks} == {(TaskState.IN_PROGRESS, NOW)}

    undo.take_back(house.session, house.leader, hours(0.1))
    assert {(task.state, task.accepted_at) for task in tasks} == {(TaskState.ASSIGNED, None)}


def test_only_the_last_act_can_be_taken_back(house: House) -> None:
    support.ask(house.session, house.leader, house.task().id or 0, None, "kinh phí", NOW)
    second = support.ask(house.session, house.leader, house.task().id or 0, None, "đơn giá", hours(0.01))
    undo.take_back(house.session, house.leader, hours(0.02))
    assert second.state is CaseState.WITHDRAWN
    with pytest.raises(UserError):
        undo.take_back(house.session, house.leader, hours(0.03))


@pytest.mark.parametrize(("later", "why"), [(timedelta(minutes=10), None), (timedelta(minutes=11), "late")])
def test_ten_minutes_are_the_window(house: House, later: timedelta, why: str | None) -> None:
    support.ask(house.session, house.leader, house.task().id or 0, None, "kinh phí", NOW)
    act = undo.last_act(house.session, house.leader)
    assert act is not None
    assert undo.hindrance(house.session, act, NOW + later) == why


def test_what_others_heard_of_is_corrected_and_they_are_told(house: House) -> None:
    case = support.ask(house.session, house.leader, house.task().id or 0, None, "kinh phí", NOW)
    shown(house)
    with pytest.raises(UserError):
        undo.take_back(house.session, house.leader, hours(0.1))

    undo.take_back(house.session, house.leader, hours(0.1), telling=True)
    assert case.state is CaseState.WITHDRAWN
    assert house.told()[2:] == [("taken_back", house.clerk.person_id), ("taken_back", house.other_clerk.person_id)]


def test_what_somebody_acted_on_stays(house: House) -> None:
    case = support.ask(house.session, house.leader, house.task().id or 0, None, "kinh phí", NOW)
    support.answer(house.session, house.clerk, case.id or 0, "Có", hours(0.1))
    with pytest.raises(UserError):
        undo.take_back(house.session, house.leader, hours(0.11), telling=True)
    assert case.state is CaseState.ANSWERED

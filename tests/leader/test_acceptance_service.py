"""Receiving a Decision as a service: announced in one message, accepted by the holder alone, objected to with a reason."""

from datetime import timedelta

import pytest
from sqlmodel import select

from models import Outbox, OutboxState
from rules.errors import UserError
from rules.states import TaskState
from services import acceptance
from tests.leader.conftest import NOW, House, hours


def test_the_tasks_of_one_decision_are_one_message_for_each_person(house: House) -> None:
    for _ in range(3):
        acceptance.announce(house.session, house.task(state=TaskState.ASSIGNED, assigned_at=NOW), NOW)
    assert house.told() == [("decision", house.leader.person_id), ("decision", house.assistant.person_id)]


def test_a_second_order_within_half_an_hour_waits_for_its_end(house: House) -> None:
    acceptance.announce(house.session, house.task(state=TaskState.ASSIGNED, assigned_at=NOW), NOW)
    for row in house.session.exec(select(Outbox)):
        row.state, row.sent_at = OutboxState.SENT, NOW
    later = NOW + timedelta(minutes=5)
    task = house.task(state=TaskState.ASSIGNED, assigned_at=later)
    acceptance.announce(house.session, task, later)

    rows = house.session.exec(select(Outbox).where(Outbox.state == OutboxState.QUEUED)).all()
    assert {row.not_before for row in rows} == {NOW + timedelta(minutes=30)}
    assert acceptance.announced(house.session, house.leader, None, later) == [task]


def test_accepting_twice_counts_once(house: House) -> None:
    task = house.task(state=TaskState.ASSIGNED)
    first = acceptance.accept(house.session, house.leader, [task.id or 0], NOW)
    second = acceptance.accept(house.session, house.leader, [task.id or 0], hours(1))
    assert (first, second, task.accepted_at) == ([task], [], NOW)


def test_an_assistant_neither_accepts_nor_objects(house: House) -> None:
    task = house.task(state=TaskState.ASSIGNED)
    with pytest.raises(UserError):
        acceptance.accept(house.session, house.assistant, [task.id or 0], NOW)
    with pytest.raises(UserError):
        acceptance.objected(house.session, house.assistant, [task.id or 0], "chưa rõ", NOW)


def test_an_objection_goes_to_the_board_which_keeps_or_withdraws(house: House) -> None:
    kept, withdrawn = (house.task(state=TaskState.ASSIGNED) for _ in range(2))
    acceptance.objected(house.session, house.leader, [kept.id or 0, withdrawn.id or 0], "trùng nhau", NOW)
    assert (kept.state, withdrawn.state) == (TaskState.OBJECTED, TaskState.OBJECTED)
    assert house.told() == [("objected", house.clerk.person_id), ("objected", house.other_clerk.person_id)]

    acceptance.answer_objection(house.session, house.clerk, kept.id or 0, True, "giữ nguyên", hours(1))
    acceptance.answer_objection(house.session, house.clerk, withdrawn.id or 0, False, "trùng", hours(1))
    assert (kept.state, withdrawn.state) == (TaskState.ASSIGNED, TaskState.WITHDRAWN)

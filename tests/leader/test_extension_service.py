"""Extensions as a service: one per task unless overruled, and the original date is never lost."""

from datetime import date

import pytest

from models import Extension
from rules.errors import UserError
from rules.states import DueKind, ExtensionState, TaskState
from services import extensions, undo
from tests.leader.conftest import NOW, House, hours

LATER, MUCH_LATER = date(2026, 12, 15), date(2026, 12, 31)


def ask(house: House, task_id: int | None, day: date = LATER) -> Extension:
    return extensions.ask(house.session, house.leader, task_id or 0, day, "mưa lũ", NOW)


def test_asking_moves_nothing_and_tells_the_board(house: House) -> None:
    task = house.task()
    extension = ask(house, task.id)

    assert (extension.state, task.due_on) == (ExtensionState.ASKED, date(2026, 12, 1))
    assert house.told() == [
        ("extension_asked", house.clerk.person_id),
        ("extension_asked", house.other_clerk.person_id),
    ]


@pytest.mark.parametrize("day", [date(2026, 11, 26), date(2026, 11, 30), date(2026, 12, 1)])
def test_a_date_that_is_no_later_is_refused(house: House, day: date) -> None:
    with pytest.raises(UserError):
        ask(house, house.task().id, day)


def test_a_task_without_a_date_or_an_end_has_nothing_to_extend(house: House) -> None:
    for task in (house.task(due_kind=DueKind.ONGOING, due_on=None), house.task(state=TaskState.CLOSED)):
        with pytest.raises(UserError):
            ask(house, task.id)


def test_an_assistant_does_not_commit_the_post(house: House) -> None:
    with pytest.raises(UserError):
        extensions.ask(house.session, house.assistant, house.task().id or 0, LATER, "mưa lũ", NOW)


def test_one_request_waits_at_a_time(house: House) -> None:
    task = house.task()
    first = ask(house, task.id)
    with pytest.raises(UserError) as refused:
        ask(house, task.id, MUCH_LATER)
    assert refused.value == UserError(
        "{code} asks for {day} already and waits for an answer.", code=f"GH-{first.id}", day=LATER
    )


def test_a_granted_request_moves_the_deadline_and_keeps_the_original(house: House) -> None:
    task = house.task()
    extension = ask(house, task.id)
    extensions.decide(house.session, house.clerk, extension.id or 0, True, "đồng ý", hours(1))

    assert (task.due_on, task.original_due_on) == (LATER, date(2026, 12, 1))
    assert (extension.state, extension.previous_due_on) == (ExtensionState.GRANTED, date(2026, 12, 1))
    assert house.told()[-1] == ("extension_decided", house.leader.person_id)


def test_a_refused_request_moves_nothing(house: House) -> None:
    task = house.task()
    extension = ask(house, task.id)
    extensions.decide(house.session, house.clerk, extension.id or 0, False, "chưa đủ căn cứ", hours(1))
    assert (task.due_on, extension.state) == (date(2026, 12, 1), ExtensionState.REFUSED)


def test_a_decision_needs_a_reason_and_is_taken_once(house: House) -> None:
    extension = ask(house, house.task().id)
    with pytest.raises(UserError):
        extensions.decide(house.session, house.clerk, extension.id or 0, True, "  ", hours(1))
    extensions.decide(house.session, house.clerk, extension.id or 0, True, "đồng ý", hours(1))
    with pytest.raises(UserError):
        extensions.decide(house.session, house.other_clerk, extension.id or 0, False, "không", hours(2))


def test_a_second_extension_must_be_overruled(house: House) -> None:
    task = house.task()
    extensions.move(house.session, house.clerk, task.id or 0, LATER, "mưa lũ", NOW)
    second = extensions.ask(house.session, house.leader, task.id or 0, MUCH_LATER, "vẫn mưa", hours(1))
    with pytest.raises(UserError):
        extensions.decide(house.session, house.clerk, second.id or 0, True, "đồng ý", hours(2))

    extensions.decide(house.session, house.clerk, second.id or 0, True, "ý kiến Thường vụ", hours(3), override=True)
    assert (task.due_on, task.original_due_on) == (MUCH_LATER, date(2026, 12, 1))


def test_a_moved_deadline_can_be_taken_back(house: House) -> None:
    task = house.task()
    extensions.move(house.session, house.clerk, task.id or 0, LATER, "mưa lũ", NOW)
    undo.take_back(house.session, house.clerk, hours(0.1))
    assert task.due_on == date(2026, 12, 1)
    assert extensions.granted_before(house.session, task.id or 0) is None

"""Support as a service: promises in working days, one rest of reminders, answers, passing on, settling."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from models import Outbox, Post
from rules.errors import UserError
from rules.states import CaseState, SupportType
from services import support, undo
from tests.leader.conftest import NOW, House, hours


def test_a_request_is_promised_an_answer_within_three_working_days(house: House) -> None:
    case = support.ask(house.session, house.leader, house.task().id or 0, None, " kinh phí ", NOW)

    # Thursday 26/11 plus three working days
    assert (case.promised_on, case.state, case.kind) == (date(2026, 12, 1), CaseState.OPEN, None)
    assert house.told() == [("case_asked", house.clerk.person_id), ("case_asked", house.other_clerk.person_id)]


def test_reminders_rest_once_in_ten_working_days(house: House) -> None:
    task = house.task()
    first = support.ask(house.session, house.leader, task.id or 0, None, "kinh phí", NOW)
    again = support.ask(house.session, house.leader, task.id or 0, None, "mặt bằng", NOW + timedelta(days=13))
    later = support.ask(house.session, house.leader, task.id or 0, None, "nhân lực", NOW + timedelta(days=14))

    assert [support.rests(house.session, first), support.rests(house.session, again)] == [False, False]
    assert support.rests(house.session, later)


def test_the_notice_waits_for_the_kind_that_is_being_asked_for(house: House) -> None:
    case = support.ask(house.session, house.leader, house.task().id or 0, None, "đơn giá", NOW, kind_follows=True)
    rows = house.session.exec(select(Outbox)).all()
    assert {row.not_before for row in rows} == {NOW + support.FOR_THE_KIND}

    support.set_kind(house.session, house.leader, case.id or 0, SupportType.DIRECTION, hours(0.01))
    assert {row.not_before for row in rows} == {hours(0.01)}


def test_an_answer_goes_to_the_asker_and_to_the_holder(house: House) -> None:
    case = support.ask(house.session, house.assistant, house.task().id or 0, None, "đơn giá", NOW)
    support.answer(house.session, house.clerk, case.id or 0, "Áp dụng đơn giá cũ", hours(1))

    assert case.state is CaseState.ANSWERED
    assert house.told()[2:] == [
        ("case_answered", house.assistant.person_id),
        ("case_answered", house.leader.person_id),
    ]


def test_two_clerks_do_not_answer_the_same_case_twice(house: House) -> None:
    case = support.ask(house.session, house.leader, house.task().id or 0, None, "đơn giá", NOW)
    support.answer(house.session, house.clerk, case.id or 0, "Có", hours(1))

    with pytest.raises(UserError) as refused:
        support.answer(house.session, house.other_clerk, case.id or 0, "Không", hours(2))
    assert refused.value == UserError("{code} has been answered already ({at}).", code=f"HT-{case.id}", at=hours(1))


def test_a_leader_answers_no_case(house: House) -> None:
    case = support.ask(house.session, house.leader, house.task().id or 0, None, "đơn giá", NOW)
    with pytest.raises(UserError):
        support.answer(house.session, house.leader, case.id or 0, "Tự trả lời", hours(1))


def test_a_case_passed_on_keeps_its_promise(house: House) -> None:
    department = Post(unit_id=house.unit, name="Giám đốc Sở Tài chính")
    house.session.add(department)
    house.session.flush()
    supporter = house.person("finance", post=department.id)
    case = support.ask(house.session, house.leader, house.task().id or 0, None, "kinh phí", NOW)
    support.pass_on(house.session, house.clerk, case.id or 0, department.id or 0, "thuộc Sở", hours(24))

    assert (case.supporter_id, case.promised_on) == (department.id, date(2026, 12, 1))
    assert house.told()[2:] == [
        ("case_handed_over", supporter.person_id),
        ("case_passed_on", house.leader.person_id),
    ]
    answered = support.answer(house.session, supporter, case.id or 0, "Đã bố trí", hours(25))
    assert answered.answered_by == supporter.person_id


def test_a_case_is_not_passed_to_the_one_who_asked(house: House) -> None:
    case = support.ask(house.session, house.leader, house.task().id or 0, None, "kinh phí", NOW)
    with pytest.raises(UserError):
        support.pass_on(house.session, house.clerk, case.id or 0, house.post, "", hours(1))


def test_what_did_not_help_is_open_again_with_a_new_promise(house: House) -> None:
    case = support.ask(house.session, house.leader, house.task().id or 0, None, "kinh phí", NOW)
    support.answer(house.session, house.clerk, case.id or 0, "Có", hours(24))
    support.settle(house.session, house.leader, case.id or 0, False, hours(48))
    assert (case.state, case.promised_on) == (CaseState.OPEN, date(2026, 12, 2))

    support.answer(house.session, house.clerk, case.id or 0, "Đã bố trí", hours(49))
    support.settle(house.session, house.leader, case.id or 0, True, hours(50))
    assert (case.state, case.closed_at) == (CaseState.RESOLVED, hours(50))


def test_a_request_taken_back_unseen_tells_nobody(house: House) -> None:
    task = house.task()
    case = support.ask(house.session, house.leader, task.id or 0, None, "kinh phí", NOW)
    undo.take_back(house.session, house.leader, hours(0.1))

    assert (case.state, task.rested_at) == (CaseState.WITHDRAWN, None)
    assert {row.error for row in house.session.exec(select(Outbox))} == {"undone"}
    assert undo.last_act(house.session, house.leader) is None

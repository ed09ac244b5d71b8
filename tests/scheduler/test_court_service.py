"""What the database says is in whose court, and who is planned to be told when."""

from datetime import date

import pytest
from sqlmodel import Session

from models import Extension, Outbox, OutboxState, SupportCase
from rules.court import BOARD, Held, Seat
from rules.localtime import at
from rules.reasons import Why
from rules.states import DueKind, ItemKind, MessageClass, Party, RoleKind, TaskState
from services import nagging
from services.court import of_tasks
from services.morning import last_told, of_person, spoken_today
from services.notices import notify
from tests.scheduler.organisation import FRIDAY, NOW, THURSDAY, Organisation


@pytest.fixture
def here(session: Session) -> Organisation:
    return Organisation(session)


def test_each_open_item_with_its_holder_and_who_is_told(here: Organisation) -> None:
    above, office = here.post("Phó Bí thư"), here.post("Giám đốc Sở")
    here.person(above)
    supporter = here.person(office)
    post = here.post(supervisor=above)
    leader, clerk = here.person(post), here.person(role=RoleKind.BOARD)
    since = at(date(2026, 11, 9), 9)
    task = here.task(post, due_on=date(2026, 11, 23), since=since)
    asked = {"unit_id": here.unit, "task_id": task.id or 0, "asked_by": leader, "asked_at": since}
    here.session.add(SupportCase(**asked, supporter_id=office, promised_on=date(2026, 11, 12)))
    here.session.add(Extension(**asked, due_on=date(2026, 12, 23)))
    here.session.flush()

    found = of_tasks(here.session, [task.id or 0], THURSDAY)

    monday = date(2026, 11, 9)
    assert [(each.item, each.people, each.days, each.overdue) for each in found] == [
        (Held(ItemKind.TASK, 1, Seat(Party.LEADER, post), monday), (leader,), 13, 0),
        (Held(ItemKind.CASE, 1, Seat(Party.SUPPORTER, office), monday, date(2026, 11, 12)), (supporter,), 13, 10),
        (Held(ItemKind.EXTENSION, 1, BOARD, monday, date(2026, 11, 11)), (clerk,), 13, 11),
    ]
    told = [[(mention.why, mention.seat.party) for mention in each.told] for each in found]
    assert told == [
        [(Why.CALL_OVERDUE, Party.BOARD), (Why.SUPERVISED, Party.SUPERVISOR)],
        [(Why.PROMISE, Party.BOARD)],
        [],
    ]


def test_what_is_over_is_in_nobodys_court(here: Organisation) -> None:
    post = here.post()
    here.person(post)
    task = here.task(post, state=TaskState.CLOSED)
    assert (of_tasks(here.session, [task.id or 0], THURSDAY), task.next_nag_at) == ([], None)


def test_a_tenure_that_ended_leaves_the_post_to_the_board(here: Organisation) -> None:
    post, clerk = here.post(), here.person(role=RoleKind.BOARD)
    task = here.task(post)
    assert [(each.item.holder, each.people) for each in of_tasks(here.session, [task.id or 0], FRIDAY)] == [
        (BOARD, (clerk,))
    ]


def test_the_morning_of_a_person_is_empty_once_everything_is_answered(here: Organisation) -> None:
    post = here.post()
    leader = here.person(post)
    task = here.task(post, due_on=FRIDAY)
    eight = at(FRIDAY, 8)
    before = of_person(here.session, leader, eight).morning
    task.news_at = at(FRIDAY, 7, 30)
    here.session.flush()
    after = of_person(here.session, leader, eight).morning
    assert ([mention.why for mention in before.own], after.empty) == ([Why.DUE], True)


def test_a_recurring_task_is_due_once_a_period_until_there_is_a_word(here: Organisation) -> None:
    post = here.post()
    leader = here.person(post)
    task = here.task(post, due_kind=DueKind.RECURRING, every="month", news_at=at(date(2026, 10, 28), 9))
    monday = at(date(2026, 11, 30), 8)
    assert [m.why for m in of_person(here.session, leader, monday).morning.own] == [Why.DUE]
    task.news_at = at(date(2026, 11, 27), 9)
    nagging.plan(here.session, task, at(FRIDAY, 10))
    here.session.flush()
    assert (of_person(here.session, leader, monday).morning.own, task.next_nag_at) == ((), at(date(2026, 12, 10), 8))


def test_one_routine_message_a_day_is_remembered_by_the_mail(here: Organisation) -> None:
    person = here.person()
    notify(
        here.session,
        kind="bundle",
        message_class=MessageClass.ROUTINE,
        key="bundle",
        now=NOW,
        person_id=person,
    )
    before = spoken_today(here.session, person, NOW)
    row = here.session.get_one(Outbox, 1)
    row.state, row.sent_at = OutboxState.SENT, NOW
    here.session.flush()
    after = [spoken_today(here.session, person, moment) for moment in (NOW, at(FRIDAY, 8))]
    assert (before, after, last_told(here.session, person, at(FRIDAY, 8))) == (False, [True, False], THURSDAY)

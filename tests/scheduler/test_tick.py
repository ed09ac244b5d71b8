"""The morning round: who is sent a message, when a task comes up next, and what happens to one that can't be computed."""

import threading
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import Session, select
from structlog.testing import capture_logs

from bot.db import Database
from bot.migrate import upgrade
from models import DayOff, Outbox, SupportCase, Task, Tenure
from rules.localtime import at
from rules.states import CaseState, DueKind, RoleKind, TaskState
from scheduler.tick import tick
from services import support
from services.identity import actor_for
from tests.scheduler.organisation import FRIDAY, NOW, THURSDAY, Organisation

EIGHT = at(FRIDAY, 8)
SATURDAY, MONDAY, TUESDAY = date(2026, 11, 28), date(2026, 11, 30), date(2026, 12, 1)


@pytest.fixture
def here(session: Session) -> Organisation:
    return Organisation(session)


def test_one_notice_a_person_over_all_posts(here: Organisation) -> None:
    first, second = here.post("Bí thư"), here.post("Chủ tịch HĐND")
    leader = here.person(first)
    here.session.add(Tenure(person_id=leader, post_id=second, starts_on=date(2026, 1, 1)))
    for post in (first, first, second):
        here.task(post, due_on=FRIDAY)
    here.tick(EIGHT)
    assert here.queued() == [(f"bundle:{leader}:2026-11-27", "queued", leader)]


def test_nothing_before_eight_or_in_the_evening(here: Organisation) -> None:
    post = here.post()
    here.person(post)
    here.task(post, due_on=FRIDAY)
    for moment in (at(FRIDAY, 7, 59), at(FRIDAY, 19)):
        here.tick(moment)
    assert here.queued() == []


def test_nothing_on_a_day_off_and_everything_on_the_next_working_day(here: Organisation) -> None:
    here.session.add(DayOff(day=FRIDAY))
    post = here.post()
    leader = here.person(post)
    task = here.task(post, due_on=MONDAY)
    assert task.next_nag_at == at(MONDAY, 8)
    here.tick(EIGHT)
    here.tick(at(SATURDAY, 8))
    assert here.queued() == []
    here.tick(at(MONDAY, 8))
    assert here.queued() == [(f"bundle:{leader}:2026-11-30", "queued", leader)]


def test_a_task_with_nothing_to_say_is_put_to_its_next_day(here: Organisation) -> None:
    post = here.post()
    here.person(post)
    task = here.task(post, due_on=date(2026, 12, 11), since=NOW)
    assert task.next_nag_at == at(date(2026, 12, 2), 8)  # seven working days before


def test_it_comes_up_the_next_morning_until_it_is_known_to_have_been_told(here: Organisation) -> None:
    post = here.post()
    here.person(post)
    task = here.task(post, due_on=FRIDAY)
    here.tick(EIGHT)
    assert here.session.get_one(Task, task.id).next_nag_at == at(MONDAY, 8)


def test_ticking_again_says_nothing_twice(here: Organisation) -> None:
    post = here.post()
    here.person(post)
    here.task(post, due_on=FRIDAY)
    here.tick(EIGHT)
    assert (here.tick(EIGHT), here.tick(at(FRIDAY, 9)), len(here.queued())) == (0, 0, 1)


def test_many_tasks_are_taken_up_in_pieces(here: Organisation) -> None:
    people = []
    for _ in range(30):
        post = here.post()
        people.append(here.person(post))
        for _ in range(2):
            here.task(post, due_on=FRIDAY)
    assert here.tick(EIGHT) == 3
    assert sorted(person for _, _, person in here.queued() if person) == people


def test_a_poison_task_is_put_ahead_and_stands_in_nobodys_way(here: Organisation) -> None:
    post = here.post()
    leader = here.person(post)
    here.task(post, due_on=FRIDAY)
    poison = here.task(post, due_on=FRIDAY)
    poison.due_kind, poison.every = DueKind.RECURRING, "century"
    here.session.flush()
    with capture_logs() as logs:
        here.tick(EIGHT)
    assert here.queued() == [(f"bundle:{leader}:2026-11-27", "queued", leader)]
    assert here.session.get_one(Task, poison.id).next_nag_at == at(MONDAY, 8)
    assert [entry["tasks"] for entry in logs if entry["event"] == "nag_failed"][-1] == [poison.id]


def test_who_is_not_linked_is_on_the_list_not_in_the_queue(here: Organisation) -> None:
    post = here.post()
    leader = here.person(post, linked=False)
    here.task(post, due_on=FRIDAY)
    here.tick(EIGHT)
    assert here.queued() == [(f"bundle:{leader}:2026-11-27", "skipped", leader)]


def test_the_board_is_spoken_to_about_a_vacant_post(here: Organisation) -> None:
    here.task(here.post(), due_on=FRIDAY)
    clerk = here.person(role=RoleKind.BOARD)
    here.tick(EIGHT)
    assert here.queued() == [(f"bundle:{clerk}:2026-11-27", "queued", clerk)]


def test_the_supervisor_is_spoken_to_from_the_third_day_on(here: Organisation) -> None:
    above = here.post("Phó Bí thư Thường trực")
    boss = here.person(above)
    post = here.post(supervisor=above)
    leader = here.person(post)
    here.task(post, due_on=date(2026, 11, 24), told_on=date(2026, 11, 25))
    here.tick(EIGHT)
    assert here.queued() == [(f"bundle:{who}:2026-11-27", "queued", who) for who in (leader, boss)]


def test_what_ended_leaves_the_queue_of_the_clock(here: Organisation) -> None:
    post = here.post()
    here.person(post)
    task = here.task(post, due_on=FRIDAY)
    task.state = TaskState.CLOSED
    here.session.flush()
    here.tick(EIGHT)
    assert (here.queued(), here.session.get_one(Task, task.id).next_nag_at) == ([], None)


def test_after_downtime_the_missed_morning_is_made_up_for_once(here: Organisation) -> None:
    post = here.post()
    leader = here.person(post)
    here.task(post, due_on=FRIDAY)
    here.tick(at(TUESDAY, 15))
    assert here.queued() == [(f"bundle:{leader}:2026-12-01", "queued", leader)]


def test_five_silent_working_days_after_an_answer_close_the_case(here: Organisation) -> None:
    post = here.post()
    leader, clerk = here.person(post), here.person(role=RoleKind.BOARD)
    task = here.task(post)
    case = support.ask(here.session, actor_for(here.session, leader, THURSDAY), task.id or 0, None, "xin xe", NOW)
    support.answer(here.session, actor_for(here.session, clerk, THURSDAY), case.id or 0, "đã có xe", NOW)
    states = []
    for later in (at(date(2026, 12, 3), 20), at(date(2026, 12, 4), 20)):
        here.tick(later)
        states.append(here.session.get_one(SupportCase, case.id).state)
    assert states == [CaseState.ANSWERED, CaseState.LAPSED]


@pytest.mark.postgres
def test_two_replicas_share_the_morning(postgres_url: str) -> None:
    """Both tick at once on one database: every task is taken up once, every person gets one notice."""
    replicas = [Database(postgres_url), Database(postgres_url)]
    upgrade(replicas[0].engine)

    def fill(session: Session) -> list[int]:
        here = Organisation(session)
        people = []
        for _ in range(40):
            post = here.post()
            people.append(here.person(post))
            here.task(post, due_on=FRIDAY)
        return people

    people = replicas[0].transact(fill)
    replicas[0].transact(tick, NOW)
    start = threading.Barrier(2)

    def morning(place: int, now: datetime) -> None:
        start.wait()
        while replicas[place].transact(tick, now):
            pass

    threads = [threading.Thread(target=morning, args=(place, EIGHT)) for place in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    def queued(session: Session) -> list[int | None]:
        return sorted(row.person_id or 0 for row in session.exec(select(Outbox)))

    assert replicas[0].transact(queued) == people
    late = replicas[0].transact(
        lambda s: s.exec(select(Task.id).where(Task.next_nag_at <= EIGHT + timedelta(hours=1))).all()
    )
    assert list(late) == []
    for replica in replicas:
        replica.close()

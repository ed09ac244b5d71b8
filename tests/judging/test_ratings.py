"""Ratings of units and leaders: proposed with reasons, decided by people, recomputed by the rules of their year."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from sqlmodel import Session, col, select

from models import Assessment, Post, Task, Tenure, Verification
from rules.errors import UserError
from rules.rating import Rating
from rules.states import Result, TaskState
from services import causes, discipline, ratings
from tests.judging.house import NOW, House
from views.ratings import kept_reason

D = Decimal
COMMON = {"Phòng A": D(28), "Trưởng A": D(30), "Phòng B": D(20), "Trưởng B": D(25)}


def proposed(house: House, period: str = "2026") -> list[tuple[int | None, str, Decimal]]:
    rows = ratings.proposals(house.session, house.clerk, house.root, period, COMMON, NOW)
    return [(row.person_id, row.proposed, row.points) for row in rows]


def test_units_then_leaders_with_the_sentence_that_says_why(session: Session) -> None:
    house = House(session)
    for number in range(4):
        house.task(house.posts[0], found=120 if number < 2 else 100)
    house.task(house.posts[1], claimed=date(2026, 12, 18), found=100)
    house.task(house.posts[1], found=100)
    unit_b = D("90") - D(70) / 3 / 8  # one of two late: a quarter of half a third of 70 is gone
    assert proposed(house) == [
        (None, "excellent", D("98")),
        (None, "failed", (unit_b).quantize(D("0.01"))),
        (house.leaders[0], "good", D("100")),
        (house.leaders[1], "failed", D("92.08")),
    ]
    row = session.exec(select(Assessment).where(Assessment.person_id == house.leaders[0])).one()
    assert [kept_reason(why) for why in row.reasons] == [
        "Chưa đề xuất xuất sắc: nhóm có 1 người đạt từ mức tốt trở lên, được tối đa 0 xuất sắc (20% số xếp loại tốt); đồng chí "
        "đứng thứ 1 theo điểm."
    ]
    failed = session.exec(select(Assessment).where(Assessment.person_id == house.leaders[1])).one()
    assert [kept_reason(why) for why in failed.reasons][-1] == (
        "Chưa đủ điều kiện hoàn thành nhiệm vụ: 50% nhiệm vụ chậm, mức cho phép không quá 20%."
    )


def test_a_confirmed_cause_deducts_nothing(session: Session) -> None:
    house = House(session)
    late = house.task(house.posts[1], claimed=date(2026, 12, 18), found=100)
    causes.confirm(session, house.member, late, "delay", "mưa lũ theo công bố thiên tai", NOW)
    assert proposed(house) == [(None, "good", D("90")), (house.leaders[1], "good", D("95"))]


def test_open_tasks_stop_a_rating(session: Session) -> None:
    house = House(session)
    house.task(house.posts[0], result=None)
    with pytest.raises(UserError, match="1 tasks of the period are still open"):
        proposed(house)
    assert session.exec(select(Assessment)).all() == []


def test_a_carried_over_task_that_was_due_counts_as_not_done(session: Session) -> None:
    house = House(session)
    house.task(house.posts[0], found=100)
    carried = session.get_one(Task, house.task(house.posts[0], result=None))
    carried.state = TaskState.CARRIED_OVER
    rows = {person: rating for person, rating, _ in proposed(house)}
    assert rows == {None: "failed", house.leaders[0]: "failed"}


def test_reversing_what_was_found_recomputes(session: Session) -> None:
    house = House(session)
    task = house.task(house.posts[0], found=130)
    assert proposed(house)[0][1] == "excellent"
    found = session.exec(select(Verification).where(Verification.task_id == task)).one()
    found.undone_at = NOW
    assert proposed(house)[0][1] == "good"
    rows = session.exec(select(Assessment).where(col(Assessment.person_id).is_(None))).all()
    assert [(row.proposed, row.replaces_id) for row in rows] == [("excellent", None), ("good", rows[0].id)]


def test_people_decide_and_the_difference_has_its_reason(session: Session) -> None:
    house = House(session)
    house.task(house.posts[0], found=130)
    proposed(house)
    unit, leader = session.exec(select(Assessment).order_by(col(Assessment.id))).all()
    with pytest.raises(UserError, match="needs its reason"):
        ratings.decide(session, house.member, unit.id or 0, Rating.GOOD, "", NOW)
    ratings.decide(session, house.member, unit.id or 0, Rating.GOOD, "còn đơn thư", NOW)
    with pytest.raises(UserError, match="above the unit"):
        ratings.decide(session, house.member, leader.id or 0, Rating.EXCELLENT, "thành tích", NOW)
    decided = ratings.decide(session, house.member, leader.id or 0, Rating.GOOD, "", NOW)
    again = ratings.decide(session, house.member, leader.id or 0, Rating.COMPLETED, "kỷ luật sau kiểm tra", NOW)
    assert (decided.decided, again.decided, again.replaces_id) == ("good", "completed", decided.id)
    assert ratings.standing(session, "2026", leader.unit_id, leader.post_id, leader.person_id) == again


def test_a_leader_may_not_decide_nor_propose(session: Session) -> None:
    house = House(session)
    house.task(house.posts[0], found=130)
    proposed(house)
    leader = house.actor(house.leaders[0])
    with pytest.raises(UserError):
        ratings.decide(session, leader, 1, Rating.EXCELLENT, "tôi", NOW)
    with pytest.raises(UserError):
        ratings.proposals(session, leader, house.root, "2026", COMMON, NOW)


def test_a_year_in_one_post_is_shared_by_days(session: Session) -> None:
    house = House(session)
    house.task(house.posts[0], found=130)
    before = session.exec(select(Tenure).where(Tenure.post_id == house.posts[0])).one()
    before.ends_on = date(2026, 3, 31)
    successor = house.person("Đồng chí C")
    house.add(Tenure(person_id=successor, post_id=house.posts[0], starts_on=date(2026, 4, 1)))
    proposed(house)
    rows = session.exec(select(Assessment).where(col(Assessment.person_id).is_not(None))).all()
    assert {row.person_id: (row.facts["days"], row.facts["part"]) for row in rows} == {
        house.leaders[0]: (90, str(Fraction(90, 365))),
        successor: (275, str(Fraction(275, 365))),
    }


def test_a_row_is_recomputed_by_the_rules_of_its_year(session: Session) -> None:
    house = House(session)
    for found in (130, 100):
        house.task(house.posts[0], found=found, result=Result.MET)
    proposed(house)
    unit = session.exec(select(Assessment).order_by(col(Assessment.id))).first()
    assert unit is not None
    assert ratings.recomputed(unit).points == Fraction(98)
    unit.period = "2019"
    with pytest.raises(UserError, match="no rating rules"):
        ratings.recomputed(unit)


def test_discipline_closes_excellent_for_the_unit_and_what_was_taken_back_does_not(session: Session) -> None:
    house = House(session)
    house.task(house.posts[0], found=130)
    given = (house.clerk, house.units[0], house.leaders[0], date(2026, 5, 4), "Quyết định 12-QĐ/UBKT")
    row = discipline.discipline(session, *given, NOW)
    assert {(person, rating) for person, rating, _ in proposed(house)} == {(None, "good"), (house.leaders[0], "good")}
    unit = session.exec(select(Assessment).order_by(col(Assessment.id))).first()
    assert unit is not None
    assert kept_reason(unit.reasons[0]).startswith("Chưa đủ điều kiện hoàn thành xuất sắc nhiệm vụ: có 1 ")
    discipline.take_back(session, house.clerk, row.id or 0, "hủy quyết định", NOW)
    assert proposed(house)[0][1] == "excellent"
    with pytest.raises(UserError):
        discipline.discipline(session, house.actor(house.leaders[0]), house.units[0], None, date(2026, 5, 4), "x", NOW)


def test_a_person_in_two_posts_of_a_group_is_one_person_of_its_quota(session: Session) -> None:
    """Six would have one place for excellent; six posts of five people have none."""
    house = House(session)
    posts = [house.posts[0], *(house.add(Post(name=f"Phó {n}", unit_id=house.units[0])) for n in range(5))]
    for post in posts[2:]:
        house.person(f"Đồng chí {post}", post=post)
    house.add(Tenure(person_id=house.leaders[0], post_id=posts[1], starts_on=date(2026, 7, 1)))
    for post in posts:
        house.task(post, found=130)
    names = {session.get_one(Post, post).name: D(30) for post in posts} | {"Phòng A": D(30), "Phó 0": D(29)}
    for name in ("Phó 1", "Phó 2", "Phó 3", "Phó 4"):
        names[name] = D(25)
    ratings.proposals(session, house.clerk, house.root, "2026", names, NOW)
    rows = session.exec(select(Assessment).where(col(Assessment.person_id).is_not(None))).all()
    assert [(row.post_id == posts[0] or row.post_id == posts[1], row.proposed) for row in rows] == [
        *[(True, "good")] * 2,
        *[(False, "good")] * 4,
    ]
    weighted = Fraction(100 * 365 + 99 * 184, 365 + 184)
    assert [row.facts.get("weighted") for row in rows[:2]] == [str(weighted)] * 2
    assert str(rows[0].reasons[-1]["args"]["top"]) == "5"

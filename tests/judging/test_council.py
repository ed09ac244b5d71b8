"""A council's ballot: blind, once, in range, by its members; the aggregate, absence and corrections."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from sqlmodel import Session, select

from models import History, Outbox, Score, Tenure
from rules.council import Scores, aggregate, valid
from rules.errors import UserError
from rules.localtime import at
from services import council
from tests.judging.house import DAY, NOW, House

DUE = date(2026, 12, 25)
AFTER = at(date(2026, 12, 26), 9)
D = Decimal


def ballot(house: House) -> int:
    opened = council.open_ballot(house.session, house.clerk, house.root, "2026", DUE, house.council[0], NOW)
    return opened.id or 0


def everybody(house: House, number: int, points: list[list[int]]) -> None:
    tasks = [task.id or 0 for task in council.tasks_of(house.session, number)]
    for member, given in zip(house.council, points, strict=False):
        council.score(house.session, number, member, {t: D(p) for t, p in zip(tasks, given, strict=True)}, NOW)


def test_the_points_are_shown_when_all_have_scored(session: Session) -> None:
    house = House(session)
    for post in house.posts:
        house.task(post)
    number = ballot(house)
    everybody(house, number, [[90, 70], [80, 75], [85, 95], [95, 60]])
    found = council.ballot_of(session, number)
    with pytest.raises(UserError, match="The points are shown when all have scored") as blind:
        council.results(session, found, NOW)
    assert blind.value.args_ == {"day": DUE, "count": 1}
    everybody_else = {t.id or 0: D(100) for t in council.tasks_of(session, number)}
    council.score(session, number, house.council[4], everybody_else, NOW)
    shown = [each.scores for each in council.results(session, found, NOW)]
    assert shown == [
        Scores(Fraction(450, 5), D(80), D(100), 5, 5),
        Scores(Fraction(400, 5), D(60), D(100), 5, 5),
    ]
    assert [s.wide for s in shown if s] == [True, True]


def test_after_the_date_whoever_is_absent_counts_neither_way(session: Session) -> None:
    house = House(session)
    house.task(house.posts[0])
    number = ballot(house)
    everybody(house, number, [[90], [80], [70], [60]])
    (found,) = council.results(session, council.ballot_of(session, number), AFTER)
    assert found.scores == Scores(Fraction(75), D(60), D(90), 4, 5)


def test_below_two_thirds_there_is_no_result(session: Session) -> None:
    house = House(session)
    house.task(house.posts[0])
    number = ballot(house)
    everybody(house, number, [[90], [80], [70]])
    (found,) = council.results(session, council.ballot_of(session, number), AFTER)
    assert found.scores is None


@pytest.mark.parametrize("points", ["-1", "100.01", "101", "50.123", "NaN", "Infinity"])
def test_points_out_of_range_are_refused(session: Session, points: str) -> None:
    house = House(session)
    task = house.task(house.posts[0])
    number = ballot(house)
    with pytest.raises(UserError, match="points are from 0 to 100"):
        council.score(session, number, house.council[0], {task: D(points)}, NOW)
    assert session.exec(select(Score)).all() == []


def test_who_is_not_of_the_council_and_a_second_time_are_refused(session: Session) -> None:
    house = House(session)
    task = house.task(house.posts[0])
    number = ballot(house)
    with pytest.raises(UserError, match="Only members"):
        council.score(session, number, house.leaders[0], {task: D(90)}, NOW)
    council.score(session, number, house.council[0], {task: D(90)}, NOW)
    with pytest.raises(UserError, match="scored already"):
        council.score(session, number, house.council[0], {task: D(95)}, NOW)
    with pytest.raises(UserError, match="not for this member"):
        council.score(session, number, house.council[0], {task + 99: D(95)}, NOW)
    with pytest.raises(UserError, match="is over"):
        council.score(session, number, house.council[1], {task: D(95)}, AFTER)
    assert [row.points for row in session.exec(select(Score))] == [D(90)]


def test_nobody_scores_what_is_the_own(session: Session) -> None:
    house = House(session)
    house.add(Tenure(person_id=house.council[0], post_id=house.posts[0], starts_on=date(2026, 6, 1)))
    own, other = house.task(house.posts[0]), house.task(house.posts[1])
    number = ballot(house)
    assert [task.id for task in council.for_member(session, number, house.council[0], DAY)] == [other]
    with pytest.raises(UserError, match="not for this member"):
        council.score(session, number, house.council[0], {own: D(100)}, NOW)


def test_a_correction_is_a_new_row_with_who_and_why(session: Session) -> None:
    house = House(session)
    task = house.task(house.posts[0])
    number = ballot(house)
    council.score(session, number, house.council[0], {task: D(9)}, NOW)
    (wrong,) = session.exec(select(Score)).all()
    with pytest.raises(UserError, match="reason"):
        council.correct(session, house.clerk, wrong.id or 0, D(90), " ", NOW)
    fresh = council.correct(session, house.clerk, wrong.id or 0, D(90), "nhập thiếu số", NOW + timedelta(hours=1))
    rows = session.exec(select(Score)).all()
    assert [(row.points, row.replaces_id, row.entered_by) for row in rows] == [
        (D(9), None, None),
        (D(90), wrong.id, house.clerk.person_id),
    ]
    assert council.own_scores(session, number, house.council[0]) == {task: D(90)}
    assert session.exec(select(History.event).where(History.text_id == fresh.text_id)).all() == ["score_corrected"]
    with pytest.raises(UserError, match="corrected already"):
        council.correct(session, house.clerk, wrong.id or 0, D(80), "lần nữa", NOW)


def test_each_member_is_told_once_that_a_ballot_waits(session: Session) -> None:
    house = House(session)
    house.task(house.posts[0])
    ballot(house)
    notices = session.exec(select(Outbox).where(Outbox.kind == "ballot_waits")).all()
    assert sorted(row.person_id or 0 for row in notices) == house.council


def test_a_ballot_needs_a_council_a_chair_and_something_to_score(session: Session) -> None:
    house = House(session)
    with pytest.raises(UserError, match="nothing to score"):
        ballot(house)
    house.task(house.posts[0])
    for chair, due in ((house.leaders[0], DUE), (house.council[0], date(2026, 12, 1))):
        with pytest.raises(UserError):
            council.open_ballot(session, house.clerk, house.root, "2026", due, chair, NOW)
    with pytest.raises(UserError, match="members of the organisation board"):
        council.open_ballot(session, house.member, house.root, "2026", DUE, house.council[0], NOW)


def test_the_quorum_is_two_thirds() -> None:
    assert aggregate([D(90)] * 2, 3) == Scores(Fraction(90), D(90), D(90), 2, 3)
    assert aggregate([D(90)], 3) is None
    assert aggregate([], 3) is None
    assert [valid(D(p)) for p in ("0", "100", "99.99", "1e2")] == [True, True, True, True]

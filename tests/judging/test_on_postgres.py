"""The main path of judging on the other engine: ballot, rating, decision, correction, discipline."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from sqlmodel import Session, col, select

from bot.db import Database
from bot.migrate import upgrade
from models import Assessment, Verification
from rules.rating import Rating
from services import correcting, council, discipline, origins, ratings
from services.sheet import sheet
from tests.judging.house import DAY, NOW, House

pytestmark = pytest.mark.postgres


@pytest.fixture
def opened(postgres_url: str) -> Iterator[Session]:
    made = Database(postgres_url)
    upgrade(made.engine)
    with Session(made.engine, expire_on_commit=False) as session:
        yield session
        session.rollback()
    made.close()


def test_the_main_path(opened: Session) -> None:
    house = House(opened)
    tasks = [house.task(post, found=found) for post in house.posts for found in (130, 100)]
    ballot = council.open_ballot(opened, house.clerk, house.root, "2026", DAY + timedelta(3), house.council[0], NOW)
    for place, member in enumerate(house.council):
        council.score(opened, ballot.id or 0, member, {task: Decimal(80 + place) for task in tasks}, NOW)
    assert [each.scores.mean for each in council.results(opened, ballot, NOW) if each.scores] == [Fraction(82)] * 4
    seen = opened.exec(select(Verification).where(Verification.task_id == tasks[0])).one()
    fresh = correcting.correct(opened, house.clerk, "TĐ", seen.id or 0, Decimal(140), "cộng thiếu", NOW)
    found = origins.sources(opened, house.clerk, tasks[0]).origins
    assert [(each.value, each.corrects) for each in found if each.undone_at is None] == [(140, f"TĐ-{seen.id}")]
    assert fresh.as_of == seen.at
    discipline.discipline(opened, house.clerk, house.units[1], house.leaders[1], date(2026, 5, 4), "QĐ 12", NOW)
    common = {name: Decimal(30) for name in ("Phòng A", "Trưởng A", "Phòng B", "Trưởng B")}
    rows = ratings.proposals(opened, house.clerk, house.root, "2026", common, NOW)
    assert [row.proposed for row in rows] == ["excellent", "good", "good", "good"]
    ratings.decide(opened, house.member, rows[0].id or 0, Rating.EXCELLENT, "", NOW)
    assert ratings.recomputed(rows[0]).points == Fraction(100)
    kept = opened.exec(select(Assessment).where(col(Assessment.decided).is_not(None))).all()
    assert [row.id for row in kept] == [rows[0].id]
    (year,) = sheet(opened, house.leaders[0], NOW).years
    assert (year.year, len(year.entries), {each.mean for each in year.entries}) == (2026, 2, {Fraction(82)})

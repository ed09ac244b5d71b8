"""A ballot is its member's item: the morning's message says that it waits, on its days, and never what is in it."""

from datetime import date
from decimal import Decimal

from sqlmodel import Session

from rules.localtime import at
from rules.reasons import Look
from services import council
from services.ballots_due import held_by, people_due, to_say
from services.calendar import working_days
from tests.judging.house import DAY, NOW, House
from views.notices import render

DUE = date(2026, 12, 25)  # a Friday
TUESDAY = date(2026, 12, 22)


def test_a_member_is_reminded_until_all_is_scored(session: Session) -> None:
    house = House(session)
    tasks = [house.task(post) for post in house.posts]
    number = council.open_ballot(session, house.clerk, house.root, "2026", DUE, house.council[0], NOW).id or 0
    calendar = working_days(session)
    first, second = house.council[:2]
    council.score(session, number, first, {task: Decimal("87.13") for task in tasks}, NOW)
    council.score(session, number, second, {tasks[0]: Decimal(90)}, NOW)
    assert [(each.tasks, each.days) for each in held_by(session, second, TUESDAY, calendar)] == [(1, 3)]
    assert held_by(session, first, TUESDAY, calendar) == held_by(session, house.leaders[0], TUESDAY, calendar) == []
    assert people_due(session, TUESDAY, calendar) == house.council[1:]
    assert people_due(session, date(2026, 12, 23), calendar) == []
    assert to_say(session, second, Look(date(2026, 12, 23), calendar, since=TUESDAY)) == ()
    assert len(to_say(session, second, Look(date(2026, 12, 23), calendar, since=DAY))) == 1  # Tuesday was missed
    said = render(session, "bundle", {"day": TUESDAY.isoformat()}, second, at(TUESDAY, 8))
    assert said is not None
    assert said.text == (
        f"Phiếu chấm PC-{number} của hội đồng còn chờ đồng chí: 1 nhiệm vụ, hạn 25/12/2026. "
        "Nhắn “phiếu chấm” để nhận địa chỉ trang."
    )
    assert said.reasons == (("ballot", f"PC-{number}", 3),)
    assert render(session, "bundle", {"day": TUESDAY.isoformat()}, first, at(TUESDAY, 8)) is None

"""An official list of days off: taken over once, overruling the library's list; reminders and orders follow the calendar."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from bot.sheets import read_sheets
from models import DayOff, History, Outbox, Post, Task, Unit
from rules.errors import UserError
from rules.localtime import at
from rules.organisation.workbook import Sheet
from rules.states import MessageClass, TaskState
from rules.swaps import read_swaps
from services import calendar, calendar_list, days_off, nagging
from services.calendar import working_days
from views.days_off import taken_over
from views.organisation import problem_line

NOW = at(date(2026, 11, 26), 9)
LIST = [
    ["Dịp", "Ngày nghỉ", "Ngày làm bù"],
    ["Tết", "14/2/2027 - 17/2/2027", ""],
    ["Tết dương lịch", "2027-01-04", "9/1/2027"],
    ["", "27/6/2027", "30/12/2026"],
]


@pytest.fixture
def unit(session: Session) -> int:
    row = Unit(name="Huyện ủy Trấn Yên")
    session.add(row)
    session.flush()
    return row.id or 0


def taking_over(session: Session, rows: list[list[str]]) -> list[str]:
    swaps, problems = read_swaps([Sheet("Lịch", rows)])
    assert problems == []
    return taken_over(calendar_list.take_over(session, swaps, NOW))


def test_a_list_is_taken_over_once_and_pointless_days_are_named(session: Session, unit: int) -> None:
    assert taking_over(session, LIST) == [
        "Ngày nghỉ: thứ Hai 15/2/2027",
        "Ngày nghỉ: thứ Ba 16/2/2027",
        "Ngày nghỉ: thứ Tư 17/2/2027",
        "Ngày nghỉ: thứ Hai 4/1/2027",
        "Làm bù: thứ Bảy 9/1/2027",
        "Trang “Lịch”, dòng 4: Ngày Chủ nhật 27/6/2027 vốn không phải ngày làm việc.",
        "Trang “Lịch”, dòng 4: Ngày thứ Tư 30/12/2026 vốn là ngày làm việc nên không thể là ngày làm bù.",
        "Đã ghi 4 ngày nghỉ, 1 ngày làm bù.",
    ]
    assert taking_over(session, LIST)[-1] == "Đã ghi 0 ngày nghỉ, 0 ngày làm bù."
    assert len(session.exec(select(History).where(History.event == "days_taken_over")).all()) == 1


def test_the_list_overrules_the_library(session: Session, unit: int) -> None:
    monday, saturday = date(2027, 1, 4), date(2027, 1, 9)
    calendar.seed(session, [(monday, False, "hạt giống"), (saturday, True, "Làm bù")])
    taking_over(
        session, [["Ngày", "Loại", "Ghi chú"], ["4/1/2027", "Làm bù", "theo thông báo"], ["9/1/2027", "Nghỉ", ""]]
    )
    found = {row.day: (row.worked, row.note) for row in calendar_list.of_year(session, 2027)}
    assert found == {monday: (True, "theo thông báo"), saturday: (False, "")}
    assert [working_days(session).is_working(day) for day in (monday, saturday)] == [True, False]


@pytest.mark.parametrize("day", ["31/2/2027", "Tết", "4/1", "1/2/2027 - 1/4/2027", "9/1/2027 - 4/1/2027"])
def test_a_day_that_cannot_be_read_is_named(day: str) -> None:
    swaps, problems = read_swaps([Sheet("Lịch", [["Ngày nghỉ"], [day]])])
    assert (swaps, [problem_line(each) for each in problems]) == (
        [],
        [f"Trang “Lịch”, dòng 2, cột A: “{day}” không phải một ngày (ngày/tháng/năm) hay một đợt nghỉ"],
    )


def test_a_csv_of_excel_is_read_too(tmp_path: Path) -> None:
    file = tmp_path / "nghi.csv"
    file.write_text("Ngày nghỉ;Làm bù\n04/01/2027;09/01/2027\n", encoding="utf-8-sig")
    swaps, _ = read_swaps(read_sheets(file))
    assert [(swap.day, swap.worked) for swap in swaps] == [(date(2027, 1, 4), False), (date(2027, 1, 9), True)]
    with pytest.raises(UserError):
        read_swaps([Sheet("Lịch", [["Họ tên"], ["4/1/2027"]])])


def test_reminders_and_queued_orders_leave_a_day_that_is_now_off(session: Session, unit: int) -> None:
    post = Post(name="Bí thư", unit_id=unit)
    session.add(post)
    session.flush()
    due, monday = date(2026, 11, 30), date(2026, 11, 30)
    given = {"unit_id": unit, "post_id": post.id, "title": "Việc", "assigned_at": NOW, "state_at": NOW, "due_on": due}
    tasks = [Task(number=n, state=state, **given) for n, state in enumerate((TaskState.IN_PROGRESS, TaskState.CLOSED))]
    session.add_all(tasks)
    session.flush()
    for task in tasks:
        task.told_on = date(2026, 11, 26)
        nagging.plan(session, task, NOW)
    order = Outbox(lane="x", message_class=MessageClass.ORDER, not_before=at(monday, 7), created_at=NOW)
    late = Outbox(lane="x", message_class=MessageClass.ANSWER, not_before=at(monday, 7), created_at=NOW)
    session.add_all([order, late])
    before = tasks[0].next_nag_at
    assert before is not None

    days_off.take_off(session, None, before.astimezone().date(), None, NOW)
    days_off.take_off(session, None, monday, None, NOW) if before != at(monday, 8) else None
    session.expire_all()

    days = working_days(session)
    planned = tasks[0].next_nag_at
    assert planned is not None
    assert planned > before
    assert days.is_working(planned.date())
    assert tasks[1].next_nag_at is None
    assert (order.not_before, late.not_before) == (at(monday + timedelta(days=1), 7), at(monday, 7))
    assert session.get(DayOff, monday) is not None

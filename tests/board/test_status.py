"""`/tiendo`, `/bantin` and `/lich`."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from models import DayOff
from rules.states import TaskState
from tests.board.desk import POST, Desk, desk
from tests.stage import Actor, Stage

pytestmark = pytest.mark.anyio


def three_tasks(table: Desk) -> None:
    """One overdue by 3 working days, one by 1, one on plan; and one without a post's word for long."""
    stage = table.stage
    stage.add_task(table.post, "Bàn giao mặt bằng", due=date(2026, 11, 25), measure="hộ", plan=144)
    stage.add_task(table.post, "Thu gom rác", due=date(2026, 11, 23))
    stage.add_task(table.post, "Mô hình ủ rác", due=date(2027, 3, 31))
    other = stage.add_post("Chủ tịch UBND xã Khác", unit="xã Khác")
    stage.add_task(other, "Đường liên thôn", due=date(2027, 3, 31))


async def test_the_whole_on_one_screen_the_worst_first(stage: Stage) -> None:
    table = await desk(stage)
    three_tasks(table)
    (shown,) = await table.clerk.says("/tiendo")
    assert shown.splitlines()[:3] == [
        "Tỉnh ủy: 4 nhiệm vụ: 🔴 2 quá hạn · 🟢 2 đúng tiến độ",
        f"🔴 NV-2 Thu gom rác – {POST} – quá hạn 3 ngày làm việc",
        f"🔴 NV-1 Bàn giao mặt bằng – {POST} – 0/144 hộ – quá hạn 1 ngày làm việc",
    ]


async def test_a_unit_by_name(stage: Stage) -> None:
    table = await desk(stage)
    three_tasks(table)
    assert (await table.clerk.says("/tiendo xã Khác"))[0].splitlines()[0] == ("xã Khác: 1 nhiệm vụ: 🟢 1 đúng tiến độ")


async def test_a_post_by_name(stage: Stage) -> None:
    table = await desk(stage)
    three_tasks(table)
    (shown,) = await table.clerk.says("/tiendo bi thu nguyet duc")
    assert shown.splitlines() == [
        f"{POST}: 3 nhiệm vụ: 🔴 2 quá hạn · 🟢 1 đúng tiến độ",
        "🔴 NV-2 Thu gom rác – quá hạn 3 ngày làm việc",
        "🔴 NV-1 Bàn giao mặt bằng – 0/144 hộ – quá hạn 1 ngày làm việc",
        "🟢 NV-3 Mô hình ủ rác – thời hạn 31/3/2027",
        "Nhắn mã nhiệm vụ để xem chi tiết.",
    ]


async def test_a_task_by_code(stage: Stage) -> None:
    table = await desk(stage)
    three_tasks(table)
    assert (await table.clerk.says("/tiendo NV-1"))[0].startswith("NV-1 · Bàn giao mặt bằng")
    assert (await table.clerk.says("NV-1"))[0].startswith("NV-1 · Bàn giao mặt bằng")


async def test_in_the_group_too(stage: Stage) -> None:
    table = await desk(stage)
    three_tasks(table)
    assert (await table.in_group("/tiendo"))[0].startswith("Tỉnh ủy: 4 nhiệm vụ")


async def test_nothing_of_that_name_is_said_so(stage: Stage) -> None:
    table = await desk(stage)
    assert await table.clerk.says("/tiendo xyzxyz") == ['Không tìm thấy đơn vị hoặc chức danh nào theo "xyzxyz".']


async def test_a_confidential_task_shows_its_code_only(stage: Stage) -> None:
    table = await desk(stage)
    stage.add_task(table.post, "Phương án bí ẩn", due=date(2026, 11, 25), confidential=True)
    for said in ("/tiendo", "/tiendo bi thu nguyet duc", "/ketthuc NV-1 đạt"):
        assert "bí ẩn" not in "".join(await table.in_group(said))


async def bulletin(actor: Actor) -> str:
    """What `/bantin` says; where pictures can be sent, nobody draws one here, and the words come alone after a while."""
    heard = await actor.says("/bantin")
    await actor.stage.jump(actor.stage.clock.now() + timedelta(seconds=21))
    (text,) = [*heard, *await actor.heard()]
    return text


async def test_the_committee_may_ask_too(stage: Stage) -> None:
    table = await desk(stage)
    three_tasks(table)
    member = await stage.committee_member()
    assert (await member.says("/tiendo"))[0].startswith("Tỉnh ủy: 4 nhiệm vụ")
    assert (await bulletin(member)).startswith("Tuần 48 (23–29/11)")


async def test_the_digest_as_it_would_go_out_now(stage: Stage) -> None:
    table = await desk(stage)
    three_tasks(table)
    assert (await bulletin(table.clerk)).startswith("Tuần 48 (23–29/11) · 4 nhiệm vụ: 🔴 2 quá hạn")


async def test_a_line_for_the_digest(stage: Stage) -> None:
    table = await desk(stage)
    three_tasks(table)
    (said,) = await table.clerk.says("/bantin NV-2 họp thứ Năm")
    assert said.endswith("NV-2: họp thứ Năm")
    assert "họp thứ Năm" in await bulletin(table.second)


async def test_a_day_off_and_the_saturday_worked_for_it(stage: Stage) -> None:
    table = await desk(stage)
    assert await table.clerk.says("/lich nghi 4/1/2027 bù 9/1/2027") == [
        "Ngày nghỉ: thứ Hai 4/1/2027\n"
        "Làm bù: thứ Bảy 9/1/2027\n"
        "Thời hạn không thay đổi; số ngày chậm và thời gian chờ không tính ngày này.\n"
        "G1: 1 ghi vào lịch · 0 không ghi"
    ]
    assert await table.clerk.says("1") == ["Đã ghi: nghỉ thứ Hai 4/1/2027, làm bù thứ Bảy 9/1/2027."]
    with stage.session() as session:
        kept = session.exec(select(DayOff.day, DayOff.worked).order_by(DayOff.day)).all()
        assert kept == [(date(2027, 1, 4), False), (date(2027, 1, 9), True)]
    assert (await table.clerk.says("/lich"))[0].splitlines()[1:3] == [
        "thứ Hai 4/1/2027 – nghỉ",
        "thứ Bảy 9/1/2027 – làm bù",
    ]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("nghi 5/12/2026", "Ngày 5/12/2026 vốn không phải ngày làm việc."),
        ("nghi 4/1/2027 bù 5/1/2027", "Ngày 5/1/2027 vốn là ngày làm việc nên không thể là ngày làm bù."),
    ],
)
async def test_a_day_that_can_t_be_is_objected_to(stage: Stage, said: str, answer: str) -> None:
    table = await desk(stage)
    assert await table.clerk.says(f"/lich {said}") == [answer]


async def test_lateness_is_counted_without_a_new_day_off(stage: Stage) -> None:
    table = await desk(stage)
    stage.add_task(table.post, "Dọn kho", due=date(2026, 11, 27), state=TaskState.IN_PROGRESS)
    for said in ("/lich nghi 30/11/2026", "1"):
        await table.clerk.says(said)
    await stage.jump(stage.start + timedelta(days=5))  # Tuesday 1/12
    assert "quá hạn 1 ngày làm việc" in (await table.clerk.says("/tiendo"))[0]

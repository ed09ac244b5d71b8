"""`/dondoc`: a trace, an order when it is pressing, otherwise a line in the morning's message."""

from datetime import date, datetime

import pytest
from sqlmodel import select

from models import History, SupportCase
from rules.localtime import at
from rules.states import TaskState
from tests.board.desk import POST, Desk, desk
from tests.stage import Stage

pytestmark = pytest.mark.anyio

MORNING: datetime = at(date(2026, 11, 27), 8)


def late(table: Desk) -> None:
    table.stage.add_task(table.post, "Bàn giao mặt bằng", due=date(2026, 11, 25), measure="hộ", plan=144)


def traces(stage: Stage) -> list[tuple[int | None, bool]]:
    with stage.session() as session:
        rows = session.exec(select(History).where(History.event == "urged").order_by(History.id))
        return [(row.task_id, row.after["urgent"]) for row in rows]


async def test_a_pressing_word_goes_at_once(stage: Stage) -> None:
    table = await desk(stage)
    late(table)
    assert await table.clerk.says("/dondoc NV-1 gấp") == ["Đã đôn đốc 1 đồng chí: NV-1."]
    assert await table.leader.heard() == [
        "Ban Tổ chức đôn đốc, đề nghị đồng chí báo cáo ngay:\n"
        "1. 🔴 Bàn giao mặt bằng – 0/144 hộ – quá hạn 1 ngày làm việc\n"
        "Đề nghị trả lời trong một tin nhắn, ví dụ: 1 xong"
    ]
    assert traces(stage) == [(1, True)]


async def test_it_is_answered_like_a_bundle(stage: Stage) -> None:
    table = await desk(stage)
    late(table)
    await table.clerk.says("/dondoc NV-1 gấp")
    (said,) = await table.leader.says("1 130 hộ")
    assert "130/144 hộ" in said


async def test_any_other_word_stands_in_the_morning_s_message(stage: Stage) -> None:
    table = await desk(stage)
    stage.add_task(table.post, "Mô hình ủ rác", due=date(2027, 3, 31))
    assert await table.clerk.says("/dondoc NV-1") == [
        "Đã ghi nhận đôn đốc NV-1; nội dung nằm trong bản tin sáng thứ Sáu 27/11/2026 (1 đồng chí)."
    ]
    assert await table.leader.heard() == []
    await stage.jump(MORNING)
    (bundle,) = await table.leader.heard()
    assert "1. 🟢 Ban Tổ chức đôn đốc: Mô hình ủ rác" in bundle


async def test_urged_twice_the_morning_s_message_is_still_one(stage: Stage) -> None:
    table = await desk(stage)
    late(table)
    stage.add_task(table.post, "Mô hình ủ rác", due=date(2027, 3, 31))
    await table.clerk.says("/dondoc NV-1")
    await table.second.says("/dondoc NV-2")
    await stage.jump(MORNING)
    (bundle,) = await table.leader.heard()
    assert "Mô hình ủ rác" in bundle
    assert "Bàn giao mặt bằng" in bundle
    await stage.jump(at(date(2026, 11, 30), 8))
    assert all("đôn đốc" not in text for text in await table.leader.heard())


async def test_an_answer_before_the_morning_makes_it_needless(stage: Stage) -> None:
    table = await desk(stage)
    stage.add_task(table.post, "Mô hình ủ rác", due=date(2027, 3, 31))
    await table.clerk.says("/dondoc NV-1")
    with stage.session() as session:
        from models import Task

        session.get_one(Task, 1).state = TaskState.CLOSED
    await stage.jump(MORNING)
    assert await table.leader.heard() == []


async def test_a_unit_is_shown_first_and_urged_when_confirmed(stage: Stage) -> None:
    table = await desk(stage)
    late(table)
    assert await table.clerk.says("/dondoc xã Nguyệt Đức gấp") == [
        "xã Nguyệt Đức: đôn đốc 1 nhiệm vụ quá hạn.\nNV-1 Bàn giao mặt bằng\nG1: 1 đôn đốc 1 nhiệm vụ · 0 không đôn đốc"
    ]
    assert traces(stage) == []
    assert await table.clerk.says("1") == ["Đã đôn đốc 1 đồng chí: NV-1."]


async def test_a_post_by_name(stage: Stage) -> None:
    table = await desk(stage)
    late(table)
    assert (await table.clerk.says("/dondoc bi thu nguyet duc"))[0].startswith(f"{POST}: đôn đốc 1 nhiệm vụ quá hạn.")


async def test_question_by_question(stage: Stage) -> None:
    table = await desk(stage)
    late(table)
    assert await table.clerk.says("/dondoc") == [
        'Đôn đốc nội dung nào? Đồng chí nhắn mã nhiệm vụ, tên đơn vị hoặc chức danh; thêm "gấp" nếu cần gửi ngay. Ví dụ: '
        "NV-12 gấp\n1 cả 1 nhiệm vụ quá hạn"
    ]
    assert await table.clerk.says("NV-1 gấp") == ["Đã đôn đốc 1 đồng chí: NV-1."]


async def test_in_the_group(stage: Stage) -> None:
    table = await desk(stage)
    late(table)
    assert await table.in_group("/dondoc NV-1 gấp") == ["Đã đôn đốc 1 đồng chí: NV-1."]


async def test_the_board_does_not_urge_others_for_its_own_turn(stage: Stage) -> None:
    table = await desk(stage)
    stage.add_task(table.post, "Xong rồi", state=TaskState.CLAIMED, claimed_at=stage.clock.now())
    assert await table.clerk.says("/dondoc NV-1 gấp") == ["Không đôn đốc vì đang chờ Ban Tổ chức xử lý: NV-1."]
    assert await table.leader.heard() == []
    assert traces(stage) == []


async def test_whoever_supports_is_urged_for_the_case(stage: Stage) -> None:
    table = await desk(stage)
    finance = stage.add_post("Giám đốc Sở Tài chính", unit="Sở Tài chính")
    supporter = await stage.leader(finance, "Giám đốc")
    task = stage.add_task(table.post, "Bàn giao mặt bằng", due=date(2026, 12, 25))
    with stage.session() as session:
        asker = table.leader.person_id or 0
        case = SupportCase(unit_id=task.unit_id, task_id=task.id or 0, asked_by=asker, asked_at=stage.clock.now())
        case.supporter_id, case.promised_on = finance, date(2026, 12, 1)
        session.add(case)
    assert await table.clerk.says("/dondoc NV-1 gấp") == ["Đã đôn đốc 2 đồng chí: NV-1."]
    assert "HT-1" in (await supporter.heard())[0]


async def test_a_closed_task_is_not_urged(stage: Stage) -> None:
    table = await desk(stage)
    stage.add_task(table.post, "Xong", state=TaskState.CLOSED)
    assert await table.clerk.says("/dondoc NV-1") == ["NV-1 đã kết thúc."]


async def test_outside_working_hours_even_a_pressing_word_waits(stage: Stage) -> None:
    table = await desk(stage)
    late(table)
    await stage.jump(at(date(2026, 11, 26), 21))
    await table.clerk.says("/dondoc NV-1 gấp")
    assert await table.leader.heard() == []
    await stage.jump(at(date(2026, 11, 27), 7))
    assert len(await table.leader.heard()) == 1

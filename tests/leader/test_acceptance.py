"""Receiving a Decision."""

from datetime import date

import pytest
from sqlmodel import col, select

from models import Task
from rules.localtime import at
from rules.states import TaskState
from services import acceptance
from tests.stage import Actor, Stage

pytestmark = pytest.mark.anyio


async def given(stage: Stage, count: int) -> tuple[Actor, int]:
    """A leader who is given some tasks by Decision 128 now."""
    post = stage.add_post("Bí thư Đảng ủy xã Nguyệt Đức")
    leader = await stage.leader(post)
    document = stage.add_document()
    announce(stage, post, count, document)
    await stage.settle()
    return leader, post


def announce(stage: Stage, post: int, count: int, document: int | None) -> None:
    for number in range(1, count + 1):
        task = stage.add_task(
            post,
            f"Việc {number}",
            product="biên bản",
            due=date(2027, 6, 30),
            state=TaskState.ASSIGNED,
            document=document,
            assigned_at=stage.clock.now(),
        )
        with stage.session() as session:
            acceptance.announce(session, session.get_one(Task, task.id), task.assigned_at)


def states(stage: Stage) -> list[TaskState]:
    with stage.session() as session:
        return [task.state for task in session.exec(select(Task).order_by(col(Task.id)))]


async def test_all_of_it_is_one_message_and_one_digit_accepts_it(stage: Stage) -> None:
    leader, _ = await given(stage, 3)
    assert await leader.heard() == [
        "Quyết định số 128-QĐ/TU ngày 05/01/2026 giao đồng chí 3 nhiệm vụ:\n"
        "1. Việc 1 – sản phẩm: biên bản – thời hạn 30/6/2027\n"
        "2. Việc 2 – sản phẩm: biên bản – thời hạn 30/6/2027\n"
        "3. Việc 3 – sản phẩm: biên bản – thời hạn 30/6/2027\n"
        "1 tiếp nhận toàn bộ · 2 có ý kiến · 3 xem từng nhiệm vụ"
    ]
    await stage.jump(at(date(2026, 11, 26), 9, 5))
    (said,) = await leader.says("1")
    assert said == (
        "Đã ghi nhận đồng chí tiếp nhận 3 nhiệm vụ (9 giờ 05, ngày 26/11/2026).\n"
        "Lời cam kết (nếu có), đồng chí nhắn: cam kết: …"
    )
    assert states(stage) == [TaskState.IN_PROGRESS] * 3


async def test_two_hours_later_the_digit_is_asked_about_and_still_counts(stage: Stage) -> None:
    leader, _ = await given(stage, 2)
    await stage.jump(at(date(2026, 11, 26), 11, 30))
    await leader.heard()
    assert await leader.says("1") == [
        "Đồng chí trả lời cho nội dung nào? Hiện chưa ghi nhận gì.\n"
        "1 Quyết định số 128-QĐ/TU ngày 05/01/2026 giao đồng chí 2 nhiệm vụ"
    ]
    (said,) = await leader.says("1")
    assert said.startswith("Đã ghi nhận đồng chí tiếp nhận 2 nhiệm vụ")


async def test_an_opinion_on_one_task_goes_to_the_board(stage: Stage) -> None:
    clerk = await stage.clerk()
    leader, _ = await given(stage, 3)
    assert (await leader.presses("Có ý kiến"))[0].splitlines()[0] == (
        "Đề nghị đồng chí nhắn số nhiệm vụ và ý kiến, ví dụ: 1 thời hạn chưa phù hợp"
    )
    assert await leader.says("2 thời hạn quá gấp") == [
        "Đã ghi nhận ý kiến của đồng chí về nhiệm vụ 2 và chuyển Ban Tổ chức.\n"
        "Ban Tổ chức trả lời trong 2 ngày làm việc; trong thời gian đó thời hạn vẫn tính.\n"
        'Còn 2 nhiệm vụ khác chờ tiếp nhận: nhắn "tiếp nhận".'
    ]
    assert states(stage) == [TaskState.ASSIGNED, TaskState.OBJECTED, TaskState.ASSIGNED]
    (told,) = await clerk.heard()
    assert told.splitlines()[:3] == [
        "Bí thư Đảng ủy xã Nguyệt Đức có ý kiến về:",
        "NV-2 Việc 2",
        'Nội dung: "2 thời hạn quá gấp"',
    ]
    await clerk.says("1")
    await clerk.says("giữ theo kế hoạch năm")
    await leader.heard()
    assert states(stage) == [TaskState.ASSIGNED] * 3


async def test_an_opinion_without_a_number_asks_whether_all_are_meant(stage: Stage) -> None:
    leader, _ = await given(stage, 2)
    await leader.says("2")
    (asked,) = await leader.says("thời hạn quá gấp")
    assert asked.splitlines()[:2] == ['Ý kiến của đồng chí: "thời hạn quá gấp"', "1. về tất cả các nhiệm vụ: 1, 2"]
    await leader.says("1")
    assert states(stage) == [TaskState.OBJECTED] * 2


async def test_one_by_one(stage: Stage) -> None:
    leader, _ = await given(stage, 3)
    assert await leader.presses("Xem từng nhiệm vụ") == [
        "1 · NV-1 · Việc 1\nSản phẩm: biên bản\nThời hạn: 30/6/2027 · Căn cứ: 128-QĐ/TU\n"
        "Còn 2 nhiệm vụ sau nhiệm vụ này.\n1 tiếp nhận · 2 có ý kiến · 0 để sau"
    ]
    await leader.says("1")
    await leader.says("0")
    (said,) = await leader.says("1")
    assert said == "Đã ghi nhận đồng chí tiếp nhận các nhiệm vụ 1, 3 (9 giờ 00, ngày 26/11/2026)."
    assert states(stage) == [TaskState.IN_PROGRESS, TaskState.ASSIGNED, TaskState.IN_PROGRESS]
    (again,) = await leader.says("tiếp nhận")
    assert again.splitlines()[0] == "Quyết định số 128-QĐ/TU ngày 05/01/2026 giao đồng chí 1 nhiệm vụ:"


async def test_an_assistant_reads_along(stage: Stage) -> None:
    post = stage.add_post("Bí thư Đảng ủy xã Nguyệt Đức")
    office = await stage.assistant(post)
    announce(stage, post, 1, None)
    await stage.settle()
    assert await office.heard() == [
        "Ban Tổ chức giao đồng chí 1 nhiệm vụ:\n"
        "1. Việc 1 – sản phẩm: biên bản – thời hạn 30/6/2027\n"
        "Việc tiếp nhận do đồng chí giữ chức danh thực hiện; đồng chí có thể báo cáo thay các nhiệm vụ này."
    ]


async def test_an_acknowledgement_accepts_nothing(stage: Stage) -> None:
    leader, _ = await given(stage, 2)
    assert await leader.says("Nhất trí") == [
        "Đã ghi nhận đồng chí nhận được thông tin; nội dung này chưa phải là báo cáo tiến độ.\n"
        'Còn 2 nhiệm vụ chưa tiếp nhận: nhắn "tiếp nhận".'
    ]
    assert states(stage) == [TaskState.ASSIGNED] * 2


async def test_twenty_one_tasks_are_one_message(stage: Stage) -> None:
    leader, post = await given(stage, 0)
    announce(stage, post, 21, None)
    await stage.settle()
    (text,) = await leader.heard()
    assert len(text.splitlines()) == 23

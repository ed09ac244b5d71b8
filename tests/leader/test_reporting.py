"""`báo cáo`, guided, and the product that is asked for once."""

import pytest
from sqlmodel import select

from models import Outbox, OutboxState, Task
from rules.states import TaskState
from tests.leader.scenes import a_leader
from tests.stage import Stage

pytestmark = pytest.mark.anyio
HINT = 'Nếu chưa đúng, đồng chí nhắn "sửa".'


def state_of(stage: Stage, task_id: int | None) -> TaskState:
    with stage.session() as session:
        return session.get_one(Task, task_id).state


async def test_a_guided_report_takes_a_bare_number_as_the_value(stage: Stage) -> None:
    scene = await a_leader(stage)
    (which,) = await scene.leader.says("báo cáo")
    assert which.splitlines()[0] == "Đồng chí báo cáo nhiệm vụ nào?"
    assert await scene.leader.says("1") == [
        "1 · Bàn giao mặt bằng\n"
        "Hiện tại: 0/144 hộ\n"
        "Đề nghị đồng chí nhắn kết quả, ví dụ: 144 hộ · xong · vướng kinh phí\n"
        "Có thể gửi kèm ảnh, tài liệu. Chưa có gì mới: nhắn 0"
    ]
    assert await scene.leader.says("130") == ["Đã ghi nhận:\n1. Bàn giao mặt bằng: 130/144 hộ (90,3%)\n" + HINT]


async def test_words_in_a_guided_report_are_kept_as_a_note(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.leader.says("báo cáo")
    await scene.leader.says("7")
    assert await scene.leader.says("đã họp với dân hai thôn") == [
        'Đã ghi nhận:\n7. Mô hình ủ rác hữu cơ: ghi chú: "đã họp với dân hai thôn"\n' + HINT
    ]


async def test_a_figure_among_odd_words_is_confirmed_and_no_note(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.leader.says("báo cáo")
    await scene.leader.says("1")
    (asked,) = await scene.leader.says("abc 130 hộ xyz")
    assert asked.splitlines()[1] == '1. 130/144 hộ (90,3%) – hiểu từ "abc 130 hộ xyz"'


async def test_zero_in_a_guided_report_is_nothing_new(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.leader.says("báo cáo")
    await scene.leader.says("7")
    assert await scene.leader.says("0") == ["Đã ghi nhận:\n7. Mô hình ủ rác hữu cơ: chưa có gì mới\n" + HINT]


async def test_another_task_may_be_named_in_a_guided_report(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.leader.says("báo cáo")
    await scene.leader.says("7")
    (echo,) = await scene.leader.says("2 39%")
    assert echo.splitlines()[1] == "2. Thu gom rác nông thôn: 39% – đạt 97,5% kế hoạch"


async def test_another_task_s_value_is_confirmed_and_no_note_of_this_one(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.leader.says("1 120 hộ")
    await scene.leader.says("báo cáo")
    await scene.leader.says("7")
    (asked,) = await scene.leader.says("1 90 hộ")
    assert asked.splitlines()[1] == "1. 90/144 hộ (62,5%) – kém hơn lần báo cáo trước (120/144 hộ)"


async def test_what_does_not_do_leaves_the_question_standing(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.leader.says("xin gia hạn")
    await scene.leader.says("7")
    assert await scene.leader.says("1/12 vì mưa") == ["Ngày 1/12/2026 không sau thời hạn hiện nay (4/12/2026)."]
    (asked,) = await scene.leader.says("15/12 vì mưa")
    assert asked.splitlines()[0] == "GH-1 · nhiệm vụ 7 Mô hình ủ rác hữu cơ: xin gia hạn từ 4/12 đến 15/12."


async def test_a_guided_report_can_be_left(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.leader.says("báo cáo")
    await scene.leader.says("7")
    assert await scene.leader.says("hủy") == ["Đã hủy, chưa ghi nhận gì."]


async def test_the_product_is_asked_for_once_and_may_be_named_in_words(stage: Stage) -> None:
    scene = await a_leader(stage)
    task = stage.add_task(scene.post, "Nhà văn hóa thôn", product="biên bản nghiệm thu", number=9)
    assert await scene.leader.says("9 xong") == [
        "Đã ghi nhận:\n9. Nhà văn hóa thôn: đã báo hoàn thành – đề nghị gửi sản phẩm: biên bản nghiệm thu "
        "(ảnh, tài liệu, hoặc nhắn số, ký hiệu văn bản)\n" + HINT
    ]
    assert state_of(stage, task.id) is TaskState.PRODUCT_MISSING
    assert await scene.leader.says("biên bản số 12/BB ngày 20/11") == [
        "Đã ghi nhận:\n9. Nhà văn hóa thôn: hoàn thành – chờ thẩm định\n" + HINT
    ]
    assert state_of(stage, task.id) is TaskState.CLAIMED


async def test_done_said_twice_goes_to_verification_without_the_product(stage: Stage) -> None:
    scene = await a_leader(stage)
    task = stage.add_task(scene.post, "Nhà văn hóa thôn", product="biên bản nghiệm thu", number=9)
    await scene.leader.says("9 xong")
    await scene.leader.says("việc")
    await scene.leader.says("9 xong rồi")
    assert state_of(stage, task.id) is TaskState.CLAIMED


async def test_the_board_hears_of_a_claim_when_it_can_no_longer_be_taken_back_unseen(stage: Stage) -> None:
    scene = await a_leader(stage)
    clerk = await stage.clerk()
    await scene.leader.says("1 130 hộ, 7 xong")
    assert await clerk.heard() == []
    with stage.session() as session:
        (row,) = session.exec(select(Outbox).where(Outbox.kind == "claimed", Outbox.state == OutboxState.QUEUED))
        later = row.not_before
    await stage.jump(later)
    (heard,) = await clerk.heard()
    assert heard.splitlines() == [
        "Báo hoàn thành, chờ thẩm định:",
        f"NV-{scene.seven.id} Mô hình ủ rác hữu cơ – Bí thư Đảng ủy xã Nguyệt Đức",
        "Thẩm định: /thamdinh và mã nhiệm vụ; trả lại: /tralai và mã nhiệm vụ.",
    ]


async def test_a_citizen_s_number_is_warned_about(stage: Stage) -> None:
    """Kept as it was said, hidden where it goes out; a figure of the task is no such number."""
    scene = await a_leader(stage)
    said = await scene.leader.says("7 vướng: ông A, số 012345678901, chưa nhận tiền")
    assert said[1:] == [
        "Tin nhắn có số định danh cá nhân hoặc số điện thoại: hệ thống che số này trong bản tin và trong tệp xuất ra.\n"
        "Đề nghị đồng chí không ghi số của công dân vào báo cáo."
    ]
    assert [len(await scene.leader.says(text)) for text in ("1 130 hộ", "việc")] == [1, 1]

"""Asking for support and hearing the answer."""

import pytest
from sqlmodel import select

from models import SupportCase, Task
from rules.states import CaseState, SupportType
from services import support
from services.identity import actor_for
from tests.leader.scenes import Scene, a_leader
from tests.stage import Actor, Stage, or_reply

pytestmark = pytest.mark.anyio


def the_case(stage: Stage) -> SupportCase:
    with stage.session() as session:
        return session.exec(select(SupportCase)).one()


def answers(stage: Stage, clerk: Actor, text: str) -> None:
    case = the_case(stage)
    with stage.session() as session:
        now = stage.clock.now()
        actor = actor_for(session, clerk.person_id or 0, now.date())
        support.answer(session, actor, case.id or 0, text, now)


async def test_one_line_asks_and_a_digit_says_the_kind(stage: Stage) -> None:
    scene = await a_leader(stage)
    clerk = await stage.clerk()
    assert await scene.leader.says("ho tro 1 xin y kien ve don gia den bu") == [
        "HT-1 · nhiệm vụ 1 Bàn giao mặt bằng.\n"
        'Nội dung: "xin y kien ve don gia den bu"\n'
        "Nội dung cần hỗ trợ thuộc loại:\n"
        "1 Nguồn lực · 2 Cơ chế · 3 Chính sách · 4 Điều kiện\n"
        "5 Ý kiến chỉ đạo"
    ]
    assert await scene.leader.presses("Ý kiến chỉ đạo") == [
        "Đã chuyển Ban Tổ chức (HT-1), trả lời chậm nhất ngày 1/12.\n"
        "Trong thời gian chờ trả lời, hệ thống tạm dừng nhắc nhiệm vụ này; thời hạn không thay đổi."
    ]
    assert the_case(stage).kind is SupportType.DIRECTION
    assert await clerk.heard() == [
        "HT-1: đề nghị hỗ trợ\n"
        f"Bí thư Đảng ủy xã Nguyệt Đức · NV-{scene.one.id} Bàn giao mặt bằng\n"
        'Nội dung: "xin y kien ve don gia den bu"\n'
        "Loại: ý kiến chỉ đạo. Hẹn trả lời chậm nhất ngày 1/12.\n"
        f"Trả lời: /traloi HT-1 và nội dung{or_reply(stage)}."
    ]


async def test_guided_from_the_card(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.leader.says("việc")
    await scene.leader.says("7")
    assert await scene.leader.presses("Đề nghị hỗ trợ") == [
        "7 · Mô hình ủ rác hữu cơ\nĐề nghị đồng chí nhắn nội dung cần hỗ trợ."
    ]
    (asked,) = await scene.leader.says("kinh phí mua men")
    assert asked.splitlines()[0] == "HT-1 · nhiệm vụ 7 Mô hình ủ rác hữu cơ."


async def test_words_without_a_number_ask_for_the_task_and_are_kept(stage: Stage) -> None:
    scene = await a_leader(stage)
    (which,) = await scene.leader.says("vướng kinh phí mua men")
    assert which.splitlines()[0] == "Đồng chí đề nghị hỗ trợ nhiệm vụ nào?"
    (asked,) = await scene.leader.says("7")
    assert asked.splitlines()[1] == 'Nội dung: "kinh phí mua men"'


async def test_the_answer_comes_and_helps(stage: Stage) -> None:
    scene, clerk = await _asked(stage)
    answers(stage, clerk, "Áp dụng đơn giá tại Quyết định 12")
    await stage.settle()
    assert await scene.leader.heard() == [
        'Ban Tổ chức trả lời HT-1: "Áp dụng đơn giá tại Quyết định 12"\n'
        "Nhiệm vụ 1: Bàn giao mặt bằng\n"
        "1 đã tháo gỡ · 2 chưa, đề nghị tiếp tục hỗ trợ"
    ]
    assert await scene.leader.presses("Đã tháo gỡ") == [
        "Đã ghi nhận HT-1 được tháo gỡ. Đề nghị đồng chí tiếp tục thực hiện nhiệm vụ."
    ]
    assert the_case(stage).state is CaseState.RESOLVED


async def test_the_answer_does_not_help(stage: Stage) -> None:
    scene, clerk = await _asked(stage)
    answers(stage, clerk, "Đang xem xét")
    await stage.settle()
    await clerk.heard()
    (said,) = await scene.leader.says("2")
    assert said.splitlines()[0] == "Đã ghi nhận HT-1 chưa được tháo gỡ; trả lời chậm nhất ngày 1/12."
    assert the_case(stage).state is CaseState.OPEN
    (told,) = await clerk.heard()
    assert told.splitlines()[0] == "HT-1: chưa tháo gỡ, tiếp tục đề nghị hỗ trợ"


async def test_the_reminders_rest_only_once_in_ten_working_days(stage: Stage) -> None:
    scene, _ = await _asked(stage)
    await scene.leader.says("hỗ trợ 1 thiếu nhân lực")
    assert await scene.leader.says("1") == [
        "Đã chuyển Ban Tổ chức (HT-2), trả lời chậm nhất ngày 1/12.\nThời hạn không thay đổi."
    ]
    with stage.session() as session:
        assert session.get_one(Task, scene.one.id).rested_at == session.get_one(SupportCase, 1).asked_at


async def _asked(stage: Stage) -> tuple[Scene, Actor]:
    scene = await a_leader(stage)
    clerk = await stage.clerk()
    await scene.leader.says("hỗ trợ 1 đơn giá đền bù")
    await scene.leader.says("5")
    await clerk.heard()
    return scene, clerk

"""Answers that come late, twice, in the middle of something else, or after a task was closed: what the leader reads then."""

from datetime import date, timedelta

import pytest

from bot.claim import claim, recover
from models import Task
from rules.localtime import at
from rules.states import TaskState
from scheduler.tick import tick
from tests.leader.scenes import Scene, a_leader
from tests.stage import Stage

pytestmark = pytest.mark.anyio
HINT = 'Nếu chưa đúng, đồng chí nhắn "sửa".'
MONDAY, TUESDAY = at(date(2026, 11, 30), 8), at(date(2026, 12, 1), 8)


async def _three_mornings(stage: Stage) -> Scene:
    """Bundles of Friday, Monday and Tuesday have come; none was answered."""
    scene = await a_leader(stage)
    await scene.bundle()
    for morning in (MONDAY, TUESDAY):
        await stage.jump(morning)
        await scene.leader.heard()
    return scene


async def test_late_twice_and_of_a_task_closed_meanwhile(stage: Stage) -> None:
    scene = await _three_mornings(stage)
    says = scene.leader.says
    stuck = 'Vướng mắc: "kinh phí" – đã chuyển Ban Tổ chức (HT-1), trả lời chậm nhất ngày 4/12'

    # The numbers are the leader's own: Friday's answer is understood on Tuesday, with what Tuesday did not ask about.
    assert await says("1 130 hộ, 7 vướng kinh phí") == [f"Đã ghi nhận:\n1. 130/144 hộ (90,3%)\n7. {stuck}\n" + HINT]
    assert await says("1 130 hộ, 7 vướng kinh phí") == [
        f"Nội dung này đã được ghi nhận lúc 8 giờ 00, không ghi thêm lần nữa:\n1. 130/144 hộ (90,3%)\n7. {stuck}"
    ]
    with stage.session() as session:
        closed = session.get_one(Task, scene.one.id)
        closed.state = TaskState.CLOSED
        session.add(closed)
    assert await says("1 140 hộ, 2 39%") == [
        "Đã ghi nhận:\n2. 39% – đạt 97,5% kế hoạch\n"
        "1. nhiệm vụ đã kết thúc; nội dung của đồng chí được lưu làm ghi chú\n" + HINT
    ]


async def test_what_to_correct_may_be_said_after_which_task(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.bundle()
    says = scene.leader.says

    await says("1 130 hộ, 2 39%")
    (asked,) = await says("sửa 1")
    assert asked.splitlines()[:2] == ["1 · Bàn giao mặt bằng", "Hiện tại: 130/144 hộ"]
    assert await says("125 hộ") == ["Đã ghi nhận:\n1. Bàn giao mặt bằng: 125/144 hộ (86,8%)\n" + HINT]
    await says("sửa việc 1")
    assert await says("2 39,5%") == ["Đã ghi nhận:\n2. Thu gom rác nông thôn: 39,5% – đạt 98,8% kế hoạch\n" + HINT]
    assert await says("hoàn tác") == [
        "Đã rút lại nội dung ghi nhận lúc 8 giờ 00:\n2. Báo cáo: 39,5%\nĐề nghị đồng chí nhắn lại nội dung đúng."
    ]


@pytest.mark.parametrize("stage", ["telegram"], indirect=True)
async def test_a_picture_and_a_voice_note_in_the_middle_lose_no_word(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.bundle()
    (which,) = await scene.leader.sends_photo()
    assert which.startswith("Tệp đồng chí gửi thuộc nhiệm vụ nào?")
    assert await scene.leader.says("1 130 hộ, 2 39%") == [
        "Đã ghi nhận:\n1. 130/144 hộ (90,3%)\n2. 39% – đạt 97,5% kế hoạch\n" + HINT
    ]
    await stage.jump(at(date(2026, 11, 27), 10))
    (told,) = await scene.leader.sends_voice()
    assert told.startswith("Trợ lý không nghe được ghi âm: nếu là câu trả lời, đề nghị đồng chí nhắn bằng chữ;")
    assert await scene.leader.says("7 đang làm") == ["Đã ghi nhận:\n7. Mô hình ủ rác hữu cơ: chưa có gì mới\n" + HINT]


async def test_who_speaks_while_a_bundle_is_lost_in_a_kill_does_not_wait_for_it(stage: Stage) -> None:
    """It was claimed, nobody knows whether it arrived, and whoever claimed it is gone: the next process knows as much."""
    scene = await a_leader(stage)
    stage.clock.jump(MONDAY)
    for street in stage.streets:
        await street.jump(MONDAY)
    bots = {bot: channel.capabilities for bot, channel in stage.channels.items()}
    stage.db.transact(tick, MONDAY)
    (lost,) = stage.db.transact(claim, bots, stage.clock.now(), 8)
    assert lost.shown == (scene.one.id, scene.two.id, scene.seven.id)

    assert await scene.leader.says("1 130") == []  # is that an answer to it? Nobody knows yet
    stage.db.transact(recover, list(bots))
    await stage.jump(stage.clock.now() + timedelta(seconds=5))
    assert await scene.leader.heard() == ["Đã ghi nhận:\n1. Bàn giao mặt bằng: 130/144 hộ (90,3%)\n" + HINT]

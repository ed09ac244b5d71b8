"""Tasks named by the words of their titles, in the real bot: the titles come from the register."""

from datetime import date

import pytest

from tests.leader.scenes import a_leader
from tests.leader.test_bundle import HINT, reports
from tests.stage import Stage

pytestmark = pytest.mark.anyio


async def test_a_bundle_is_answered_by_titles(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.bundle()

    assert await scene.leader.says("Về mặt bằng, được 130 hộ ạ. Rác nông thôn đạt 39%, mô hình ủ rác chưa xong") == [
        "Đã ghi nhận:\n1. 130/144 hộ (90,3%)\n2. 39% – đạt 97,5% kế hoạch\n7. chưa có gì mới\n" + HINT
    ]
    assert [(task, value) for task, _, value in reports(stage)] == [
        (scene.one.id, "130"),
        (scene.two.id, "39"),
        (scene.seven.id, None),
    ]


async def test_words_of_a_task_that_was_not_shown_write_nothing(stage: Stage) -> None:
    scene = await a_leader(stage)
    stage.add_task(scene.post, "Cắm mốc mặt bằng tái định cư", due=date(2027, 12, 4), number=9, measure="hộ", plan=60)
    await scene.bundle()

    await scene.leader.says("mặt bằng được 130 hộ")
    assert reports(stage) == []


async def test_what_only_stands_in_the_way_is_kept_and_help_is_offered(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.bundle()

    assert await scene.leader.says("7 vẫn thế, mưa suốt chưa làm được") == [
        'Đã ghi nhận:\n7. Mô hình ủ rác hữu cơ: chưa hoàn thành, ghi chú: "vẫn thế, mưa suốt chưa làm được"\n'
        f"{HINT}\nĐề nghị đồng chí xác nhận trước khi ghi:\n"
        '7. vướng mắc: "mưa suốt chưa làm được" – chuyển Ban Tổ chức hỗ trợ\n'
        "1 đúng, ghi cho nhiệm vụ 7 Mô hình ủ rác hữu cơ · 0 không"
    ]
    assert [(task, value) for task, _, value in reports(stage)] == [(scene.seven.id, None)]


async def test_two_proposals_of_one_task_name_it_once(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.bundle()

    [answer] = await scene.leader.says("1 còn 14 hộ chưa chịu giao")
    assert answer.splitlines() == [
        "Đề nghị đồng chí xác nhận trước khi ghi:",
        "1. 130/144 hộ (90,3%) – tính từ phần còn lại",
        '1. vướng mắc: "còn 14 hộ chưa chịu giao" – chuyển Ban Tổ chức hỗ trợ',
        "1 đúng, ghi cho nhiệm vụ 1 Bàn giao mặt bằng · 0 không",
    ]

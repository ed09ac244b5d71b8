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

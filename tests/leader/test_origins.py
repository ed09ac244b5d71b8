"""Where a published figure comes from (S0-22): typed for a task, and for a figure of the digest."""

from datetime import timedelta
from decimal import Decimal

import pytest

from services import behind, verification
from services.identity import actor_for
from tests.leader.scenes import FRIDAY, a_leader
from tests.stage import Stage

pytestmark = pytest.mark.anyio
POST = "Bí thư Đảng ủy xã Nguyệt Đức"


async def test_a_figure_shows_its_sources_and_what_was_corrected(stage: Stage) -> None:
    scene = await a_leader(stage)
    clerk = await stage.clerk()
    await scene.bundle()
    await scene.leader.says("1 100, 2 38%")
    await scene.leader.says("sửa 2 ước 37%")
    with stage.session() as session:
        day = FRIDAY.date()
        board = actor_for(session, clerk.person_id or 0, day)
        verification.verify(session, board, scene.one.id or 0, Decimal(90), "", FRIDAY + timedelta(minutes=30))
    await stage.jump(FRIDAY + timedelta(hours=1))

    assert await scene.leader.says("nguồn 2") == [
        f"Nguồn số liệu của NV-{scene.two.id}\nThu gom rác nông thôn\n"
        "Số đang công bố: ước 37% – đạt 92,5% kế hoạch (số ước theo báo cáo, BC-3)\n"
        f"BC-3 · 27/11 · {POST} báo cáo: ước 37% – đạt 92,5% kế hoạch\n"
        f"BC-2 · 27/11 · {POST} báo cáo: 38% – đạt 95% kế hoạch (đã hiệu chỉnh ngày 27/11)"
    ]
    (said,) = await clerk.says(f"/nguon NV-{scene.one.id}")
    assert said.splitlines()[2:] == [
        "Số đang công bố: 90/144 hộ (62,5%) (đã thẩm định, TĐ-1)",
        "TĐ-1 · 27/11 · Ban Tổ chức Tỉnh ủy thẩm định: 90/144 hộ (62,5%)",
        f"BC-1 · 27/11 · {POST} báo cáo: 100/144 hộ (69,4%)",
    ]
    assert await clerk.says("/nguon chỉ tiêu") == [
        "Chỉ tiêu và nguồn của từng số\n"
        f"NV-{scene.one.id} xã Nguyệt Đức: 90/144 hộ (62,5%) (TĐ-1, 27/11)\n"
        f"NV-{scene.two.id} xã Nguyệt Đức: ước 37% – đạt 92,5% kế hoạch (BC-3, 27/11)\n"
        "Gõ “nguồn NV-12” để xem nguồn số liệu của một nhiệm vụ."
    ]
    assert (await clerk.says("/nguon quá hạn"))[0].splitlines()[:2] == [
        "Quá hạn: 1 nhiệm vụ",
        f"NV-{scene.one.id} xã Nguyệt Đức – Bàn giao mặt bằng (2 ngày làm việc)",
    ]


async def test_what_does_not_fit_a_list_is_counted(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(behind, "SHOWN", 1)
    scene = await a_leader(stage)
    clerk = await stage.clerk()
    await scene.leader.says("1 100, 2 38%")
    (said,) = await clerk.says("/nguon chỉ tiêu")
    assert said.splitlines()[1:3] == [
        f"NV-{scene.one.id} xã Nguyệt Đức: 100/144 hộ (69,4%) (BC-1, 26/11)",
        "và 1 nhiệm vụ khác; /xuat có đủ cả",
    ]


async def test_the_figures_of_others_are_not_for_everybody(stage: Stage) -> None:
    scene = await a_leader(stage)
    other = await stage.leader(stage.add_post("Bí thư Đảng ủy xã khác", unit="xã khác"))
    assert await other.says(f"nguồn NV-{scene.one.id}") == await other.says("nguồn NV-99999")
    assert "Bàn giao" not in (await other.says("nguồn quá hạn"))[0]
    await scene.bundle()
    assert (await scene.leader.says("7 nguồn vốn chưa có"))[0].startswith("Đã ghi nhận")  # a report, and no question

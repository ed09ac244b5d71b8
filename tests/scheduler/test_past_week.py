"""A past week asked for again: as it was published, and what was corrected since beside it (S0-22)."""

from datetime import date, timedelta

import pytest

from rules.localtime import at
from tests.stage import Stage

pytestmark = pytest.mark.anyio
MONDAY = date(2026, 11, 30)
PUBLISHED = "Chỉ tiêu: 1 trong 1 (trên 70%: 1)"


async def test_a_corrected_week_says_so_and_keeps_what_was_published(stage: Stage) -> None:
    post = stage.add_post("Bí thư Đảng ủy xã Nguyệt Đức")
    leader, clerk = await stage.leader(post), await stage.clerk()
    stage.add_task(
        post, "Bàn giao mặt bằng", product="biên bản", due=date(2027, 3, 1), measure="hộ", plan=144, number=1
    )
    await stage.settle()
    await leader.says("1 130 hộ")
    await stage.jump(at(MONDAY, 7))
    await stage.jump(at(MONDAY + timedelta(days=1), 9))
    await clerk.heard(), await leader.heard()

    (before,) = await clerk.says("/bantin 48")
    assert [before.splitlines()[0], PUBLISHED in before] == ["Số đã công bố:", True]

    await clerk.says("/hieuchinh BC-1 90 đếm trùng 40 hộ")
    assert (await clerk.says("1"))[0].startswith("Đã hiệu chỉnh, NV-1: 90/144 hộ (62,5%) (BC-2).")
    assert await leader.heard() == [
        'Ban Tổ chức đã hiệu chỉnh số liệu của NV-1: 130/144 hộ (90,3%) → 90/144 hộ (62,5%).\nLý do: "đếm trùng 40 hộ"'
    ]
    (after,) = await clerk.says("/bantin 48")
    assert after.splitlines()[:4] == [
        "Bản tin đã hiệu chỉnh.",
        "Hiệu chỉnh: NV-1 xã Nguyệt Đức: 130/144 hộ → 90/144 hộ (1/12)",
        "Sau hiệu chỉnh – Chỉ tiêu: 1 trong 1 (50–70%: 1)",
        "Số đã công bố:",
    ]
    assert PUBLISHED in after

    (said,) = await leader.says("nguồn 1")
    assert said.splitlines()[2:] == [
        "Số đang công bố: 90/144 hộ (62,5%) (theo báo cáo, BC-2)",
        "BC-2 · 1/12 · Ban Tổ chức Tỉnh ủy hiệu chỉnh BC-1 thành: 90/144 hộ (62,5%) – đếm trùng 40 hộ",
        "BC-1 · 26/11 · Bí thư Đảng ủy xã Nguyệt Đức báo cáo: 130/144 hộ (90,3%) (đã hiệu chỉnh ngày 1/12)",
    ]
    assert "không còn là số đang tính" in (await clerk.says("/hieuchinh BC-1 95 lý do khác"))[0]
    assert "2026-W47" in (await clerk.says("/bantin 47"))[0]

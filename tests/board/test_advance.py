"""`/rutngan`: a deadline brought forward."""

from datetime import date

import pytest

from models import Task
from tests.board.desk import REFUSED, desk
from tests.stage import Stage

pytestmark = pytest.mark.anyio


def due(stage: Stage) -> tuple[date | None, date | None]:
    with stage.session() as session:
        task = session.get_one(Task, 1)
        return task.due_on, task.original_due_on


async def test_a_deadline_is_brought_forward_with_its_source(stage: Stage) -> None:
    table = await desk(stage)
    stage.add_task(table.post, "Bàn giao mặt bằng", due=date(2026, 12, 31))
    shown = await table.clerk.says("/rutngan NV-1 15/12 theo Kế hoạch 111")
    assert shown == [
        "NV-1 · Bàn giao mặt bằng\nThời hạn hiện tại: 31/12/2026; rút ngắn còn 15/12/2026.\n"
        'Lý do: "theo Kế hoạch 111"\nG1: 1 rút ngắn NV-1 · 0 giữ nguyên'
    ]
    assert await table.clerk.presses("Rút ngắn NV-1") == ["NV-1: thời hạn mới 15/12/2026 (thời hạn gốc 31/12/2026)."]
    assert due(stage) == (date(2026, 12, 15), date(2026, 12, 31))
    assert (await table.leader.heard())[-1] == (
        "Ban Tổ chức đã rút ngắn thời hạn nhiệm vụ 1.\nBàn giao mặt bằng\n"
        'NV-1: thời hạn mới 15/12/2026 (thời hạn gốc 31/12/2026).\nLý do: "theo Kế hoạch 111"'
    )


async def test_what_is_no_earlier_deadline_is_refused(stage: Stage) -> None:
    table = await desk(stage)
    stage.add_task(table.post, "Bàn giao mặt bằng", due=date(2026, 12, 10))
    later = await table.clerk.says("/rutngan NV-1 15/12 theo Kế hoạch 111")
    assert later == ["15/12/2026 không sớm hơn thời hạn hiện tại (10/12/2026)."]
    asked = "Rút ngắn thời hạn nhiệm vụ nào, đến ngày nào, vì sao? Ví dụ: NV-12 31/12/2026 theo Kế hoạch 111."
    assert await table.clerk.says("/rutngan NV-1") == [asked]
    assert await table.leader.says("/rutngan NV-1 5/12 theo Kế hoạch 111") == [REFUSED]
    assert due(stage) == (date(2026, 12, 10), date(2026, 12, 10))

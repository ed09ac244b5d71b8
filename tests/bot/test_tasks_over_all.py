"""`việc` runs over everything: stored, handled, queued, sent, on both channels."""

from datetime import date

import pytest
from sqlmodel import select

from models import Inbox, InboxState
from tests.stage import Stage

pytestmark = pytest.mark.anyio


async def test_a_leader_asks_for_the_tasks_and_reads_them(stage: Stage) -> None:
    post = stage.add_post("Bí thư Đảng ủy xã Nguyệt Đức")
    stage.add_task(post, "Bàn giao mặt bằng", due=date(2026, 11, 25), measure="hộ", plan=144)
    stage.add_task(post, "Mô hình ủ rác hữu cơ", due=date(2027, 3, 31))
    leader = await stage.leader(post)

    assert await leader.says("Báo cáo đồng chí, VIEC ạ") == [
        "Đồng chí đang có 2 nhiệm vụ: 🔴 1 quá hạn · 🟢 1 đúng tiến độ\n"
        "1. 🔴 Bàn giao mặt bằng – 0/144 hộ – quá hạn 1 ngày làm việc\n"
        "2. 🟢 Mô hình ủ rác hữu cơ – thời hạn 31/3/2027\n"
        "Nhắn số để xem một nhiệm vụ."
    ]


async def test_what_was_handled_leaves_no_words_in_the_inbox(stage: Stage) -> None:
    leader = await stage.leader(stage.add_post("Bí thư"))
    await leader.says("việc")
    with stage.session() as session:
        assert [(row.state, row.payload) for row in session.exec(select(Inbox))] == [(InboxState.DONE, {})]

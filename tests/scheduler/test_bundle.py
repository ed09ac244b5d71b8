"""The morning's message on both channels: the script of design/conversations.md, and when it is not sent."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import col, select

from models import Outbox, Report, Task
from models.progress import ReportKind
from rules.localtime import at
from rules.states import TaskState
from tests.stage import Actor, Stage

pytestmark = pytest.mark.anyio
FRIDAY, SATURDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 30)


def reported(stage: Stage, task: Task, value: str, author: Actor) -> None:
    """A value claimed when the task was given."""
    with stage.session() as session:
        session.add(
            Report(
                task_id=task.id or 0,
                kind=ReportKind.VALUE,
                value=Decimal(value),
                author_id=author.person_id or 0,
                at=task.assigned_at,
            )
        )


async def scripted(stage: Stage) -> Actor:
    """A leader with the three tasks of the script."""
    post = stage.add_post("Bí thư Đảng ủy xã Nguyệt Đức")
    leader = await stage.leader(post)
    first = stage.add_task(
        post,
        "Bàn giao mặt bằng",
        due=date(2026, 11, 26),
        measure="hộ",
        plan=144,
        number=1,
        assigned_at=at(date(2026, 11, 18), 9),
    )
    second = stage.add_task(post, "Thu gom rác nông thôn", due=MONDAY, measure="%", plan=40, number=2)
    stage.add_task(post, "Mô hình ủ rác hữu cơ", number=7, assigned_at=at(date(2026, 11, 12), 9))
    reported(stage, first, "120", leader)
    reported(stage, second, "37.5", leader)
    return leader


async def test_the_bundle_is_the_form(stage: Stage) -> None:
    leader = await scripted(stage)

    await stage.jump(at(FRIDAY, 8))

    assert await leader.heard() == [
        "Thứ Sáu 27/11 – đề nghị đồng chí cập nhật 3 nhiệm vụ:\n"
        "1. 🔴 Quá hạn 1 ngày làm việc: Bàn giao mặt bằng (120/144 hộ)\n"
        "2. 🟡 Còn 1 ngày làm việc (hạn 30/11): Thu gom rác nông thôn (kế hoạch 40%, hiện đạt 37,5%)\n"
        "7. 🟡 2 tuần chưa cập nhật: Mô hình ủ rác hữu cơ\n"
        "Đề nghị trả lời trong một tin nhắn, ví dụ:\n"
        "1 xong · 2 đạt 39% · 7 vướng kinh phí\n"
        "Chưa có gì mới: nhắn 0"
    ]

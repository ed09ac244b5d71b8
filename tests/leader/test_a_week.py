"""A whole week of a commune secretary with 21 tasks (S4-01): at most five typed messages, all that the leader sends counted."""

from datetime import date, timedelta

import pytest

from models import Task
from rules.localtime import at
from tests.stage import Stage

pytestmark = pytest.mark.anyio
MONDAY = date(2026, 11, 30)
TITLES = ("Bàn giao mặt bằng", "Thu gom rác nông thôn", "Mô hình ủ rác hữu cơ", "Nhà văn hóa thôn", "Đường liên xã")


async def test_a_secretary_with_21_tasks_types_five_messages_a_week(stage: Stage) -> None:
    post = stage.add_post("Bí thư Đảng ủy xã Nguyệt Đức")
    leader, clerk = await stage.leader(post), await stage.clerk()
    tasks: list[Task] = []
    for number in range(1, 22):
        due = date(2026, 11, 27) + timedelta(days=number * 3)
        said = at(date(2026, 11, 20), 9)
        title = f"{TITLES[number % 5]} số {number}"
        measure = {"measure": "hộ", "plan": 144} if number % 3 == 0 else {}
        tasks.append(stage.add_task(post, title, due=due, number=number, assigned_at=said, **measure))
    await stage.jump(at(MONDAY, 7))
    await leader.heard()
    typed, mornings, shown = 0, 0, 0

    async def says(text: str) -> list[str]:
        """Everything the leader sends goes through here and is counted."""
        nonlocal typed
        typed += 1
        return await leader.says(text)

    for offset in range(5):
        day = MONDAY + timedelta(days=offset)
        await stage.jump(at(day, 8))
        if offset == 1:
            await clerk.says(f"/chidao NV-{tasks[8].id} Làm rõ nguyên nhân chậm | 4/12")
        heard = [text for text in await leader.heard() if "đề nghị đồng chí cập nhật" in text]
        mornings += len(heard)
        for text in heard:
            labels = [line.split(".")[0] for line in text.splitlines()[1:9] if line[0].isdigit()]
            instructed = ["CD-1 đã họp thôn"] if "CD-1." in text else []
            pieces = [f"{label} đang triển khai" for label in labels[2:]] + instructed
            shown += len(labels)
            done = f"{labels[0]} xong, " if labels else ""
            stuck = f"{labels[1]} vướng kinh phí, " if len(labels) > 1 and offset == 0 else ""
            answer = await says(f"{done}{stuck}{', '.join(pieces)}")
            # Nothing is asked back: a confirmation would be one more message.
            assert [("Đã ghi nhận" in each, "?" in each or "xác nhận" in each) for each in answer] == [(True, False)]
    with stage.session() as session:
        spoken = [task for task in tasks if session.get_one(Task, task.id).news_at >= at(MONDAY, 0)]
    assert mornings >= 3, "a week in which nothing is asked proves nothing"
    assert (typed <= 5, shown >= 15, len(spoken) >= 15) == (True, True, True)

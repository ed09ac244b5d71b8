"""What the scenarios of this folder begin with: a leader with three tasks, and the morning's bundle."""

from dataclasses import dataclass
from datetime import date

from models import Task
from rules.localtime import at
from tests.stage import Actor, Stage

FRIDAY = at(date(2026, 11, 27), 8)


@dataclass
class Scene:
    """1 is counted (144 hộ, overdue), 2 is a rate (40 %), 7 has no figure; 8 is far away and in no bundle."""

    stage: Stage
    post: int
    leader: Actor
    one: Task
    two: Task
    seven: Task
    eight: Task

    async def bundle(self) -> str:
        """It is Friday morning, and the bundle has come."""
        await self.stage.jump(FRIDAY)
        (text,) = await self.leader.heard()
        return text


async def a_leader(stage: Stage) -> Scene:
    post = stage.add_post("Bí thư Đảng ủy xã Nguyệt Đức")
    one = stage.add_task(post, "Bàn giao mặt bằng", due=date(2026, 11, 25), measure="hộ", plan=144)
    two = stage.add_task(post, "Thu gom rác nông thôn", due=date(2026, 11, 30), measure="%", plan=40)
    seven = stage.add_task(post, "Mô hình ủ rác hữu cơ", due=date(2026, 12, 4), number=7)
    eight = stage.add_task(post, "Chỉnh trang đường làng", due=date(2027, 12, 4), number=8)
    return Scene(stage, post, await stage.leader(post), one, two, seven, eight)

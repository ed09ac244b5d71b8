"""Who is there, and what they have to talk about: a leader, another leader, the board with its group, a committee member."""

from dataclasses import dataclass
from datetime import date

from models import Person, Task
from rules.localtime import at
from rules.states import RoleKind, TaskState
from services import acceptance
from tests.privacy.canaries.kinds import KINDS, Place
from tests.privacy.canaries.table import Row
from tests.stage import Actor, Stage

SUNDAY = at(date(2026, 11, 29), 20)


@dataclass
class Town:
    """The people of one channel; `rows` are the strings that are planted there, by their kind."""

    stage: Stage
    rows: dict[str, Row]
    post: int
    leader: Actor
    other: Actor
    clerk: Actor
    member: Actor
    newcomer: Actor
    group: str

    def string(self, slug: str) -> str:
        return self.rows[slug].string

    def witness(self, slug: str, place: Place, seen: object) -> None:
        """The string did what it is for, or was turned away."""
        if seen:
            self.rows[slug].found.add(place)


async def town(stage: Stage) -> Town:
    channel = stage.street.name
    rows = {kind.slug: Row(kind, channel, kind.string(channel)) for kind in KINDS}
    post, other = stage.add_post("Bí thư Đảng ủy xã Nguyệt Đức"), stage.add_post("Bí thư Đảng ủy xã Yên Lạc")
    _tasks(stage, post, rows["title"].string)
    stage.add_task(other, "Chỉnh trang đường làng", due=date(2026, 11, 25))
    leader, second = await stage.leader(post), await stage.leader(other, "Đồng chí B")
    clerk, member = await stage.clerk(), await stage.committee_member()
    newcomer = await stage.stranger(rows["display"].string)
    board = await stage.board_group(clerk)
    await stage.group(RoleKind.COMMITTEE, member)
    with stage.session() as session:
        person = session.get_one(Person, leader.person_id)
        person.name, person.phone = rows["name"].string, rows["phone"].string
        session.add(person)
    return Town(stage, rows, post, leader, second, clerk, member, newcomer, board)


def _tasks(stage: Stage, post: int, secret: str) -> None:
    """NV-1 counts, NV-2 is a rate, NV-3 has no figure, NV-4 is confidential."""
    soon = date(2026, 12, 15)
    stage.add_task(post, "Bàn giao mặt bằng", due=date(2026, 11, 25), measure="hộ", plan=144)
    stage.add_task(post, "Thu gom rác nông thôn", due=date(2026, 11, 30), measure="%", plan=40)
    stage.add_task(post, "Mô hình ủ rác hữu cơ", due=soon)
    stage.add_task(post, f"Việc {secret}", due=date(2026, 11, 25), confidential=True)


async def new_tasks(here: Town, title: str) -> None:
    """A task is given now, to be accepted with words or objected to."""
    stage = here.stage
    task = stage.add_task(
        here.post,
        title,
        product="biên bản",
        due=date(2027, 6, 30),
        state=TaskState.ASSIGNED,
        document=stage.add_document(str(100 + len(title))),
        assigned_at=stage.clock.now(),
    )
    with stage.session() as session:
        acceptance.announce(session, session.get_one(Task, task.id), task.assigned_at)
    await stage.settle()

"""Supervisors of a cluster, a unit, a field or a task: appointed by the workbook or a command, they see what they follow."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from bot.db import Database
from bot.orgroles import Wanted, supervise
from bot.settings import Settings
from models import Person, Post, Role, Task, Tenure, Unit
from rules.localtime import at
from rules.organisation.workbook import Sheet, read
from rules.states import RoleKind
from services.identity import actor_for
from services.orgload import load
from services.permissions import Action, may
from services.supervising import Followed, appoint, followed_tasks, release
from tests.stage import Stage

DAY = date(2026, 11, 26)
NOW = at(DAY, 9)


def house(session: Session) -> dict[str, int]:
    """A deputy without tasks of his own, and two communes with a task each in different fields."""
    made: dict[str, int] = {}

    def add(name: str, row: Unit | Post | Person | Tenure | Task) -> int:
        session.add(row)
        session.flush()
        made[name] = row.id or 0
        return made[name]

    root = add("root", Unit(name="Huyện ủy", level="huyện"))
    deputy = add("deputy", Post(name="Phó Bí thư Huyện ủy", unit_id=root))
    add("person", Person(name="A"))
    add("tenure", Tenure(person_id=made["person"], post_id=deputy, starts_on=date(2026, 1, 1)))
    for name, field in (("A", "Giải phóng mặt bằng"), ("B", "Nông thôn mới")):
        unit = add(f"Xã {name}", Unit(name=f"Xã {name}", level="xã", parent_id=root))
        post = add(f"Bí thư Xã {name}", Post(name=f"Bí thư Xã {name}", unit_id=unit))
        task = Task(
            unit_id=unit, post_id=post, number=1, title=f"Việc {name}", field=field, assigned_at=NOW, state_at=NOW
        )
        add(f"Việc {name}", task)
    return made


def seen(session: Session, made: dict[str, int], day: date = DAY) -> list[str]:
    actor = actor_for(session, made["person"], day)
    tasks = session.exec(select(Task)).all()
    allowed = [task.title for task in tasks if may(actor, Action.SEE_TASK, task=task)]
    assert sorted(each.task.title for each in followed_tasks(session, actor, at(day, 9))) == sorted(allowed)
    assert all(may(actor, Action.VERIFY, task=task) == (task.title in allowed) for task in tasks)
    return allowed


@pytest.mark.parametrize(
    ("followed", "sees"),
    [
        ({"unit_id": "root"}, ["Việc A", "Việc B"]),
        ({"unit_id": "Xã A", "cluster": "Cụm 1"}, ["Việc A"]),
        ({"unit_id": "root", "field": "nông thôn mới"}, ["Việc B"]),
        ({"unit_id": "root", "post_id": "Bí thư Xã B"}, ["Việc B"]),
        ({"unit_id": "Xã A", "task_id": "Việc A"}, ["Việc A"]),
        ({"unit_id": "Xã B", "task_id": "Việc A"}, []),
    ],
)
def test_a_supervisor_sees_what_is_followed_and_nothing_else(
    session: Session, followed: dict[str, str], sees: list[str]
) -> None:
    made = house(session)
    assert seen(session, made) == []
    given = {name: made[value] if name.endswith("_id") else value for name, value in followed.items()}
    wanted = Followed(**given)  # type: ignore[arg-type]
    assert [appoint(session, made["person"], wanted, NOW) for _ in range(2)] == [True, False]
    assert seen(session, made) == sees
    later = NOW + timedelta(days=3)
    assert [release(session, made["person"], wanted, later) for _ in range(2)] == [True, False]
    assert seen(session, made, later.date()) == []


def test_the_workbook_s_sheet_of_supervisors(session: Session) -> None:
    made = house(session)
    head = ["Người theo dõi", "Cụm", "Đơn vị", "Nhiệm vụ", "Lĩnh vực"]
    rows = [
        ["Phó Bí thư Huyện ủy", "Cụm 1", "Xã A", "", ""],
        ["Phó Bí thư Huyện ủy", "", "Xã B", f"NV-{made['Việc B']}", ""],
    ]
    book = read([Sheet("Theo dõi", [head, *rows])])
    first = load(session, book, NOW)
    assert ([(each.kind, each.after) for each in first.changes], first.problems) == (
        [("watch_new", "Cụm 1"), ("watch_new", f"NV-{made['Việc B']}")],
        [],
    )
    assert seen(session, made) == ["Việc A", "Việc B"]
    assert load(session, book, NOW).changes == []
    wrong = load(session, read([Sheet("Theo dõi", [head, ["Bí thư Xã A", "", "Xã A", "", ""]])]), NOW)
    assert [(each.row, each.column, each.kind) for each in wrong.problems] == [(2, "A", "no_holder")]


def test_the_command_shows_first_and_keeps_with_yes(database: Database) -> None:
    database.transact(house)
    settings = Settings(database_url=database.url, clock="2026-11-26T09:00:00+07:00")
    wanted = Wanted("Phó Bí thư Huyện ủy", ("Xã A", "Xã B"), None, None, "", "Cụm 1")
    first = "Phó Bí thư Huyện ủy: theo dõi Cụm 1 (Xã A, Xã B) từ hôm nay."
    assert supervise(settings, wanted, end=False, yes=False)[0] == first
    assert supervise(settings, wanted, end=False, yes=True)[0] == first
    assert supervise(settings, wanted, end=False, yes=True)[0] == "Phó Bí thư Huyện ủy: không có gì thay đổi."
    kept = database.transact(lambda session: session.exec(select(Role.cluster, Role.kind)).all())
    assert list(kept) == [("Cụm 1", RoleKind.SUPERVISOR)] * 2


@pytest.mark.anyio
async def test_who_follows_a_commune_reads_its_tasks_in_the_chat(stage: Stage) -> None:
    post = stage.add_post("Bí thư xã A", unit="xã A")
    task = stage.add_task(post, "Bàn giao mặt bằng", due=stage.clock.now().date() - timedelta(days=3))
    other = stage.add_task(stage.add_post("Bí thư xã B", unit="xã B"), "Xóa nhà tạm")
    member = await stage.person("Ủy viên", (RoleKind.SUPERVISOR, stage.add_unit("xã A"), None))
    (said,) = await member.says("theo dõi")
    assert said.startswith("Đồng chí theo dõi: 1 nhiệm vụ")
    assert f"NV-{task.id} Bàn giao mặt bằng" in said
    assert "Bàn giao mặt bằng" in (await member.says(f"NV-{task.id}"))[0]
    assert "Xóa nhà tạm" not in (await member.says(f"NV-{other.id}"))[0]

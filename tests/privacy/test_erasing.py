"""A person can see what is held about them; erased, nothing of them is left, and tasks, reports and figures are as before."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlmodel import Session, SQLModel, select

from models import Person, Report, Task
from services import privacy
from services.figures import count
from services.trail import prove
from tests.leader.scenes import Scene, a_leader
from tests.stage import START, Stage

pytestmark = pytest.mark.anyio
NAME, WORDS = "Nguyễn Văn Chim", "kinh phi mua men"
IN_HISTORY = {"task.commitment_id"}  # the row of the history that accepts the task points to the same words
SAID = f"1 130 hộ, 7 vướng {WORDS}"


async def a_person(stage: Stage) -> Scene:
    """A leader who has a name and a phone, and has said something."""
    scene = await a_leader(stage)
    with stage.session() as session:
        person = session.get_one(Person, scene.leader.person_id)
        person.name, person.phone = NAME, "0912345678"
        session.add(person)
    await scene.leader.says(SAID)
    return scene


def everything(session: Session) -> str:
    """Every value of every row of the database, as text."""
    names = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars()
    rows = [session.execute(text(f'SELECT * FROM "{name}"')).all() for name in names]
    decoded = json.dumps([[str(value) for value in row] for table in rows for row in table], ensure_ascii=False)
    return decoded + decoded.encode().decode("unicode_escape", errors="replace")


async def test_what_is_held_is_shown(stage: Stage) -> None:
    scene = await a_person(stage)
    with stage.session() as session:
        held = privacy.held_about(session, scene.leader.person_id or 0)
    assert held["person"] == {"id": scene.leader.person_id, "name": NAME, "phone": "0912345678"}
    assert [post["post"] for post in held["posts"]] == ["Bí thư Đảng ủy xã Nguyệt Đức"]
    assert {act["words"] for act in held["acts"]} == {SAID, WORDS}
    assert [account["name"] for account in held["accounts"]] == ["Đồng chí A"]


async def test_erased_nothing_of_the_person_is_left_and_the_figures_are_as_before(stage: Stage) -> None:
    scene = await a_person(stage)
    with stage.session() as session:
        tasks, reports = len(session.exec(select(Task.id)).all()), len(session.exec(select(Report.id)).all())
        before = count(session, stage.unit_id, "2026-W48", START + timedelta(days=3))
        user = stage.street.account(scene.leader.user)
        assert (NAME in everything(session), WORDS in everything(session)) == (True, True)
        privacy.erase(session, scene.leader.person_id or 0, START)
    with stage.session() as session:
        left = everything(session)
        assert [word for word in (NAME, "0912345678", WORDS, "Đồng chí A") if word in left] == []
        assert session.execute(text("SELECT count(*) FROM account WHERE user_id = :u"), {"u": user}).scalar() == 0
        assert (len(session.exec(select(Task.id)).all()), len(session.exec(select(Report.id)).all())) == (
            tasks,
            reports,
        )
        assert count(session, stage.unit_id, "2026-W48", START + timedelta(days=3)).lights == before.lights
        assert prove(session).broken == ()


async def test_the_erased_chat_is_a_strangers(stage: Stage) -> None:
    scene = await a_person(stage)
    with stage.session() as session:
        privacy.erase(session, scene.leader.person_id or 0, START)
    said = await scene.leader.says("việc")
    assert "Bàn giao mặt bằng" not in "".join(said)


def test_every_column_that_points_to_words_says_whose_they_are() -> None:
    pointing = {
        f"{table.name}.{column.name}"
        for table in SQLModel.metadata.tables.values()
        for column in table.columns
        if any(key.column.table.name == "free_text" for key in column.foreign_keys)
    }
    assert {f"{words.table.name}.{words.name}" for words, _ in privacy.WRITTEN} | IN_HISTORY == pointing

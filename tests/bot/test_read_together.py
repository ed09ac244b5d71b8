"""Who speaks in one batch is read together, and everybody still sees what the one before has just changed."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from models import Post, Task, Unit
from services.ahead import keep, kept
from tests.stage import Actor, Stage

pytestmark = pytest.mark.anyio


async def said_together(stage: Stage, *spoken: tuple[Actor, str]) -> list[list[str]]:
    """All of it is stored before any of it is handled; what each of them hears."""
    for actor, text in spoken:
        await actor.heard()
        await stage.street.say(actor.user, actor.user, text, reply_to=None, forwarded=False)
    await stage.settle()
    return [await actor.heard() for actor, _ in spoken]


async def test_the_second_sees_what_the_first_has_reported(stage: Stage) -> None:
    post, other = stage.add_post("Bí thư Đảng ủy xã"), stage.add_post("Chủ tịch Hội Nông dân")
    stage.add_task(post, "Bàn giao mặt bằng", measure="hộ", plan=144)
    stage.add_task(other, "Mô hình ủ rác hữu cơ")
    leader, neighbour = await stage.leader(post), await stage.leader(other)
    office, secretary = await stage.assistant(post), await stage.assistant(post, "Thư ký")
    heard = await said_together(stage, (office, "việc"), (leader, "1 130"), (secretary, "việc"), (neighbour, "việc"))
    assert [texts[0].split("\n")[1] for texts in heard] == [
        "1. 🟢 Bàn giao mặt bằng – 0/144 hộ – thường xuyên",
        "1. Bàn giao mặt bằng: 130/144 hộ (90,3%)",
        "1. 🟢 Bàn giao mặt bằng – 130/144 hộ – thường xuyên",
        "1. 🟢 Mô hình ủ rác hữu cơ – thường xuyên",
    ]


def test_what_is_kept_goes_with_a_change_of_its_tables_alone(session: Session) -> None:
    keep(session, "names", {1: "Bí thư"}, (Post,))
    session.add(Unit(name="Xã Một"))
    session.flush()
    before = kept(session, "names")
    session.add(Post(name="Bí thư", unit_id=1))
    session.flush()
    assert (before, kept(session, "names")) == ({1: "Bí thư"}, None)


def test_what_was_read_behind_a_savepoint_goes_with_it(session: Session) -> None:
    savepoint = session.begin_nested()
    session.add(Unit(name="Xã Một"))
    session.flush()
    keep(session, "tasks", ["of a unit that never was"], (Task,))
    savepoint.rollback()
    assert kept(session, "tasks") is None


def test_what_is_kept_ends_with_the_transaction(session: Session) -> None:
    session.connection()
    keep(session, "names", {1: "Bí thư"}, (Post,))
    session.commit()
    assert kept(session, "names") is None

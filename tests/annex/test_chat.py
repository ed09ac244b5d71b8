"""A clerk sends the annex: one message with what was found, a choice, and the import goes on by itself."""

import pytest
from sqlmodel import Session, func, select

from bot.annex import importing
from bot.db import Database
from bot.fetch import keep_blob
from bot.work import run_once
from models import AnnexImport, Job, Outbox, Person, Role, Task
from rules.errors import UserError
from rules.localtime import at
from rules.states import RoleKind
from rules.workdays import vietnam_days
from services.annex import asking
from services.calendar import seed
from services.identity import Actor, actor_for
from tests.annex.office import TODAY, clean_rows, organisation, workbook
from views.annex_chat import read as said

NOW = at(TODAY, 9)
ROWS = [clean_rows()[0].but(due="31/2/2027"), *clean_rows()[1:6]]


def clerk(session: Session) -> Actor:
    seed(session, vietnam_days(range(2026, 2031)))
    organisation(session)
    person = Person(name="Cán bộ")
    session.add(person)
    session.flush()
    session.add(Role(person_id=person.id or 0, kind=RoleKind.BOARD, unit_id=1, starts_on=TODAY))
    session.flush()
    return actor_for(session, person.id or 0, TODAY)


@pytest.mark.anyio
async def test_a_workbook_is_read_in_a_child_and_imported_on_confirmation(database: Database) -> None:
    actor = await database.run(clerk)

    def ask(session: Session) -> int:
        blob = keep_blob(session, workbook(ROWS), None)
        return asking.read(session, actor, blob, "phu-luc.xlsx", NOW).id or 0

    job_id = await database.run(ask)
    assert await run_once(database, NOW)
    job = await database.run(lambda session: session.get_one(Job, job_id))
    message = said(job)
    assert message.text == (
        "Quyết định số 128-QĐ/TU ngày 15/1/2027: 6 nhiệm vụ, 2 chức danh\n"
        "Phát hiện 1 điểm; 1 dòng chưa nhập được vì lỗi.\n"
        "Số việc từng chức danh: 3 – Trưởng Ban Tuyên giáo Tỉnh ủy; 2 – Trưởng Ban Tổ chức Tỉnh ủy\n"
        "Trang “Phụ lục”, dòng 9, cột I: Không có ngày 31/2/2027."
    )
    assert [choice.label for choice in message.choices] == ["nhập 5 dòng", "gửi tệp đầy đủ", "không nhập"]
    await database.run(lambda session: asking.confirm(session, actor, job_id, NOW))
    while await importing.run_once(database, NOW):
        pass
    states = await database.run(lambda session: session.exec(select(AnnexImport.state)).all())
    tasks = await database.run(lambda session: session.exec(select(func.count()).select_from(Task)).one())
    kinds = await database.run(lambda session: session.exec(select(Outbox.kind).order_by(Outbox.id)).all())  # type: ignore[arg-type]
    assert (list(states), tasks, list(kinds)) == (["done"], 5, ["annex_read", "annex_done"])


def test_another_s_dry_run_is_nobody_s_to_confirm(session: Session) -> None:
    actor = clerk(session)
    job = asking.read(session, actor, 1, "phu-luc.xlsx", NOW)
    with pytest.raises(UserError):
        asking.confirm(session, Actor(person_id=(actor.person_id or 0) + 1, board=actor.board), job.id or 0, NOW)
    with pytest.raises(UserError):
        asking.read(session, Actor(person_id=actor.person_id), 1, "phu-luc.xlsx", NOW)

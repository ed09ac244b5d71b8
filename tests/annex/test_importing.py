"""An annex imported: one message for each leader; the same file again, a corrected one; taken back whole."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, col, func, select

from bot.annex.job import dry_run
from models import (
    AnnexImport,
    Blob,
    Document,
    History,
    Outbox,
    OutboxState,
    Person,
    Report,
    ReportKind,
    Target,
    Task,
    Tenure,
)
from models.base import Json
from rules.errors import UserError
from rules.localtime import at
from rules.states import TaskState
from rules.workdays import vietnam_days
from services.annex.importing import begin, go_on, to_write
from services.annex.undoing import undo, undo_next
from services.calendar import seed
from tests.annex.office import TODAY, Row, clean_rows, organisation, workbook
from views.notices import render

NOW = at(TODAY, 9)
FEW = [*clean_rows()[:6], *clean_rows()[36:41]]


@pytest.fixture
def province(session: Session) -> Session:
    seed(session, vietnam_days(range(2026, 2031)))
    for number, post in enumerate(organisation(session).values()):
        person = Person(name=f"Đồng chí {number}")
        session.add(person)
        session.flush()
        session.add(Tenure(person_id=person.id or 0, post_id=post, starts_on=TODAY))
    session.flush()
    return session


def plan_of(session: Session, rows: list[Row]) -> Json:
    return dry_run(session, workbook(rows), TODAY)


def put_in(session: Session, plan: Json, now: datetime = NOW, size: int = 40) -> AnnexImport:
    blob = Blob(sha256=f"{now}{len(plan['rows'])}{to_write(plan)}"[:200], size=0, data=b"")
    session.add(blob)
    session.flush()
    row = begin(session, None, plan, blob.id or 0, "phu-luc.xlsx", now)
    while row.state in ("running", "announcing"):
        row = go_on(session, row.id or 0, to_write(plan), size, now)
    return row


def counted(session: Session, state: TaskState = TaskState.ASSIGNED) -> int:
    return session.exec(select(func.count()).select_from(Task).where(Task.state == state)).one()


def orders(session: Session) -> list[Outbox]:
    return list(session.exec(select(Outbox).where(Outbox.kind == "decision").order_by(col(Outbox.id))))


def test_266_tasks_give_78_messages(province: Session) -> None:
    row = put_in(province, plan_of(province, clean_rows()))
    assert (row.state, row.total, row.done, row.told) == ("done", 266, 266, 78)
    assert counted(province) == 266
    assert len(orders(province)) == 78 == len({order.person_id for order in orders(province)})
    assert {order.not_before >= NOW + timedelta(minutes=5) for order in orders(province)} == {True}


def test_a_row_is_kept_with_all_it_says(province: Session) -> None:
    put_in(province, plan_of(province, FEW))
    task = province.exec(select(Task).where(Task.position == 2)).one()
    document = province.get_one(Document, task.document_id)
    target = province.exec(select(Target).where(Target.task_id == task.id)).one()
    assert (document.kind, document.number, document.symbol) == ("Quyết định", "128", "QĐ/TU")
    assert (task.title, task.product, task.number, task.field, task.source) == (
        FEW[1].title, FEW[1].product, 2, "Xây dựng chính quyền", "assigned",
    )  # fmt: skip
    assert (target.measure, str(target.plan), target.direction) == ("%", "98.3", "up")


def test_the_same_file_again_changes_nothing(province: Session) -> None:
    put_in(province, plan_of(province, FEW))
    again = plan_of(province, FEW)
    assert ({row["action"] for row in again["rows"]}, again["gone"]) == ({"same"}, [])
    with pytest.raises(UserError, match="nothing to import"):
        put_in(province, again)
    assert counted(province) == len(FEW)


def test_confirming_one_plan_twice_writes_it_once(province: Session) -> None:
    plan = plan_of(province, FEW)
    put_in(province, plan)
    put_in(province, plan, NOW + timedelta(minutes=1))
    assert counted(province) == len(FEW)


def test_a_corrected_file_changes_what_differs_and_keeps_the_history(province: Session) -> None:
    put_in(province, plan_of(province, FEW))
    corrected = [FEW[0].but(due="30/9/2027", title=FEW[0].title + " (đợt 1)"), *FEW[1:-1]]
    plan = plan_of(province, corrected)
    (changed,) = [row for row in plan["rows"] if row["action"] == "change"]
    assert sorted(changed["changes"]) == ["due", "title"]
    gone = province.exec(select(Task.id).where(Task.title == FEW[-1].title)).one()
    assert plan["gone"] == [gone]
    put_in(province, plan, NOW + timedelta(hours=1))
    task = province.get_one(Task, changed["task_id"])
    province.refresh(task)
    assert (task.title, f"{task.due_on}") == (FEW[0].title + " (đợt 1)", "2027-09-30")
    events = province.exec(select(History.event).where(History.task_id == task.id).order_by(col(History.id))).all()
    assert list(events) == ["assigned", "annex_amended"]
    assert counted(province) == len(FEW)


def test_who_loses_a_task_to_another_is_told_as_well(province: Session) -> None:
    put_in(province, plan_of(province, FEW))
    task = province.exec(select(Task).where(Task.title == FEW[0].title)).one()
    task.state, task.accepted_at, before = TaskState.IN_PROGRESS, NOW, task.post_id
    corrected = [FEW[0].but(owner="Giám đốc Sở Y tế"), *FEW[1:]]
    row = put_in(province, plan_of(province, corrected), NOW + timedelta(hours=1))
    province.refresh(task)
    assert (task.state, task.accepted_at) == (TaskState.ASSIGNED, None)
    told = province.exec(select(Outbox).where(col(Outbox.kind).like("annex_%")).order_by(col(Outbox.id))).all()
    messages = {notice.kind: render(province, notice.kind, notice.args, notice.person_id, NOW) for notice in told}
    assert {kind: said.text.splitlines()[0] for kind, said in messages.items() if said} == {
        "annex_changed": "Quyết định số 128-QĐ/TU ngày 15/1/2027 sửa các nhiệm vụ sau của đồng chí:",
        "annex_left": "Quyết định số 128-QĐ/TU ngày 15/1/2027 đã hiệu chỉnh, các nhiệm vụ sau không còn giao cho đồng chí:",
    }
    assert f"NV-{task.id}. {FEW[0].title} – nay giao: Giám đốc Sở Y tế" in messages["annex_left"].text  # type: ignore[union-attr]
    taken_back(province, row, NOW + timedelta(minutes=62))
    province.refresh(task)
    assert (task.state, task.accepted_at, task.post_id) == (TaskState.IN_PROGRESS, NOW, before)


def taken_back(session: Session, row: AnnexImport, now: datetime) -> AnnexImport:
    row = undo(session, None, row.id or 0, now)
    while row.state == "undoing":
        row = undo_next(session, row.id or 0, 4, now)
    return row


def test_an_import_is_taken_back_whole_and_nobody_hears_of_it(province: Session) -> None:
    row = put_in(province, plan_of(province, FEW))
    assert taken_back(province, row, NOW + timedelta(minutes=2)).state == "undone"
    assert (counted(province), counted(province, TaskState.WITHDRAWN)) == (0, len(FEW))
    assert {order.state for order in orders(province)} == {OutboxState.SKIPPED}
    assert {each["action"] for each in plan_of(province, FEW)["rows"]} == {"new"}


def test_a_correction_taken_back_gives_the_old_words_again(province: Session) -> None:
    put_in(province, plan_of(province, FEW))
    corrected = [FEW[0].but(due="30/9/2027", title=FEW[0].title + " (đợt 1)"), *FEW[1:]]
    row = put_in(province, plan_of(province, corrected), NOW + timedelta(hours=1))
    taken_back(province, row, NOW + timedelta(hours=2))
    assert {each["action"] for each in plan_of(province, FEW)["rows"]} == {"same"}


@pytest.mark.parametrize("what", ["told", "accepted", "reported", "late"])
def test_what_has_reached_people_is_not_taken_back(province: Session, what: str) -> None:
    row = put_in(province, plan_of(province, FEW))
    task = province.exec(select(Task).order_by(col(Task.id))).first()
    assert task is not None
    if what == "told":
        order = orders(province)[0]
        order.state = OutboxState.SENT
    elif what == "accepted":
        task.state = TaskState.IN_PROGRESS
    elif what == "reported":
        person = province.exec(select(Person.id)).first() or 0
        province.add(
            Report(task_id=task.id or 0, kind=ReportKind.DONE, author_id=person, at=NOW + timedelta(minutes=1))
        )
    province.flush()
    with pytest.raises(UserError):
        undo(province, None, row.id or 0, NOW + timedelta(days=2 if what == "late" else 0, minutes=2))
    assert counted(province) == len(FEW) - (what == "accepted")

"""`/chuyenky`: closed, carried over with identity and history, or dropped; and a span that is done early."""

from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import col, select

from models import Report, Target, Task
from rules.picking import pick
from rules.states import Result, TaskState
from services.carrying import chain_of
from tests.board.desk import REFUSED, desk
from tests.stage import Stage

anyio = pytest.mark.anyio


def states(stage: Stage) -> list[tuple[int | None, str, int | None, date | None, date | None]]:
    with stage.session() as session:
        tasks = session.exec(select(Task).order_by(col(Task.id)))
        return [(t.id, t.state.value, t.carried_from_id, t.due_on, t.original_due_on) for t in tasks]


@anyio
async def test_a_year_ends_task_by_task_and_in_bulk(stage: Stage) -> None:
    table = await desk(stage)
    due = date(2026, 12, 15)
    for title in ("Xóa nhà tạm", "Sửa cầu", "Mở đường"):
        stage.add_task(table.post, title, due=due, measure="việc", plan=12)
    stage.add_task(table.post, "Việc năm sau", due=date(2027, 6, 30))
    await table.leader.says("1 đạt 7")
    listed = await table.clerk.says("/chuyenky 2026")
    assert listed[0].splitlines()[:2] == [
        "Kỳ 2026 còn 3 nhiệm vụ chưa kết thúc:",
        "1. 🟢 NV-1 Xóa nhà tạm (7/12 việc) – Bí thư Đảng ủy xã Nguyệt Đức",
    ]
    shown = await table.clerk.says("1-2 chuyển 30/6/2027")
    assert shown[0].splitlines()[0] == "Chuyển 2 nhiệm vụ đến 30/6/2027: NV-1, NV-2"
    said = await table.clerk.presses("Thực hiện")
    assert said[0] == "Đã quyết định 2 nhiệm vụ; còn 1."
    await table.clerk.says("1 rút không còn phù hợp")
    await table.clerk.presses("Thực hiện")
    assert states(stage) == [
        (1, "carried_over", None, due, due),
        (2, "carried_over", None, due, due),
        (3, "withdrawn", None, due, due),
        (4, "in_progress", None, date(2027, 6, 30), date(2027, 6, 30)),
        (5, "in_progress", 1, date(2027, 6, 30), due),
        (6, "in_progress", 2, date(2027, 6, 30), due),
    ]
    with stage.session() as session:
        carried = session.get_one(Task, 5)
        assert [task.id for task in chain_of(session, carried)] == [5, 1]
        assert session.exec(select(Target.plan).where(Target.task_id == 5)).one() == Decimal(12)
        assert session.exec(select(Report.value).where(Report.task_id == 5)).one() == Decimal(7)
    heard = "\n".join(await table.leader.heard())
    assert "Ban Tổ chức chuyển NV-1 sang kỳ sau: nay là nhiệm vụ 5 · NV-5, thời hạn 30/6/2027." in heard
    assert "Ban Tổ chức đã rút nhiệm vụ 3 · NV-3." in heard


@anyio
async def test_what_is_odd_is_answered_with_an_example(stage: Stage) -> None:
    table = await desk(stage)
    stage.add_task(table.post, "Xóa nhà tạm", due=date(2026, 12, 15), state=TaskState.CLAIMED)
    await table.clerk.says("/chuyenky 2026")
    example = "Có thể quyết định nhiều việc một lần, ví dụ: 1-3, 5 chuyển 30/6/2027 · 4 rút không còn phù hợp · 6 kết thúc đạt"
    assert await table.clerk.says("9 chuyển 30/6/2027") == [example]
    assert await table.clerk.says("1 chuyển 30/6/2027") == [
        "NV-1 đang chờ trả lời hoặc chờ thẩm định; đề nghị xử lý trước."
    ]
    assert await table.leader.says("/chuyenky") == [REFUSED]
    assert [state for _, state, *_ in states(stage)] == ["claimed"]


@anyio
async def test_done_for_the_whole_span_closes_the_years_to_come(stage: Stage) -> None:
    table = await desk(stage)
    span = stage.add_task(table.post, "Xóa 1.147 nhà tạm 2024–2026", due=date(2028, 12, 31)).id
    years = [date(2026, 12, 31), date(2027, 12, 31), date(2028, 12, 31)]
    for year in years:
        stage.add_task(table.post, f"Xóa nhà tạm năm {year.year}", due=year, parent_id=span)
    shown = await table.clerk.says("/ketthuc NV-2 xuất sắc cả giai đoạn")
    assert shown[0].splitlines()[1] == "Hoàn thành cả giai đoạn; cùng kết thúc: NV-3, NV-1, NV-4"
    said = await table.clerk.presses("Kết thúc cả giai đoạn, xuất sắc")
    assert said == ["Đã kết thúc NV-2, NV-3, NV-1, NV-4: xuất sắc."]
    with stage.session() as session:
        assert {task.result for task in session.exec(select(Task))} == {Result.EXCELLENT}


@anyio
async def test_a_result_for_a_closed_task_is_refused(stage: Stage) -> None:
    table = await desk(stage)
    stage.add_task(table.post, "Xóa nhà tạm", state=TaskState.CLOSED, result=Result.MET)
    over = ["NV-1 đã kết thúc."]
    for said in ("/ketthuc NV-1 xuất sắc", "/thamdinh NV-1 đạt", "/dotthamdinh đột xuất NV-1 vì dư luận"):
        assert await table.clerk.says(said) == over


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1-3, 5 chuyển", ([1, 2, 3, 5], "chuyển")),
        ("2 và 4 rút", ([2, 4], "rút")),
        ("tất cả kết thúc đạt", ([1, 2, 3, 4, 5], "kết thúc đạt")),
        ("6 rút", ([], "6 rút")),
        ("3-1 rút", ([], "3-1 rút")),
        ("rút 1", ([], "rút 1")),
    ],
)
def test_numbers_in_bulk(text: str, found: tuple[list[int], str]) -> None:
    assert pick(text, 5) == found

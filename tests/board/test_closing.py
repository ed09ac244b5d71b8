"""`/ketthuc` and `/molai`."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from models import Extension, History, Report, ReportKind, SupportCase, Task
from rules.states import CaseState, ExtensionState, Result, TaskState
from tests.board.desk import Desk, desk
from tests.stage import Stage

pytestmark = pytest.mark.anyio


def claimed(table: Desk) -> Task:
    """A task reported as done: 144 of 144, three days before its deadline."""
    stage = table.stage
    task = stage.add_task(
        table.post,
        "Bàn giao mặt bằng",
        product="biên bản",
        due=date(2026, 11, 28),
        measure="hộ",
        plan=144,
        state=TaskState.CLAIMED,
        claimed_at=stage.clock.now() - timedelta(days=1),
    )
    with stage.session() as session:
        author = table.leader.person_id or 0
        at = stage.clock.now() - timedelta(days=1)
        session.add(Report(task_id=task.id or 0, kind=ReportKind.VALUE, value=144, author_id=author, at=at))
    return task


def now(stage: Stage, task: Task) -> Task:
    with stage.session() as session:
        return session.get_one(Task, task.id)


async def test_the_claim_is_shown_before_a_task_is_closed(stage: Stage) -> None:
    table = await desk(stage)
    task = claimed(table)
    (shown,) = await table.clerk.says("/ketthuc NV-1 đạt, đúng tiến độ")
    assert shown.splitlines()[0] == "NV-1 · Bàn giao mặt bằng"
    assert "Báo cáo: 144/144 hộ (100%) – 25/11" in shown
    assert shown.splitlines()[-3:] == [
        "Minh chứng: chưa có",
        'Ghi chú: "đúng tiến độ"',
        "G1: 1 kết thúc NV-1: đạt · 0 không kết thúc",
    ]
    assert now(stage, task).state is TaskState.CLAIMED
    assert await table.clerk.says("1") == ["Đã kết thúc NV-1: đạt."]
    closed = now(stage, task)
    assert (closed.state, closed.result, closed.next_nag_at) == (TaskState.CLOSED, Result.MET, None)


async def test_the_leader_is_told_the_result_and_the_note(stage: Stage) -> None:
    table = await desk(stage)
    claimed(table)
    await table.clerk.says("/ketthuc NV-1 xuất sắc vượt tiến độ")
    await table.clerk.says("1")
    assert await table.leader.heard() == [
        'Ban Tổ chức đã kết thúc nhiệm vụ 1 · NV-1: xuất sắc.\nBàn giao mặt bằng\nGhi chú: "vượt tiến độ"'
    ]


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("NV-1 đạt", "kết thúc NV-1: đạt"),
        ("nv1 dat", "kết thúc NV-1: đạt"),
        ("NV 1 không đạt", "kết thúc NV-1: không đạt"),
        ("NV-1 khong dat", "kết thúc NV-1: không đạt"),
        ("NV-1 XUẤT SẮC", "kết thúc NV-1: xuất sắc"),
    ],
)
async def test_results_are_read_as_people_type_them(stage: Stage, said: str, label: str) -> None:
    table = await desk(stage)
    claimed(table)
    assert (await table.clerk.says(f"/dong {said}"))[0].splitlines()[-1] == f"G1: 1 {label} · 0 không kết thúc"


async def test_without_a_result_it_is_chosen(stage: Stage) -> None:
    table = await desk(stage)
    task = claimed(table)
    (shown,) = await table.clerk.says("/ketthuc NV-1 đất đai đã bàn giao")
    assert 'Ghi chú: "đất đai đã bàn giao"' in shown
    await table.clerk.says("3")
    assert now(stage, task).result is Result.FAILED


async def test_question_by_question_offers_the_claims(stage: Stage) -> None:
    table = await desk(stage)
    claimed(table)
    assert await table.clerk.says("/ketthuc") == [
        "Kết thúc nhiệm vụ nào? Đồng chí nhắn mã, ví dụ: NV-12 đạt.\n1 NV-1 Bàn giao mặt bằng"
    ]
    assert (await table.clerk.says("1"))[0].startswith("NV-1 · Bàn giao mặt bằng")
    await table.clerk.says("/ketthuc")
    assert (await table.clerk.says("nv-1 đạt"))[0].endswith("1 kết thúc NV-1: đạt · 0 không kết thúc")


async def test_in_the_group(stage: Stage) -> None:
    table = await desk(stage)
    task = claimed(table)
    await table.in_group("/ketthuc NV-1 đạt")
    assert await table.confirms_in_group("Kết thúc NV-1: đạt") == ["Đã kết thúc NV-1: đạt."]
    assert now(stage, task).state is TaskState.CLOSED


async def test_nobody_closes_a_task_of_their_own(stage: Stage) -> None:
    table = await desk(stage)
    task = stage.add_task(stage.add_post("Trưởng Ban Tổ chức"), "Việc của Ban", state=TaskState.CLAIMED)
    with stage.session() as session:
        from models import Tenure

        session.add(Tenure(person_id=table.clerk.person_id or 0, post_id=task.post_id, starts_on=date(2026, 1, 1)))
    own = "NV-1 là nhiệm vụ của chính đồng chí; việc này do thành viên khác của Ban Tổ chức thực hiện."
    for said in ("/ketthuc NV-1 đạt", "/thamdinh NV-1 đạt", "/tralai NV-1 thiếu"):
        assert await table.clerk.says(said) == [own]
    assert (await table.second.says("/ketthuc NV-1 đạt"))[0].startswith("NV-1 · Việc của Ban")


async def test_a_closed_task_is_not_closed_again(stage: Stage) -> None:
    table = await desk(stage)
    stage.add_task(table.post, "Xong", state=TaskState.CLOSED)
    assert await table.clerk.says("/ketthuc NV-1 đạt") == ["NV-1 đã kết thúc."]


@pytest.mark.parametrize("said", ["/ketthuc NV-99 đạt", "/ketthuc NV-999999999 đạt"])
async def test_a_code_out_of_range_is_said_so(stage: Stage, said: str) -> None:
    table = await desk(stage)
    assert await table.clerk.says(said) == ["Không có nhiệm vụ này trong số nhiệm vụ đồng chí được xem."]


async def test_two_clerks_close_the_same_task_only_the_first_counts(stage: Stage) -> None:
    table = await desk(stage)
    task = claimed(table)
    await table.clerk.says("/ketthuc NV-1 đạt")
    await table.second.says("/ketthuc NV-1 xuất sắc")
    await table.clerk.says("1")
    assert await table.second.says("1") == ["NV-1 đã kết thúc."]
    assert now(stage, task).result is Result.MET


async def test_what_waits_ends_with_the_task_and_comes_back_when_taken_back(stage: Stage) -> None:
    table = await desk(stage)
    task = claimed(table)
    with stage.session() as session:
        common = {"unit_id": task.unit_id, "task_id": task.id or 0, "asked_by": table.leader.person_id or 0}
        asked = {"asked_at": stage.clock.now() - timedelta(days=1)}
        session.add(SupportCase(**common, **asked, promised_on=date(2026, 11, 30)))
        session.add(Extension(**common, **asked, due_on=date(2026, 12, 15)))
    assert (
        "Kiến nghị, xin gia hạn đang chờ sẽ kết thúc cùng nhiệm vụ." in (await table.clerk.says("/ketthuc NV-1 đạt"))[0]
    )
    await table.clerk.says("1")
    with stage.session() as session:
        assert session.exec(select(SupportCase.state)).one() is CaseState.WITHDRAWN
        assert session.exec(select(Extension.state)).one() is ExtensionState.WITHDRAWN


async def test_a_closed_task_is_reopened_with_a_reason(stage: Stage) -> None:
    table = await desk(stage)
    task = claimed(table)
    await table.clerk.says("/ketthuc NV-1 đạt")
    await table.clerk.says("1")
    await table.leader.heard()
    assert await table.clerk.says("/molai NV-1") == ["Lý do mở lại NV-1?"]
    assert await table.clerk.says("biên bản chưa ký") == [
        'NV-1 · Bàn giao mặt bằng\nĐã kết thúc: đạt\nLý do mở lại: "biên bản chưa ký"\nG2: 1 mở lại NV-1 · 0 không mở lại'
    ]
    assert await table.clerk.says("1") == ["Đã mở lại NV-1."]
    reopened = now(stage, task)
    assert (reopened.state, reopened.result, reopened.closed_at, reopened.claimed_at) == (
        TaskState.IN_PROGRESS,
        None,
        None,
        None,
    )
    assert await table.leader.heard() == [
        "Ban Tổ chức mở lại nhiệm vụ 1 · NV-1; nhiệm vụ trở lại đang thực hiện.\n"
        "Bàn giao mặt bằng\n"
        'Ghi chú: "biên bản chưa ký"'
    ]


async def test_every_step_is_in_the_history(stage: Stage) -> None:
    table = await desk(stage)
    claimed(table)
    for said in ("/ketthuc NV-1 đạt", "1", "/molai NV-1 chưa ký", "1"):
        await table.clerk.says(said)
    with stage.session() as session:
        rows = session.exec(select(History).where(History.subject == "task:1").order_by(History.id)).all()
        assert [(row.event, row.actor_id) for row in rows] == [
            ("closed", table.clerk.person_id),
            ("reopened", table.clerk.person_id),
        ]


async def test_ten_thousand_characters_of_a_note_are_refused(stage: Stage) -> None:
    table = await desk(stage)
    claimed(table)
    assert await table.clerk.says("/ketthuc NV-1 đạt " + "x" * 3900) == [
        "Nội dung quá dài, tối đa 1.000 ký tự. Chưa ghi nhận gì; đề nghị đồng chí rút gọn."
    ]

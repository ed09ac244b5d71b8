"""`cam kết: …`: the words a leader gives when receiving tasks are kept with them (S3-09)."""

import pytest
from sqlmodel import col, select

from models import FreeText, Task
from rules.states import TaskState
from tests.leader.test_acceptance import given
from tests.stage import Stage

pytestmark = pytest.mark.anyio


def kept(stage: Stage) -> list[tuple[TaskState, str | None]]:
    with stage.session() as session:
        rows = session.exec(
            select(Task.state, FreeText.body)
            .outerjoin(FreeText, col(FreeText.id) == col(Task.commitment_id))
            .order_by(col(Task.id))
        )
        return [(state, body) for state, body in rows]


async def test_while_tasks_wait_it_accepts_them_when_that_is_confirmed(stage: Stage) -> None:
    leader, _ = await given(stage, 2)
    assert await leader.says("Cam kết: bàn giao xong trước 30/6") == [
        'Lời cam kết của đồng chí: "bàn giao xong trước 30/6"\n1 tiếp nhận nhiệm vụ 1, 2 kèm cam kết này · 0 không ghi'
    ]
    assert await leader.says("1") == [
        "Đã ghi nhận đồng chí tiếp nhận 2 nhiệm vụ (9 giờ 00, ngày 26/11/2026).\n"
        'Đã ghi lời cam kết cho nhiệm vụ 1, 2: "bàn giao xong trước 30/6"'
    ]
    assert kept(stage) == [(TaskState.IN_PROGRESS, "bàn giao xong trước 30/6")] * 2
    await leader.says("sửa")
    assert kept(stage) == [(TaskState.ASSIGNED, None)] * 2


async def test_said_later_it_stands_with_what_was_accepted_last(stage: Stage) -> None:
    leader, _ = await given(stage, 2)
    await leader.says("1")
    assert await leader.says("cam ket: hoan thanh som") == ['Đã ghi lời cam kết cho nhiệm vụ 1, 2: "hoan thanh som"']
    assert await leader.says("cam kết 2: vượt 10%") == ['Đã ghi lời cam kết cho nhiệm vụ 2: "vượt 10%"']
    assert [words for _, words in kept(stage)] == ["hoan thanh som", "vượt 10%"]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("cam kết", "Đề nghị đồng chí ghi nội dung ngay sau"),
        ("cam kết:", "Chưa có nhiệm vụ"),
        ("cam kết 9: xong sớm", "Đồng chí không có nhiệm vụ số 9."),
        ("cam kết: " + "x" * 1001, "Nội dung quá dài"),
    ],
)
async def test_what_does_not_do_is_said(stage: Stage, said: str, answer: str) -> None:
    leader, _ = await given(stage, 1)
    (told,) = await leader.says(said)
    assert told.startswith(answer) or "cam kết" in told
    assert kept(stage) == [(TaskState.ASSIGNED, None)]


async def test_an_assistant_commits_nobody(stage: Stage) -> None:
    _, post = await given(stage, 1)
    assistant = await stage.assistant(post)
    await assistant.says("cam kết 1: xong sớm")
    await assistant.says("1")
    assert kept(stage) == [(TaskState.ASSIGNED, None)]

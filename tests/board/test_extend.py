"""`/giahan`: moving a deadline, and answering a request for more time."""

from datetime import date

import pytest

from models import Extension, Task
from rules.states import ExtensionState
from tests.board.desk import Desk, desk
from tests.stage import Stage

pytestmark = pytest.mark.anyio

MOVE = (
    "NV-1 · Bàn giao mặt bằng\n"
    "Thời hạn: 28/11/2026 → thứ Ba 15/12/2026\n"
    "Lý do: mưa lũ\n"
    "{code}: 1 gia hạn NV-1 đến 15/12/2026 · 0 không gia hạn"
)


def task_of(table: Desk) -> Task:
    return table.stage.add_task(table.post, "Bàn giao mặt bằng", due=date(2026, 11, 28))


def due(stage: Stage) -> tuple[date | None, date | None]:
    with stage.session() as session:
        task = session.get_one(Task, 1)
        return task.due_on, task.original_due_on


def request(stage: Stage) -> Extension:
    with stage.session() as session:
        return session.get_one(Extension, 1)


async def asked(table: Desk) -> None:
    task_of(table)
    await table.leader.says("xin gia hạn 1 đến 15/12 vì mưa lũ")
    await table.clerk.heard(table.group)


@pytest.mark.parametrize("said", ["NV-1 15/12 vì mưa lũ", "nv1 đến 15/12 do mưa lũ", "NV-1 15/12 mưa lũ"])
async def test_one_line_moves_a_deadline_when_confirmed(stage: Stage, said: str) -> None:
    table = await desk(stage)
    task_of(table)
    assert await table.clerk.says(f"/giahan {said}") == [MOVE.format(code="G1")]
    assert due(stage) == (date(2026, 11, 28), date(2026, 11, 28))
    assert await table.clerk.says("1") == ["Đã gia hạn NV-1 đến 15/12/2026."]
    assert due(stage) == (date(2026, 12, 15), date(2026, 11, 28))
    assert len(await table.leader.heard()) == 1


async def test_question_by_question(stage: Stage) -> None:
    table = await desk(stage)
    task_of(table)
    assert await table.clerk.says("/giahan") == [
        "Gia hạn nhiệm vụ nào, hoặc trả lời đề nghị nào? Ví dụ: NV-12 15/12 vì mưa lũ, hoặc GH-3 đồng ý."
    ]
    assert await table.clerk.says("NV-1") == [
        "NV-1 có thời hạn 28/11/2026. Gia hạn đến ngày nào, vì sao? Ví dụ: 15/12 vì mưa lũ"
    ]
    assert await table.clerk.says("15/12") == ["Đề nghị đồng chí ghi lý do gia hạn."]
    assert await table.clerk.says("mưa lũ") == [MOVE.format(code="G1")]


async def test_in_the_group(stage: Stage) -> None:
    table = await desk(stage)
    task_of(table)
    await table.in_group("/giahan NV-1 15/12 vì mưa lũ")
    assert await table.confirms_in_group("Gia hạn NV-1 đến 15/12/2026") == ["Đã gia hạn NV-1 đến 15/12/2026."]


@pytest.mark.parametrize(
    ("said", "begins"), [("31/2", "Không có ngày"), ("20/11/2026", ""), ("khi nào xong thì báo", "")]
)
async def test_what_is_no_later_day_is_said_so(stage: Stage, said: str, begins: str) -> None:
    table = await desk(stage)
    task_of(table)
    (answer,) = await table.clerk.says(f"/giahan NV-1 {said} vì mưa lũ")
    assert answer.startswith(begins)
    assert due(stage) == (date(2026, 11, 28), date(2026, 11, 28))


async def test_a_request_is_granted_with_a_reason(stage: Stage) -> None:
    table = await desk(stage)
    await asked(table)
    assert await table.clerk.says("/giahan GH-1 đồng ý mưa lũ kéo dài") == [
        "GH-1 · NV-1 · Bàn giao mặt bằng\n"
        "Thời hạn: 28/11/2026 → thứ Ba 15/12/2026\n"
        "Lý do trả lời: mưa lũ kéo dài\n"
        "G1: 1 đồng ý GH-1 · 0 để sau"
    ]
    assert await table.clerk.says("1") == ["Đã đồng ý GH-1: NV-1 có thời hạn mới 15/12/2026."]
    assert (due(stage)[0], request(stage).state) == (date(2026, 12, 15), ExtensionState.GRANTED)


async def test_a_request_is_refused_with_a_reason(stage: Stage) -> None:
    table = await desk(stage)
    await asked(table)
    assert await table.clerk.says("/giahan gh-1 khong") == ["Lý do không đồng ý GH-1?"]
    assert (await table.clerk.says("đủ điều kiện hoàn thành"))[0].endswith("G1: 1 không đồng ý GH-1 · 0 để sau")
    assert await table.clerk.says("1") == ["Đã trả lời không đồng ý GH-1: NV-1 giữ nguyên thời hạn."]
    assert (due(stage)[0], request(stage).state) == (date(2026, 11, 28), ExtensionState.REFUSED)


async def test_the_code_alone_shows_the_request_with_both_answers(stage: Stage) -> None:
    table = await desk(stage)
    await asked(table)
    shown = (
        "GH-1 · NV-1 · Bàn giao mặt bằng\n"
        "Người đề nghị: Bí thư Đảng ủy xã Nguyệt Đức\n"
        "Thời hạn: 28/11/2026 → thứ Ba 15/12/2026\n"
        "Lý do: mưa lũ\n"
        "1 đồng ý · 2 không đồng ý"
    )
    assert await table.clerk.says("GH-1") == [shown]
    assert await table.clerk.says("/giahan GH-1") == [shown]
    assert await table.clerk.says("1") == ["Lý do đồng ý GH-1?"]


async def test_the_guided_command_offers_the_requests(stage: Stage) -> None:
    table = await desk(stage)
    await asked(table)
    (said,) = await table.clerk.says("/giahan")
    assert said.splitlines()[1:] == ["1 GH-1 NV-1 Bàn giao mặt bằng → 15/12/2026"]
    assert (await table.clerk.says("1"))[0].startswith("GH-1 · NV-1")


async def test_a_second_extension_is_called_one(stage: Stage) -> None:
    table = await desk(stage)
    task_of(table)
    for said in ("/giahan NV-1 15/12 vì mưa lũ", "1"):
        await table.clerk.says(said)
    (said,) = await table.clerk.says("/giahan NV-1 30/12 vì mưa lũ")
    assert said.splitlines()[-2:] == [
        "Nhiệm vụ đã gia hạn một lần: GH-1, đến 15/12/2026.",
        "G2: 1 gia hạn NV-1 lần hai đến 30/12/2026 · 0 không gia hạn",
    ]
    await table.clerk.says("1")
    assert due(stage) == (date(2026, 12, 30), date(2026, 11, 28))


async def test_a_decided_request_is_not_decided_again(stage: Stage) -> None:
    table = await desk(stage)
    await asked(table)
    for said in ("/giahan GH-1 đồng ý mưa lũ", "1"):
        await table.clerk.says(said)
    assert await table.second.says("/giahan GH-1 khong du dieu kien") == ["GH-1 đã được trả lời trước đó."]


async def test_no_is_kept_when_the_request_does_not_exist(stage: Stage) -> None:
    table = await desk(stage)
    assert await table.clerk.says("/giahan GH-77 đồng ý") == ["Không có đề nghị GH-77."]

"""`/chidao`: an instruction with a day, held by the leader, answered in the bundle, told up the way when it is not."""

from datetime import date

import pytest
from sqlmodel import col, select

from models import History, Instruction, Post, Task
from rules.localtime import at, today
from rules.states import InstructionState
from services import court
from tests.stage import Actor, Stage, or_reply

pytestmark = pytest.mark.anyio
FRIDAY, MONDAY, TUESDAY, WEDNESDAY = (date(2026, 11, 27), date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 2))


async def office(stage: Stage) -> tuple[Actor, Actor, Task]:
    """A clerk, and a leader with two quiet tasks."""
    post = stage.add_post("Bí thư xã Nguyệt Đức")
    clerk, leader = await stage.clerk(), await stage.leader(post)
    task = stage.add_task(post, "Bàn giao mặt bằng", measure="hộ", plan=144, due=date(2027, 3, 1))
    stage.add_task(post, "Thu gom rác", due=date(2027, 3, 1))
    return clerk, leader, task


def state(stage: Stage) -> list[tuple[InstructionState, date]]:
    with stage.session() as session:
        rows = session.exec(select(Instruction).order_by(col(Instruction.id)))
        return [(row.state, row.due_on) for row in rows]


async def test_one_line_gives_it_and_the_leader_reads_an_order(stage: Stage) -> None:
    clerk, leader, task = await office(stage)
    assert await clerk.says(f"/chidao NV-{task.id} Làm rõ nguyên nhân chậm trước ngày 1/12") == [
        "Đã gửi CD-1 về NV-1 tới Bí thư xã Nguyệt Đức (đã kết nối, đang gửi):\n"
        "“Làm rõ nguyên nhân chậm”\n"
        "Trả lời chậm nhất ngày 30/11. Nếu chưa đúng, đồng chí nhắn “sửa”."
    ]
    assert await leader.heard() == [
        "CD-1: ý kiến chỉ đạo về nhiệm vụ 1 Bàn giao mặt bằng\n"
        'Nội dung: "Làm rõ nguyên nhân chậm"\n'
        f"Đề nghị trả lời chậm nhất ngày 30/11: nhắn CD-1 kèm nội dung{or_reply(stage)}."
    ]


async def test_it_is_answered_in_the_bundle_with_everything_else(stage: Stage) -> None:
    clerk, leader, task = await office(stage)
    await clerk.says(f"/chidao NV-{task.id} Làm rõ nguyên nhân chậm | 30/11")
    await leader.heard()
    await stage.jump(at(FRIDAY, 8))
    assert await leader.heard() == [
        "Thứ Sáu 27/11 – đề nghị đồng chí trả lời 1 ý kiến chỉ đạo:\n"
        "CD-1. 🟡 Ý kiến chỉ đạo về nhiệm vụ 1 (trả lời chậm nhất 30/11): “Làm rõ nguyên nhân chậm”\n"
        "Đề nghị trả lời trong một tin nhắn, ví dụ:\n"
        "CD-1 đã thực hiện…"
    ]
    assert await leader.says("1 130 hộ, CD-1 do vướng đơn giá, 2 đang làm") == [
        "CD-1: “do vướng đơn giá” – đã gửi đồng chí chỉ đạo\n"
        "Đã ghi nhận:\n"
        "1. 130/144 hộ (90,3%)\n"
        "2. chưa có gì mới\n"
        'Nếu chưa đúng, đồng chí nhắn "sửa".'
    ]
    assert (await clerk.heard())[0].splitlines()[:2] == [
        'Bí thư xã Nguyệt Đức trả lời CD-1: "do vướng đơn giá"',
        "NV-1 Bàn giao mặt bằng",
    ]
    assert state(stage) == [(InstructionState.ANSWERED, MONDAY)]


async def test_a_word_on_the_task_is_no_answer_to_it(stage: Stage) -> None:
    clerk, leader, task = await office(stage)
    await clerk.says(f"/chidao NV-{task.id} Làm rõ nguyên nhân | {FRIDAY:%d/%m}")
    await leader.says("1 130 hộ")
    await stage.jump(at(FRIDAY, 8))
    assert [text.splitlines()[1][:8] for text in await leader.heard()] == ["CD-1. 🟡 "[:8]]


async def test_past_its_day_the_clerk_is_to_call_and_then_the_supervisor_hears(stage: Stage) -> None:
    clerk, leader, task = await office(stage)
    above = stage.add_post("Phó Bí thư Thường trực", unit="Văn phòng")
    boss = await stage.leader(above)
    with stage.session() as session:
        session.get_one(Post, task.post_id).supervisor_id = above
    await clerk.says(f"/chidao NV-{task.id} Làm rõ nguyên nhân | 27/11")
    for day in (FRIDAY, MONDAY):
        await stage.jump(at(day, 8))
    await clerk.heard()
    assert (await leader.heard())[-1].splitlines()[1].startswith("CD-1. 🔴 ")
    await stage.jump(at(TUESDAY, 8))
    assert [text.splitlines()[1:-1] for text in await clerk.heard()] == [
        ["Đề nghị gọi điện:", "– Bí thư xã Nguyệt Đức: CD-1 quá hạn 2 ngày"]
    ]
    await stage.jump(at(WEDNESDAY, 8))
    assert [text.splitlines()[1:-1] for text in await boss.heard()] == [
        ["Ý kiến chỉ đạo quá hạn trả lời (nhiệm vụ đồng chí theo dõi): CD-1 Bí thư xã Nguyệt Đức (3 ngày)"]
    ]


async def test_guided_taken_back_and_asked_again(stage: Stage) -> None:
    clerk, leader, task = await office(stage)
    await clerk.says("/chidao")
    assert await clerk.says(f"NV-{task.id}") == ["Nội dung chỉ đạo về NV-1 Bàn giao mặt bằng là gì?"]
    assert await clerk.says("Làm rõ nguyên nhân") == ["Đề nghị trả lời trước ngày nào? Ví dụ: 30/11, thứ Sáu"]
    await clerk.says("thứ Hai")
    assert state(stage) == [(InstructionState.OPEN, MONDAY)]
    await leader.says("CD-1")
    assert (await leader.presses("Trả lời"))[0].startswith("Nội dung trả lời CD-1 là gì?")
    await leader.says("Đã họp với thôn")
    await clerk.presses("Đề nghị trả lời lại")
    await clerk.says("1/12")
    with stage.session() as session:
        events = session.exec(select(History.event).where(History.subject == "instruction:1").order_by(col(History.id)))
        assert list(events) == ["instructed", "instruction_answered", "instruction_again"]
    assert state(stage) == [(InstructionState.OPEN, TUESDAY)]


async def test_it_can_be_taken_back_while_nobody_has_read_it(stage: Stage) -> None:
    clerk, _, task = await office(stage)
    await stage.jump(at(date(2026, 11, 28), 9))  # a Saturday: the order waits
    await clerk.says(f"/chidao NV-{task.id} Làm rõ nguyên nhân | 30/11")
    await clerk.says("sửa")
    assert state(stage) == [(InstructionState.WITHDRAWN, MONDAY)]


async def test_who_may_instruct_and_who_may_read(stage: Stage) -> None:
    _, leader, task = await office(stage)
    other = await stage.leader(stage.add_post("Chủ tịch xã khác", unit="xã khác"), "Đồng chí B")
    member = await stage.committee_member()
    said = await leader.says(f"/chidao NV-{task.id} Nội dung kín | 30/11")
    assert said == ["Rất tiếc, nội dung này chỉ dành cho thành viên Ban Tổ chức."]
    assert (await member.says(f"/chidao NV-{task.id} Nội dung kín | 30/11"))[0].startswith("Đã gửi CD-1")
    for text in ("CD-1", "CD-1 tôi trả lời thay"):
        assert "Nội dung kín" not in "".join(await other.says(text))
    assert state(stage) == [(InstructionState.OPEN, MONDAY)]


async def test_it_has_one_holder_and_ends_with_its_task(stage: Stage) -> None:
    clerk, leader, task = await office(stage)
    await clerk.says(f"/chidao NV-{task.id} Làm rõ nguyên nhân | 30/11")
    with stage.session() as session:
        held = court.of_tasks(session, [task.id or 0], today(stage.clock.now()))
        assert [(each.item.kind.value, each.people) for each in held] == [
            ("task", (leader.person_id,)),
            ("instruction", (leader.person_id,)),
        ]
    await clerk.says(f"/ketthuc NV-{task.id} đạt")
    await clerk.says("1")
    assert state(stage) == [(InstructionState.CLOSED, MONDAY)]

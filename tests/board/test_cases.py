"""`/hotro`, `/traloi`, `/chuyen`, and a reply to a case's message."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from models import SupportCase
from rules.states import CaseState
from tests.board.desk import POST, Desk, desk
from tests.stage import Stage

pytestmark = pytest.mark.anyio


async def asked(table: Desk) -> None:
    """HT-1, asked by the leader about NV-1, its kind chosen."""
    table.stage.add_task(table.post, "Bàn giao mặt bằng", due=date(2026, 12, 25))
    await table.leader.says("hỗ trợ 1 xin ý kiến về đơn giá đền bù")
    await table.leader.says("5")
    await table.leader.heard()


def case(stage: Stage) -> SupportCase:
    with stage.session() as session:
        return session.exec(select(SupportCase)).one()


async def test_open_cases_by_age_the_longest_overdue_first(stage: Stage) -> None:
    table = await desk(stage)
    await asked(table)
    await stage.jump(stage.start + timedelta(days=7))
    assert await table.clerk.says("/hotro") == [
        "Kiến nghị đang chờ trả lời: 1 · 1 quá hạn trả lời\n"
        'HT-1 · quá hạn 2 ngày làm việc · Ban Tổ chức · NV-1 – "xin ý kiến về đơn giá đền bù"\n'
        "Trả lời: /traloi HT-… nội dung. Chuyển: /chuyen HT-… chức danh.\n"
        "1 HT-1 Bàn giao mặt bằng"
    ]


async def test_no_case_is_said_so(stage: Stage) -> None:
    table = await desk(stage)
    assert await table.clerk.says("/hotro") == ["Hiện không có kiến nghị nào chờ trả lời."]


async def test_one_line_answers_and_the_leader_reads_it(stage: Stage) -> None:
    table = await desk(stage)
    await asked(table)
    assert await table.clerk.says("/traloi HT-1 Áp dụng đơn giá tại Quyết định 12") == [
        'Đã trả lời HT-1 (đã kết nối, đang gửi):\n"Áp dụng đơn giá tại Quyết định 12"\nNếu chưa đúng, đồng chí nhắn "sửa".'
    ]
    (told,) = await table.leader.heard()
    assert "Áp dụng đơn giá tại Quyết định 12" in told
    answered = case(stage)
    assert (answered.state, answered.answered_by) == (CaseState.ANSWERED, table.clerk.person_id)


async def test_a_reply_to_the_case_s_message_answers_it(stage: Stage) -> None:
    """Where nothing can be quoted the same words answer nothing, and the code that the message shows does."""
    table = await desk(stage)
    await asked(table)
    (told,) = await table.clerk.messages(table.group)
    quotes = stage.street.channel.capabilities.quote
    words = "Áp dụng Quyết định 12"
    said = await table.clerk.says(words, in_group=table.group, reply_to=told["id"] if quotes else None)
    if not quotes:
        assert (case(stage).state, [each for each in said if "HT-1" in each]) == (CaseState.OPEN, [])
        assert "HT-1" in told["text"]
        said = await table.in_group(f"/traloi HT-1 {words}")
    assert said[0].startswith("Đã trả lời HT-1")


async def test_question_by_question(stage: Stage) -> None:
    table = await desk(stage)
    await asked(table)
    assert await table.clerk.says("/traloi") == ["Kiến nghị nào? Đồng chí nhắn mã, ví dụ HT-15."]
    assert await table.clerk.says("HT-1") == ['Nội dung trả lời HT-1? Kiến nghị: "xin ý kiến về đơn giá đền bù"']
    assert (await table.clerk.says("Áp dụng Quyết định 12"))[0].startswith("Đã trả lời HT-1")


async def test_from_the_list_to_the_answer(stage: Stage) -> None:
    table = await desk(stage)
    await asked(table)
    await table.clerk.says("/hotro")
    assert await table.clerk.says("1") == [
        "HT-1 · NV-1 · Bàn giao mặt bằng\n"
        f"Người đề nghị: {POST}\n"
        'Nội dung: "xin ý kiến về đơn giá đền bù"\n'
        "Loại: ý kiến chỉ đạo. Hẹn trả lời chậm nhất ngày 1/12.\n"
        "Cơ quan trả lời: Ban Tổ chức\n"
        "1 trả lời · 2 chuyển · 0 quay lại"
    ]
    assert (await table.clerk.says("1"))[0].startswith("Nội dung trả lời HT-1?")


async def test_a_case_is_passed_on_when_confirmed(stage: Stage) -> None:
    table = await desk(stage)
    finance = stage.add_post("Giám đốc Sở Tài chính", unit="Sở Tài chính")
    supporter = await stage.leader(finance, "Giám đốc")
    await asked(table)
    assert await table.clerk.says("/chuyen HT-1 so tai chinh") == [
        "HT-1 · NV-1 · Bàn giao mặt bằng\n"
        'Nội dung: "xin ý kiến về đơn giá đền bù"\n'
        "Chuyển cho: Giám đốc Sở Tài chính; ngày hẹn trả lời giữ nguyên 1/12/2026.\n"
        "G2: 1 chuyển HT-1 cho Giám đốc Sở Tài chính · 0 không chuyển"
    ]
    assert await table.clerk.says("1") == ["Đã chuyển HT-1 cho Giám đốc Sở Tài chính (đã kết nối, đang gửi)."]
    assert case(stage).supporter_id == finance
    assert len(await supporter.heard()) == 1
    assert (await supporter.says("/traloi HT-1 Đã bố trí kinh phí"))[0].startswith("Đã trả lời HT-1")
    assert case(stage).state is CaseState.ANSWERED


async def test_a_supporter_passes_a_request_on_only_with_a_reason(stage: Stage) -> None:
    table = await desk(stage)
    finance, land = (stage.add_post(f"Giám đốc {unit}", unit=unit) for unit in ("Sở Tài chính", "Sở Đất đai"))
    supporter, other = await stage.leader(finance, "Một"), await stage.leader(land, "Hai")
    await asked(table)
    await table.clerk.says("/chuyen HT-1 so tai chinh")
    await table.clerk.says("1")
    await supporter.heard()
    assert await supporter.says("/chuyen HT-1 sở đất đai") == ["Lý do chuyển tiếp HT-1?"]
    (shown,) = await supporter.says("đơn giá do bên đất đai ban hành")
    assert "Lý do: đơn giá do bên đất đai ban hành" in shown
    assert (await supporter.says("1"))[0].startswith("Đã chuyển HT-1 cho Giám đốc Sở Đất đai")
    assert case(stage).supporter_id == land
    assert len(await other.heard()) == 1
    assert (
        "HT-1" not in (await supporter.says("/chuyen HT-1 sở tài chính | thôi"))[0] or case(stage).supporter_id == land
    )


async def test_a_case_is_not_passed_to_who_asked(stage: Stage) -> None:
    table = await desk(stage)
    await asked(table)
    assert await table.clerk.says("/chuyen HT-1 bí thư Nguyệt Đức") == [
        "HT-1 không chuyển được cho chính chức danh đã đề nghị."
    ]


async def test_an_answer_is_given_once(stage: Stage) -> None:
    table = await desk(stage)
    await asked(table)
    await table.clerk.says("/traloi HT-1 một")
    await table.second.says("/traloi HT-1 hai")
    assert case(stage).answered_by == table.clerk.person_id


async def test_a_leader_of_another_post_learns_nothing_of_a_case(stage: Stage) -> None:
    table = await desk(stage)
    await asked(table)
    other = await stage.leader(stage.add_post("Chủ tịch UBND xã Khác", unit="xã Khác"))
    for said in ("HT-1", "/hotro", "/traloi HT-1 thế à"):
        assert "đơn giá" not in "".join(await other.says(said))
    assert case(stage).state is CaseState.OPEN

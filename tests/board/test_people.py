"""`/ketnoi`, `/ngat`, `/danhsach`."""

import re
from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from bot import work
from models import Account, Invitation, Job, Outbox, OutboxState, Tenure
from rules.states import MessageClass
from tests.board.desk import POST, Desk, desk
from tests.joining.slips import GREETING, RECORDED, joined, slip
from tests.stage import Stage

pytestmark = pytest.mark.anyio

SLIP = re.compile(
    r"Mã kết nối của: (?P<who>.+)\n(?P<code>[A-Z0-9]{6})\n(?P<link>https://t\.me/giaoviec_bot\?start=(?P=code)\n)?"
    r"Mã dùng một lần, đến hết ngày 10/12/2026\. Đề nghị giao trực tiếp cho đồng chí đó, không gửi vào nhóm\."
)


async def code_of(table: Desk, said: str) -> str:
    (text,) = await table.clerk.says(said)
    found = SLIP.fullmatch(text)
    assert found is not None
    return found["code"]


async def test_a_code_for_a_post_found_without_diacritics(stage: Stage) -> None:
    table = await desk(stage)
    newcomer = await stage.stranger("Người mới")
    assert await newcomer.says(await code_of(table, "/ketnoi bi thu nguyet duc")) == [GREETING.format(who=POST)]
    assert await newcomer.presses("Đúng") == [RECORDED]


async def test_a_code_issued_in_the_group_goes_to_the_asker_s_private_chat(stage: Stage) -> None:
    table = await desk(stage)
    assert await table.in_group("/ketnoi bi thu nguyet duc") == [f"Mã kết nối của {POST}: đã gửi riêng cho đồng chí."]
    (private,) = await table.clerk.heard()
    assert SLIP.fullmatch(private)
    assert await table.second.heard() == []


async def test_question_by_question(stage: Stage) -> None:
    table = await desk(stage)
    assert await table.clerk.says("/ketnoi") == ["Cấp mã kết nối cho chức danh nào? Ví dụ: bí thư Nguyệt Đức."]
    assert SLIP.fullmatch((await table.clerk.says("bi thu nguyet duc"))[0])


async def test_candidates_are_offered(stage: Stage) -> None:
    table = await desk(stage)
    stage.add_post("Chủ tịch UBND xã Nguyệt Đức")
    (asked,) = await table.clerk.says("/ketnoi nguyet duc")
    assert asked.startswith('"nguyet duc" là chức danh, đơn vị nào sau đây?')
    found = SLIP.fullmatch((await table.clerk.says("2"))[0])
    assert found is not None
    assert found["who"] == "Chủ tịch UBND xã Nguyệt Đức"


@pytest.mark.parametrize("said", ["bi thu nguyet duc trợ lý", "trợ lý bi thu nguyet duc", "bi thu nguyet duc | tro ly"])
async def test_a_code_for_the_assistant_of_a_post(stage: Stage, said: str) -> None:
    table = await desk(stage)
    office = await stage.stranger("Văn phòng")
    assert await office.says(await code_of(table, f"/ketnoi {said}")) == [GREETING.format(who=f"trợ lý của {POST}")]


async def test_where_pictures_are_shown_the_code_comes_as_one_too(stage: Stage) -> None:
    table = await desk(stage)
    code = await code_of(table, "/ketnoi bi thu nguyet duc")
    can = stage.street.channel.capabilities
    drawn = can.join_link.format(code=code) or code
    with stage.session() as session:
        jobs = session.exec(select(Job)).all()
        asked = [(job.kind, job.notice, job.person_id, job.args) for job in jobs]
    assert asked == [("qr", "qr", table.clerk.person_id, {"text": drawn})] * can.image_out


async def test_the_picture_is_drawn_by_a_child_and_sent_to_the_asker_alone(stage: Stage) -> None:
    if not stage.street.channel.capabilities.image_out:
        return  # the code as text is all there is
    table = await desk(stage)
    await table.in_group("/ketnoi bi thu nguyet duc")
    await table.clerk.heard()
    assert await work.run_once(stage.db, stage.clock.now())
    await stage.settle()
    (sent,) = await table.clerk.messages()
    assert (sent["text"], sent["picture"]) == (f"Mã QR để in vào phiếu: {POST}", True)


async def test_unlinking_is_confirmed_and_the_tasks_stay(stage: Stage) -> None:
    table = await desk(stage)
    stage.add_task(table.post, "Bàn giao mặt bằng")
    assert await table.clerk.says("/ngat bi thu nguyet duc") == [
        f"Ngắt kết nối: {POST}\nĐang kết nối: Đồng chí A\nG1: 1 ngắt kết nối {POST} · 0 không ngắt"
    ]
    assert await table.clerk.says("1") == [
        f'Đã ngắt kết nối: {POST}. Nhiệm vụ vẫn thuộc chức danh; dùng "/ketnoi" để cấp mã cho người tiếp nhận.'
    ]
    assert "Để kết nối" in (await table.leader.says("việc"))[0]
    newcomer = await joined(stage, table.post, "Người mới")
    assert (await newcomer.says("việc"))[0].startswith("Đồng chí đang có 1 nhiệm vụ")


async def test_unlinking_one_post_leaves_a_person_s_other_post(stage: Stage) -> None:
    table = await desk(stage)
    second = stage.add_post("Chủ tịch HĐND xã Nguyệt Đức")
    with stage.session() as session:
        session.add(
            Tenure(
                person_id=table.leader.person_id or 0, post_id=second, starts_on=stage.start.date() - timedelta(days=9)
            )
        )
    for said in ("/ngat bí thư nguyệt đức", "1"):
        await table.clerk.says(said)
    with stage.session() as session:
        account = session.exec(select(Account).where(Account.display_name == "Đồng chí A")).one()
        assert account.person_id == table.leader.person_id


async def test_only_the_assistants_are_unlinked_when_they_are_meant(stage: Stage) -> None:
    table = await desk(stage)
    office = await stage.assistant(table.post)
    for said in ("/ngat bí thư nguyệt đức trợ lý", "1"):
        await table.clerk.says(said)
    assert "Để kết nối" in (await office.says("việc"))[0]
    assert await table.leader.says("việc") == ["Đồng chí hiện không có nhiệm vụ nào đang thực hiện."]


async def test_nobody_linked_is_said_so(stage: Stage) -> None:
    table = await desk(stage)
    stage.add_post("Hạt trưởng Hạt Kiểm lâm")
    assert await table.clerk.says("/ngat kiểm lâm") == ["Chức danh này hiện chưa có ai kết nối."]


async def test_who_is_linked_and_who_is_not(stage: Stage) -> None:
    table = await desk(stage)
    stage.add_post("Hạt trưởng Hạt Kiểm lâm")
    assert await table.clerk.says("/danhsach") == [
        "Đã kết nối: 1/2 chức danh\nChưa kết nối (1): Hạt trưởng Hạt Kiểm lâm"
    ]


async def test_who_is_silent_and_who_can_t_be_reached(stage: Stage) -> None:
    table = await desk(stage)
    gone = await stage.leader(stage.add_post("Hạt trưởng Hạt Kiểm lâm"), "Hạt trưởng")
    with stage.session() as session:
        session.exec(select(Account).where(Account.person_id == gone.person_id)).one().reachable = False
    await stage.jump(stage.start + timedelta(days=14))
    await table.clerk.says("/trogiup")
    assert await table.clerk.says("/danhsach") == [
        "Đã kết nối: 2/2 chức danh\n"
        "Không gửi được tin (1): Hạt trưởng Hạt Kiểm lâm (chưa có tin nào)\n"
        f"Không có tin từ 10 ngày làm việc trở lên (1): {POST} (chưa có tin nào)"
    ]


async def test_when_a_post_was_last_heard_and_what_did_not_reach_it(stage: Stage) -> None:
    table = await desk(stage)
    stage.add_post("Hạt trưởng Hạt Kiểm lâm")
    await table.leader.says("việc")
    with stage.session() as session:
        own = session.exec(select(Account).where(Account.person_id == table.leader.person_id)).one()
        for number, days in enumerate((1, 2, 40)):
            session.add(_dead(own, f"dead:{number}", stage.clock.now() - timedelta(days=days)))
    assert await table.clerk.says("/danhsach") == [
        "Đã kết nối: 1/2 chức danh\n"
        "Chưa kết nối (1): Hạt trưởng Hạt Kiểm lâm\n"
        f"Có tin không gửi được trong 30 ngày qua (1): {POST} (có tin gần nhất 26/11/2026, 2 tin không gửi được)"
    ]
    assert await table.clerk.says("/danhsach nguyet duc") == [
        f"{POST}: đã kết nối; có tin gần nhất 26/11/2026; 2 tin không gửi được"
    ]
    assert await table.clerk.says("/danhsach kiểm lâm") == ["Hạt trưởng Hạt Kiểm lâm: chưa kết nối"]
    assert await table.clerk.says("/danhsach sở y tế") == ['Không tìm thấy đơn vị hoặc chức danh nào theo "sở y tế".']


def _dead(to: Account, key: str, created: datetime) -> Outbox:
    """A message to this account that was given up."""
    return Outbox(
        lane=f"{to.bot}:{to.chat_id}",
        bot=to.bot,
        chat_id=to.chat_id,
        key=key,
        message_class=MessageClass.ANSWER,
        state=OutboxState.DEAD,
        created_at=created,
        not_before=created,
    )


async def a_conference(stage: Stage, count: int) -> None:
    for number in range(count):
        newcomer = await stage.stranger(f"Đại biểu {number}")
        post = stage.add_post(f"Bí thư Đảng ủy xã Số {number}", unit=f"xã Số {number}")
        await newcomer.says(slip(stage, post))
        await newcomer.presses("Đúng")


async def test_a_whole_conference_is_confirmed_at_once(stage: Stage) -> None:
    table = await desk(stage)
    await a_conference(stage, 3)
    (shown,) = await table.clerk.says("/danhsach")
    lines = shown.splitlines()
    assert lines[:5] == [
        "Đã kết nối: 1/4 chức danh",
        "Chờ xác nhận (3):",
        "1) Đại biểu 0 – Bí thư Đảng ủy xã Số 0",
        "2) Đại biểu 1 – Bí thư Đảng ủy xã Số 1",
        "3) Đại biểu 2 – Bí thư Đảng ủy xã Số 2",
    ]
    assert lines[-1].endswith("1 xác nhận cả 3 đồng chí · 2 xem từng đồng chí · 0 để sau")
    assert await table.clerk.says("1") == ["Đã xác nhận 3 đồng chí."]
    with stage.session() as session:
        assert all(each.confirmed_at for each in session.exec(select(Invitation)))


async def test_one_by_one_each_with_its_own_answer(stage: Stage) -> None:
    table = await desk(stage)
    await a_conference(stage, 2)
    await table.clerk.says("/danhsach")
    shown = await table.clerk.says("2")
    assert [text.splitlines()[0] for text in shown] == [
        "Đại biểu 0 – Bí thư Đảng ủy xã Số 0",
        "Đại biểu 1 – Bí thư Đảng ủy xã Số 1",
    ]
    code = shown[0].splitlines()[1].partition(":")[0]
    assert await table.clerk.says(f"ok {code}") == ["Đã xác nhận: Đại biểu 0 – Bí thư Đảng ủy xã Số 0."]


async def test_who_was_confirmed_meanwhile_is_passed_over(stage: Stage) -> None:
    table = await desk(stage)
    await a_conference(stage, 2)
    await table.clerk.says("/danhsach")
    await table.second.says("/danhsach")
    await table.clerk.says("1")
    assert await table.second.says("1") == ["Hiện không có ai chờ xác nhận."]

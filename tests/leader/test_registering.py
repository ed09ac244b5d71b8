"""A leader registers a task from practice; the board selects it or declines with a reason (S1-08)."""

from datetime import date

import pytest
from sqlmodel import col, select

from models import Target, Task, TaskReason, Tenure
from rules.states import DueKind, TaskState
from tests.board.desk import POST, REFUSED, Desk, desk
from tests.stage import Stage

pytestmark = pytest.mark.anyio
SAID = "đăng ký: Bàn giao mặt bằng 3 km | biên bản 144 hộ | 30/6/2027 | việc khó, tồn tại 10 năm nay"
ECHO = (
    "Đăng ký nhiệm vụ: Bàn giao mặt bằng 3 km\n"
    "Sản phẩm: biên bản 144 hộ (tính theo số hộ, kế hoạch 144 hộ)\n"
    "Thời hạn: thứ Tư 30/6/2027\n"
    "Lý do: việc khó, tồn tại 10 năm nay\n"
    "1 gửi Ban Tổ chức · 2 sửa · 0 không đăng ký"
)
TOLD = (
    "Việc mới đăng ký: DK-1 · Bàn giao mặt bằng 3 km\n"
    f"Chức danh đăng ký: {POST}\n"
    "Sản phẩm: biên bản 144 hộ\n"
    "Thời hạn: thứ Tư 30/6/2027\n"
    "Lý do: việc khó, tồn tại 10 năm nay\n"
)


def task(stage: Stage) -> Task:
    with stage.session() as session:
        return session.exec(select(Task).order_by(col(Task.id).desc())).first() or Task()


async def registered(stage: Stage) -> Desk:
    """DK-1 waits; everybody has read what came."""
    table = await desk(stage)
    await table.leader.says(SAID)
    await table.leader.says("1")
    await table.clerk.heard(table.group)
    return table


async def test_in_one_line_it_is_echoed_sent_and_the_board_is_told(stage: Stage) -> None:
    table = await desk(stage)
    assert await table.leader.says(SAID) == [ECHO]
    assert await table.leader.says("1") == [
        "Đã ghi nhận đăng ký DK-1: Bàn giao mặt bằng 3 km. Ban Tổ chức trả lời trong 5 ngày làm việc.\n"
        'Nếu chưa đúng, đồng chí nhắn "sửa".'
    ]
    (told,) = await table.clerk.heard(table.group)
    assert told == TOLD + f"{await table.code()}: 1 chọn DK-1 · 2 không chọn DK-1"
    kept = task(stage)
    assert (kept.state, kept.proposed_by, kept.kind, kept.due_on) == (
        TaskState.REGISTERED,
        table.leader.person_id,
        "long_standing",
        date(2027, 6, 30),
    )
    with stage.session() as session:
        assert session.exec(select(Target.plan)).all() == [144]
        assert sorted(session.exec(select(TaskReason.reason)).all()) == ["hard", "long_standing"]


async def test_question_by_question_with_wrong_answers_between(stage: Stage) -> None:
    table = await desk(stage)
    leader = table.leader
    assert await leader.says("Đăng ký ạ") == ["Đồng chí đăng ký nhiệm vụ gì? Muốn dừng, nhắn 0."]
    assert (await leader.says("x" * 301))[0].startswith("Nội dung dài 301 ký tự")
    product = "Sản phẩm là gì? Ví dụ: biên bản bàn giao 144 hộ. Nếu không có, nhắn 0."
    assert await leader.says("Số hóa hồ sơ đất đai") == [product]
    due = "Đến khi nào hoàn thành? Ví dụ: 30/6/2027, hết quý 2, thường xuyên."
    assert (await leader.says("0"))[0].endswith("hết quý 2, thường xuyên.")
    assert (await leader.says("sớm nhất có thể"))[0].endswith(due.partition("? ")[2])
    (why,) = await leader.says("thường xuyên")
    assert why == "Vì sao là việc khó, việc mới hoặc cấp bách? Một câu là đủ."
    (echo,) = await leader.says("chưa có tiền lệ")
    assert echo.splitlines()[:4] == [
        "Đăng ký nhiệm vụ: Số hóa hồ sơ đất đai",
        "Sản phẩm: chưa ghi",
        "Thời hạn: thường xuyên",
        "Lý do: chưa có tiền lệ",
    ]
    await leader.presses("Sửa")
    await leader.presses("Thời hạn")
    assert "Thời hạn: thứ Năm 31/12/2026" in (await leader.says("31/12/2026"))[0]
    await leader.presses("Gửi Ban Tổ chức")
    assert (task(stage).title, task(stage).due_kind, task(stage).product) == ("Số hóa hồ sơ đất đai", DueKind.DATE, "")


@pytest.mark.parametrize("said", ["0", "hủy"])
async def test_it_can_be_left_at_any_time(stage: Stage, said: str) -> None:
    table = await desk(stage)
    await table.leader.says("đăng ký")
    assert len(await table.leader.says(said)) == 1
    await table.leader.says(SAID)
    assert await table.leader.says("0") == ["Không đăng ký nhiệm vụ nào."]
    assert await table.clerk.heard(table.group) == []
    assert task(stage).id is None


async def test_the_board_selects_and_it_becomes_the_leaders_task(stage: Stage) -> None:
    table = await registered(stage)
    document = stage.add_document()
    assert await table.clerk.says("/dangky DK-1 chọn theo 128-QĐ/TU") == [
        f"Đã chọn DK-1, thành nhiệm vụ NV-1 của {POST}."
    ]
    assert await table.leader.heard() == [
        "Ban Tổ chức đã chọn DK-1, thành nhiệm vụ 1 của đồng chí:\n"
        "1. Bàn giao mặt bằng 3 km – thời hạn thứ Tư 30/6/2027\n"
        "1 tiếp nhận · 2 có ý kiến"
    ]
    assert (await table.leader.says("1"))[0].startswith("Đã ghi nhận đồng chí tiếp nhận nhiệm vụ 1")
    kept = task(stage)
    assert (kept.state, kept.proposed_by, kept.document_id, kept.assigned_by) == (
        TaskState.IN_PROGRESS,
        table.leader.person_id,
        document,
        table.clerk.person_id,
    )
    await table.leader.says("NV-1")
    assert "Đăng ký từ thực tiễn" in (await table.leader.presses("Quá trình thực hiện"))[0]


async def test_by_a_choice_in_the_group(stage: Stage) -> None:
    table = await desk(stage)
    await table.leader.says(SAID)
    await table.leader.says("1")
    said = await table.confirms_in_group("Chọn DK-1")
    assert said[-1:] == [f"Đã chọn DK-1, thành nhiệm vụ NV-1 của {POST}."]
    assert task(stage).state is TaskState.ASSIGNED


async def test_it_is_declined_with_a_reason_that_the_leader_reads(stage: Stage) -> None:
    table = await registered(stage)
    assert await table.clerk.says("/dangky DK-1 không") == [
        "Vì sao không chọn DK-1? Đồng chí đăng ký sẽ đọc lý do này."
    ]
    assert await table.clerk.says("chưa bố trí được vốn") == ["Không chọn DK-1; lý do được gửi tới đồng chí đăng ký."]
    (told,) = await table.leader.heard()
    assert told == 'Ban Tổ chức chưa chọn DK-1: Bàn giao mặt bằng 3 km\nLý do: "chưa bố trí được vốn"'
    assert task(stage).state is TaskState.WITHDRAWN
    assert await table.second.says("/dangky DK-1 chọn") == ["DK-1 không còn chờ trả lời."]


async def test_the_list_and_one_of_it(stage: Stage) -> None:
    table = await registered(stage)
    assert await table.clerk.says("/dangky") == [
        "Việc đăng ký đang chờ trả lời: 1\n"
        f"DK-1 – {POST}: Bàn giao mặt bằng 3 km – từ 26/11\n"
        "Nhắn mã để xem và trả lời từng việc."
    ]
    assert await table.leader.says("/dangky") == [
        "Việc đăng ký đang chờ trả lời: 1\nDK-1 – Bàn giao mặt bằng 3 km – từ 26/11"
    ]
    (shown,) = await table.clerk.says("dk1")
    assert shown.splitlines()[:2] == ["DK-1 · Bàn giao mặt bằng 3 km", f"Chức danh đăng ký: {POST}"]
    assert shown.splitlines()[-1].endswith("1 chọn DK-1 · 2 không chọn DK-1")
    assert "chọn DK-1" not in (await table.leader.says("DK-1"))[0]


async def test_taken_back_before_anybody_read_it_and_after(stage: Stage) -> None:
    table = await registered(stage)
    (asked,) = await table.leader.says("sửa")
    assert asked.startswith("Nội dung sau đã được thông báo cho người khác:")
    await table.leader.says("1")
    assert task(stage).state is TaskState.WITHDRAWN
    (told,) = await table.clerk.heard(table.group)
    assert "Đăng ký từ thực tiễn" in told


async def test_the_board_takes_its_answer_back(stage: Stage) -> None:
    table = await registered(stage)
    await table.clerk.says("/dangky DK-1 không nhầm")
    await table.leader.heard()
    await table.clerk.says("sửa")
    await table.clerk.says("1")
    assert task(stage).state is TaskState.REGISTERED


async def test_others_may_do_none_of_it(stage: Stage) -> None:
    """A stranger, a leader of another post and a committee member; and nobody answers an own registration."""
    await registered(stage)
    other = await stage.leader(stage.add_post("Bí thư Đảng ủy xã Yên Lạc", unit="xã Yên Lạc"), "Đồng chí B")
    member, stranger = await stage.committee_member(), await stage.stranger()
    assert "Bàn giao" not in "".join(await other.says("/dangky DK-1"))
    assert await other.says("/dangky DK-1 chọn") == [REFUSED]
    assert await other.says("/dangky") == ["Không có việc đăng ký nào đang chờ trả lời."]
    assert await member.says("/dangky DK-1 chọn") == [REFUSED]
    assert (await member.says("đăng ký"))[0].startswith("Đăng ký nhiệm vụ dành cho người giữ chức danh")
    assert "Bàn giao" not in "".join(await stranger.says(SAID) + await stranger.says("/dangky"))
    assert (task(stage).state, task(stage).id) == (TaskState.REGISTERED, 1)


async def test_a_member_of_the_board_does_not_answer_an_own_one(stage: Stage) -> None:
    table = await desk(stage)
    with stage.session() as session:
        session.add(Tenure(person_id=table.second.person_id or 0, post_id=table.post, starts_on=date(2026, 1, 1)))
    await table.second.says(SAID)
    await table.second.says("1")
    assert await table.second.says("/dangky DK-1 chọn") == [
        "NV-1 là nhiệm vụ của chính đồng chí; việc này do thành viên khác của Ban Tổ chức thực hiện."
    ]


@pytest.mark.parametrize(
    "said",
    [
        "đăng ký: |||",
        "đăng ký: a | b | 30/2/2027 | khó",
        "đăng ký: a | b | 1/1/2020 | khó",
        "/dangky DK-999 chọn",
        "/dangky DK-1 ừ",
    ],
)
async def test_bad_input_registers_nothing(stage: Stage, said: str) -> None:
    table = await desk(stage)
    person = table.clerk if said.startswith("/") else table.leader
    answers = await person.says(said)
    assert len(answers) == 1
    assert "lỗi" not in answers[0]
    assert task(stage).id is None

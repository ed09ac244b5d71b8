"""`/giao` (design/conversations.md, "The board")."""

from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import select

from models import History, Target, Task, Tenure
from rules.localtime import at
from rules.states import DueKind, TaskState
from tests.board.desk import POST, desk
from tests.stage import Stage

pytestmark = pytest.mark.anyio

LINE = "/giao bi thu nguyet duc | Bàn giao mặt bằng 3 km đường liên xã | biên bản 144/144 hộ | 30/6/2027"
ECHO = (
    f"Người được giao: {POST}\n"
    "Nhiệm vụ: Bàn giao mặt bằng 3 km đường liên xã\n"
    "Sản phẩm: biên bản 144/144 hộ (tính theo số hộ, kế hoạch 144 hộ)\n"
    "Thời hạn: thứ Tư 30/6/2027\n"
    "{code}: 1 giao cho Bí thư Đảng ủy xã Nguyệt Đức · 2 sửa · 0 không giao"
)
DONE = f"Đã giao NV-1 cho {POST} (đã kết nối, đang gửi)."


def tasks(stage: Stage) -> list[Task]:
    with stage.session() as session:
        return list(session.exec(select(Task)))


async def test_one_line_is_echoed_and_counts_when_confirmed(stage: Stage) -> None:
    table = await desk(stage)
    assert await table.clerk.says(LINE) == [ECHO.format(code="G1")]
    assert tasks(stage) == []
    assert await table.clerk.presses(f"Giao cho {POST}") == [DONE]
    (task,) = tasks(stage)
    assert (task.post_id, task.number, task.state) == (table.post, 1, TaskState.ASSIGNED)
    assert (task.due_kind, task.due_on, task.original_due_on) == (DueKind.DATE, date(2027, 6, 30), date(2027, 6, 30))
    with stage.session() as session:
        target = session.exec(select(Target)).one()
        assert (target.measure, target.plan) == ("hộ", Decimal(144))
        assert session.exec(select(History.event).where(History.task_id == task.id)).all() == ["assigned"]


async def test_without_bars_the_task_follows_the_post_s_name(stage: Stage) -> None:
    table = await desk(stage)
    (asked,) = await table.clerk.says("/giao bi thu nguyet duc dọn kho lưu trữ của xã")
    assert asked.startswith("Sản phẩm ")
    await table.clerk.says("biên bản")
    assert await table.clerk.says("30/6/2027") == [
        f"Người được giao: {POST}\nNhiệm vụ: dọn kho lưu trữ của xã\nSản phẩm: biên bản\nThời hạn: thứ Tư 30/6/2027\n"
        "G1: 1 giao cho Bí thư Đảng ủy xã Nguyệt Đức · 2 sửa · 0 không giao"
    ]


async def test_a_misspelt_post_is_no_beginning_of_a_task(stage: Stage) -> None:
    table = await desk(stage)
    (asked,) = await table.clerk.says("/giao bi thu nguyet duk")
    assert ("duk" in asked, POST in asked) == (True, True)


async def test_the_leader_hears_of_it(stage: Stage) -> None:
    table = await desk(stage)
    await table.clerk.says(LINE)
    await table.clerk.says("1")
    (order,) = await table.leader.heard()
    assert "Bàn giao mặt bằng 3 km đường liên xã" in order


async def test_in_the_group_a_button_or_a_code_confirms(stage: Stage) -> None:
    table = await desk(stage)
    assert await table.in_group(LINE) == [ECHO.format(code="G1")]
    assert await table.confirms_in_group(f"Giao cho {POST}") == [DONE]


async def test_a_reply_to_the_echo_confirms(stage: Stage) -> None:
    if not stage.street.channel.capabilities.quote:
        return  # nothing can be replied to here; a code stands in for it
    table = await desk(stage)
    await table.in_group(LINE)
    (echo,) = [m for m in await stage.street.heard(table.clerk.user, table.group) if m["text"].startswith("Người")]
    assert await table.clerk.says("1", in_group=table.group, reply_to=echo["id"]) == [DONE]


async def test_ok_and_the_code_confirm_in_private_too(stage: Stage) -> None:
    table = await desk(stage)
    await table.clerk.says(LINE)
    assert await table.clerk.says("ok G1") == [DONE]


async def test_another_clerk_s_code_is_not_mine(stage: Stage) -> None:
    table = await desk(stage)
    await table.clerk.says(LINE)
    await table.second.says("ok G1")
    assert tasks(stage) == []


async def test_a_confirmation_works_once(stage: Stage) -> None:
    table = await desk(stage)
    await table.clerk.says(LINE)
    await table.clerk.says("ok G1")
    assert await table.clerk.says("ok G1") == ["Lựa chọn này đã được ghi nhận trước đó, không ghi nhận thêm lần nữa."]
    assert len(tasks(stage)) == 1


async def test_zero_assigns_nothing(stage: Stage) -> None:
    table = await desk(stage)
    await table.clerk.says(LINE)
    assert await table.clerk.says("0") == ["Chưa giao nhiệm vụ nào."]
    assert tasks(stage) == []


async def test_question_by_question(stage: Stage) -> None:
    table = await desk(stage)
    assert await table.clerk.says("/giao") == [
        'Giao nhiệm vụ cho chức danh nào? Ví dụ: bí thư Nguyệt Đức. Muốn dừng, đồng chí nhắn "hủy".\n'
        "Có thể nhắn một dòng: /giao chức danh | nhiệm vụ | sản phẩm | thời hạn"
    ]
    assert await table.clerk.says("bi thu nguyet duc") == ["Nhiệm vụ là gì?"]
    assert await table.clerk.says("Bàn giao mặt bằng 3 km đường liên xã") == [
        "Sản phẩm phải có là gì? Ví dụ: biên bản bàn giao 144 hộ. Không có thì nhắn 0."
    ]
    assert await table.clerk.says("biên bản 144/144 hộ") == [
        "Thời hạn đến khi nào? Ví dụ: 30/6/2027, hết quý 2, thường xuyên."
    ]
    assert await table.clerk.says("30/6/2027") == [ECHO.format(code="G1")]
    assert await table.clerk.says("1") == [DONE]


async def test_question_by_question_in_the_group(stage: Stage) -> None:
    table = await desk(stage)
    for said in (
        "/giao",
        "bi thu nguyet duc",
        "Bàn giao mặt bằng 3 km đường liên xã",
        "biên bản 144/144 hộ",
        "30/6/2027",
    ):
        last = (await stage.street.heard(table.clerk.user, table.group) or [{"id": None}])[-1]["id"]
        answer = await table.clerk.says(said, in_group=table.group, reply_to=last if stage.can_press else None)
        how = "Đề nghị đồng chí trả lời vào tin nhắn này." if stage.can_press else "nhắc tên trợ lý khi trả lời."
        assert answer == [ECHO.format(code="G1")] or answer[0].endswith(how)
    assert await table.confirms_in_group(f"Giao cho {POST}") == [DONE]


async def test_no_product_is_owed_when_none_is_named(stage: Stage) -> None:
    table = await desk(stage)
    for said in ("/giao", "bi thu nguyet duc", "Dọn kho", "0"):
        await table.clerk.says(said)
    assert (await table.clerk.says("thường xuyên"))[0].splitlines()[2:4] == [
        "Sản phẩm: chưa ghi",
        "Thời hạn: thường xuyên",
    ]


async def test_an_unknown_post_brings_candidates(stage: Stage) -> None:
    table = await desk(stage)
    stage.add_post("Chủ tịch UBND xã Nguyệt Đức")
    said = await table.clerk.says("/giao nguyet duc | Dọn kho | biên bản | 30/6/2027")
    assert said == [
        '"nguyet duc" là chức danh, đơn vị nào sau đây?\n1 Bí thư Đảng ủy xã Nguyệt Đức · 2 Chủ tịch UBND xã Nguyệt Đức'
    ]
    assert (await table.clerk.says("2"))[0].startswith(
        "Người được giao: Chủ tịch UBND xã Nguyệt Đức\nNhiệm vụ: Dọn kho"
    )


async def test_a_misspelt_post_is_asked_about_and_can_be_named_anew(stage: Stage) -> None:
    table = await desk(stage)
    assert (await table.clerk.says("/giao bi thu nguyet duk | Dọn kho | biên bản | 30/6/2027"))[0].startswith(
        '"bi thu nguyet duk" là chức danh, đơn vị nào sau đây?'
    )
    assert (await table.clerk.says("bí thư Nguyệt Đức"))[0].startswith(f"Người được giao: {POST}\nNhiệm vụ: Dọn kho")


async def test_nobody_at_all_is_said_so(stage: Stage) -> None:
    table = await desk(stage)
    assert await table.clerk.says("/giao xyzxyz | Dọn kho") == [
        'Không tìm thấy chức danh nào theo "xyzxyz". Đề nghị đồng chí ghi rõ hơn.'
    ]


async def test_a_deadline_with_two_readings_is_asked_about(stage: Stage) -> None:
    table = await desk(stage)
    said = await table.clerk.says("/giao bi thu nguyet duc | Dọn kho | biên bản | cuối tuần")
    assert said == [
        '"cuối tuần" có thể hiểu theo hai ngày. Đồng chí chọn ngày nào?\n1 thứ Sáu 27/11/2026 · 2 Chủ nhật 29/11/2026'
    ]
    assert (await table.clerk.says("1"))[0].splitlines()[3] == "Thời hạn: thứ Sáu 27/11/2026"


async def test_a_refused_deadline_keeps_the_rest(stage: Stage) -> None:
    table = await desk(stage)
    (said,) = await table.clerk.says("/giao bi thu nguyet duc | Dọn kho | biên bản | 31/2/2027")
    assert said.endswith("Thời hạn đến khi nào? Ví dụ: 30/6/2027, hết quý 2, thường xuyên.")
    assert (await table.clerk.says("30/6/2027"))[0].startswith(f"Người được giao: {POST}\nNhiệm vụ: Dọn kho")


async def test_three_parts_ending_in_a_deadline_lack_the_product(stage: Stage) -> None:
    table = await desk(stage)
    assert (await table.clerk.says("/giao bi thu nguyet duc | Dọn kho | 30/6/2027"))[0].startswith(
        "Sản phẩm phải có là gì?"
    )


async def test_one_thing_is_changed_and_the_rest_stays(stage: Stage) -> None:
    table = await desk(stage)
    await table.clerk.says(LINE)
    assert await table.clerk.says("2") == [
        "Đồng chí muốn sửa nội dung nào?\n1 người được giao · 2 nhiệm vụ · 3 sản phẩm · 4 thời hạn\n0 không giao"
    ]
    await table.clerk.says("4")
    assert (await table.clerk.says("hết năm 2027"))[0] == ECHO.format(code="G3").replace("thứ Tư 30/6", "thứ Sáu 31/12")


async def test_numbers_are_never_reused_and_are_the_holder_s_alone(stage: Stage) -> None:
    table = await desk(stage)
    stage.add_task(table.post, "Đã kết thúc", number=7, state=TaskState.CLOSED)
    await table.clerk.says(LINE)
    await table.clerk.says("1")
    assert [task.number for task in tasks(stage)] == [7, 8]


async def test_the_number_is_new_over_all_the_posts_of_one_holder(stage: Stage) -> None:
    table = await desk(stage)
    second = stage.add_post("Chủ tịch HĐND xã Nguyệt Đức")
    stage.add_task(second, "Của chức danh kia", number=5)
    with stage.session() as session:
        session.add(Tenure(person_id=table.leader.person_id or 0, post_id=second, starts_on=date(2026, 1, 1)))
    await table.clerk.says(LINE)
    await table.clerk.says("1")
    assert [(task.post_id, task.number) for task in tasks(stage)] == [(second, 5), (table.post, 6)]


async def test_what_was_assigned_by_mistake_is_taken_back(stage: Stage) -> None:
    table = await desk(stage)
    await stage.jump(at(date(2026, 11, 26), 21))  # nobody has read the order yet
    await table.clerk.says(LINE)
    await table.clerk.says("1")
    (said,) = await table.clerk.says("sửa")
    assert said.startswith("Đã rút lại nội dung ghi nhận lúc 21 giờ 00:")
    assert [task.state for task in tasks(stage)] == [TaskState.WITHDRAWN]
    await stage.jump(at(date(2026, 11, 27), 9))
    assert await table.leader.heard() == []


async def test_a_vacant_post_is_said_to_be_vacant(stage: Stage) -> None:
    table = await desk(stage)
    stage.add_post("Hạt trưởng Hạt Kiểm lâm")
    await table.clerk.says("/giao kiểm lâm | Dọn kho | biên bản | 30/6/2027")
    assert await table.clerk.says("1") == [
        'Đã giao NV-1 cho Hạt trưởng Hạt Kiểm lâm (chức danh chưa có người kết nối; cấp mã bằng "/ketnoi").'
    ]


async def test_outside_working_hours_it_says_when_it_goes(stage: Stage) -> None:
    table = await desk(stage)
    await stage.jump(stage.start.replace(hour=14))  # 21:00 at home
    await table.clerk.says(LINE)
    assert await table.clerk.says("1") == [
        f"Đã giao NV-1 cho {POST} (đã kết nối, sẽ gửi lúc 7 giờ 00, ngày 27/11/2026)."
    ]


@pytest.mark.parametrize("long", ["x" * 301, "x" * 3000])
async def test_too_long_a_name_is_refused_and_the_rest_kept(stage: Stage, long: str) -> None:
    table = await desk(stage)
    (said,) = await table.clerk.says(f"/giao bi thu nguyet duc | {long} | biên bản | 30/6/2027")
    assert said.startswith(f"Nội dung dài {'3.000' if len(long) == 3000 else len(long)} ký tự")
    assert (await table.clerk.says("Dọn kho"))[0].startswith(f"Người được giao: {POST}\nNhiệm vụ: Dọn kho")


async def test_odd_characters_are_only_text(stage: Stage) -> None:
    table = await desk(stage)
    title = "'; DROP TABLE task; -- <b>x</b> 😀 {0} %s"
    await table.clerk.says(f"/giao bi thu nguyet duc | {title} | biên bản | 30/6/2027")
    await table.clerk.says("1")
    assert [task.title for task in tasks(stage)] == [title]


async def test_hủy_ends_the_questions(stage: Stage) -> None:
    table = await desk(stage)
    await table.clerk.says("/giao")
    assert await table.clerk.says("hủy") == ["Đã hủy, chưa ghi nhận gì."]

"""The answer to the morning's bundle, in one line."""

import pytest
from sqlmodel import col, select

from models import Report, ReportKind, SupportCase
from rules.states import TaskState
from tests.leader.scenes import a_leader
from tests.stage import Stage

pytestmark = pytest.mark.anyio
HINT = 'Nếu chưa đúng, đồng chí nhắn "sửa".'


def reports(stage: Stage) -> list[tuple[int, ReportKind, str | None]]:
    """The reports that count: task, kind, value."""
    with stage.session() as session:
        rows = session.exec(select(Report).where(col(Report.undone_at).is_(None)).order_by(col(Report.id)))
        return [(row.task_id, row.kind, str(row.value) if row.value is not None else None) for row in rows]


async def test_one_line_answers_the_whole_bundle(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.bundle()

    assert await scene.leader.says("1 130 ho, 2 39%, 7 vuong kinh phi mua men") == [
        "Đã ghi nhận:\n"
        "1. 130/144 hộ (90,3%)\n"
        "2. 39% – đạt 97,5% kế hoạch\n"
        '7. Vướng mắc: "kinh phi mua men" – đã chuyển Ban Tổ chức (HT-1), trả lời chậm nhất ngày 2/12\n' + HINT
    ]
    assert reports(stage) == [
        (scene.one.id, ReportKind.VALUE, "130"),
        (scene.two.id, ReportKind.VALUE, "39"),
        (scene.seven.id, ReportKind.STUCK, None),
    ]
    with stage.session() as session:
        assert [(case.task_id, case.kind) for case in session.exec(select(SupportCase))] == [(scene.seven.id, None)]


async def test_an_estimate_stays_one_and_a_forecast_is_no_result(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.bundle()

    assert await scene.leader.says("2 ước 39%") == [
        "Đã ghi nhận:\n2. Thu gom rác nông thôn: ước 39% – đạt 97,5% kế hoạch\n" + HINT
    ]
    assert await scene.leader.says("2 dự báo cả năm 41%") == [
        "Đề nghị đồng chí xác nhận trước khi ghi:\n"
        "2. dự báo 41% – đạt 102,5% kế hoạch – là số dự báo, lưu bên cạnh kết quả đã đạt\n"
        "1 đúng, ghi cho nhiệm vụ 2 Thu gom rác nông thôn · 0 không"
    ]
    await scene.leader.says("1")
    (card,) = await scene.leader.says(f"NV-{scene.two.id}")
    assert [line for line in card.splitlines() if "áo" in line][:2] == [
        "Báo cáo: ước 39% – đạt 97,5% kế hoạch – 27/11",
        "Dự báo: 41% – đạt 102,5% kế hoạch – 27/11",
    ]
    assert "kế hoạch 40%, ước 39%" in (await scene.leader.says("việc"))[0]


async def test_zero_covers_what_was_shown_and_nothing_else(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.bundle()

    assert await scene.leader.says("0") == ["Đã ghi nhận:\nNhiệm vụ 1, 2, 7: chưa có gì mới.\n" + HINT]
    assert [task for task, _, _ in reports(stage)] == [scene.one.id, scene.two.id, scene.seven.id]


async def test_the_rest_means_the_rest_of_what_was_shown(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.bundle()

    await scene.leader.says("1 130 ho, còn lại chưa có gì")
    assert reports(stage) == [
        (scene.one.id, ReportKind.VALUE, "130"),
        (scene.two.id, ReportKind.NO_CHANGE, None),
        (scene.seven.id, ReportKind.NO_CHANGE, None),
    ]


async def test_zero_is_no_card_even_if_a_card_was_open_before_the_bundle(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.leader.says("việc")
    await scene.leader.says("1")
    await scene.bundle()

    assert await scene.leader.says("0") == ["Đã ghi nhận:\nNhiệm vụ 1, 2, 7: chưa có gì mới.\n" + HINT]


async def test_zero_after_the_list_was_shown_is_asked_about(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.bundle()
    await scene.leader.says("việc")

    assert await scene.leader.says("0") == [
        "Đề nghị đồng chí xác nhận trước khi ghi:\n"
        '1. chưa có gì mới – hiểu từ "0"\n2. chưa có gì mới – hiểu từ "0"\n7. chưa có gì mới – hiểu từ "0"\n'
        "1 đúng, ghi cho các nhiệm vụ 1, 2, 7 · 0 không"
    ]
    assert reports(stage) == []


async def test_all_done_for_more_than_three_is_confirmed(stage: Stage) -> None:
    scene = await a_leader(stage)
    stage.add_task(scene.post, "Nhà văn hóa thôn", due=scene.two.due_on, number=9)
    await scene.bundle()

    (asked,) = await scene.leader.says("tất cả xong")
    assert asked.splitlines()[-1] == "1 đúng, ghi cho các nhiệm vụ 1, 2, 7, 9 · 0 không"
    assert reports(stage) == []
    (echo,) = await scene.leader.says("1")
    assert echo.splitlines()[1:5] == [
        "1. hoàn thành – chờ thẩm định",
        "2. hoàn thành – chờ thẩm định",
        "7. hoàn thành – chờ thẩm định",
        "9. hoàn thành – chờ thẩm định",
    ]


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("1 90 hộ", "1. 90/144 hộ (62,5%) – kém hơn lần báo cáo trước (120/144 hộ)"),
        ("2 3.500", "2. 3.500% – đạt 8.750% kế hoạch – cao hơn nhiều so với kế hoạch (40%)"),
        ("1 50%", "1. 50% kế hoạch, tức 72/144 hộ (50%) – hiểu là tỷ lệ so với kế hoạch"),
    ],
)
async def test_what_looks_wrong_is_confirmed_with_the_whole_object(stage: Stage, said: str, asked: str) -> None:
    scene = await a_leader(stage)
    await scene.leader.says("1 120 hộ")
    await scene.bundle()

    (text,) = await scene.leader.says(said)
    assert text.splitlines()[:2] == ["Đề nghị đồng chí xác nhận trước khi ghi:", asked]
    assert len(reports(stage)) == 1
    assert await scene.leader.says("0") == ["Chưa ghi nhận. Đề nghị đồng chí nhắn lại nội dung đúng, ví dụ: 1 130"]
    assert len(reports(stage)) == 1


async def test_the_clear_part_is_written_and_the_rest_asked_for(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.bundle()

    assert await scene.leader.says("1 130 hộ, 99 xong") == [
        "Đã ghi nhận:\n1. Bàn giao mặt bằng: 130/144 hộ (90,3%)\n"
        'Nếu chưa đúng, đồng chí nhắn "sửa".\n"99 xong": đồng chí không có nhiệm vụ này.'
    ]


async def test_a_value_without_its_task_is_asked_about_by_number(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.bundle()

    (asked,) = await scene.leader.says("39%")
    assert asked.splitlines()[0] == '"39%": của nhiệm vụ nào? Đề nghị đồng chí nhắn số nhiệm vụ.'
    (echo,) = await scene.leader.says("2")
    assert echo.splitlines()[1] == "2. Thu gom rác nông thôn: 39% – đạt 97,5% kế hoạch"


async def test_a_question_writes_nothing_and_is_offered_to_the_board(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.bundle()

    assert await scene.leader.says("1 xong chưa?") == [
        '1. "1 xong chưa" là câu hỏi nên chưa ghi nhận.\n1 chuyển câu hỏi đến Ban Tổ chức · 0 không'
    ]
    assert reports(stage) == []
    (passed,) = await scene.leader.says("1")
    assert passed.splitlines()[0] == "Đã chuyển Ban Tổ chức (HT-1), trả lời chậm nhất ngày 2/12."


@pytest.mark.parametrize("said", ["Nhất trí", "đã nhận", "Rõ ạ", "ok", "👍", "Dạ", "cảm ơn đồng chí"])
async def test_an_acknowledgement_is_recorded_and_writes_nothing(stage: Stage, said: str) -> None:
    scene = await a_leader(stage)
    await scene.bundle()

    assert await scene.leader.says(said) == [
        "Đã ghi nhận đồng chí nhận được thông tin; nội dung này chưa phải là báo cáo tiến độ."
    ]
    assert reports(stage) == []


async def test_nearly_done_is_never_done(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.bundle()

    assert await scene.leader.says("7 cơ bản xong") == [
        'Đã ghi nhận:\n7. Mô hình ủ rác hữu cơ: chưa hoàn thành, ghi chú: "cơ bản xong"\n' + HINT
    ]


async def test_the_same_text_twice_counts_once(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.leader.says("1 120 hộ")
    await scene.bundle()

    await scene.leader.says("1 thêm 10 hộ")
    assert await scene.leader.says("1 thêm 10 hộ") == [
        "Nội dung này đã được ghi nhận lúc 8 giờ 00, không ghi thêm lần nữa:\n1. Bàn giao mặt bằng: 130/144 hộ (90,3%)"
    ]
    assert [value for _, _, value in reports(stage)] == ["120", "130"]


async def test_a_report_on_a_closed_task_is_kept_as_a_note(stage: Stage) -> None:
    scene = await a_leader(stage)
    closed = stage.add_task(scene.post, "Việc đã xong", number=5, state=TaskState.CLOSED)
    assert await scene.leader.says("5 xong") == [
        "Đã ghi nhận:\n5. Việc đã xong: nhiệm vụ đã kết thúc; nội dung của đồng chí được lưu làm ghi chú\n" + HINT
    ]
    assert reports(stage) == [(closed.id, ReportKind.NOTE, None)]


async def test_stuck_without_a_word_is_asked_what_is_in_the_way(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.bundle()

    assert await scene.leader.says("7 vướng") == ["7. Đồng chí vướng nội dung gì? Đề nghị nhắn ngắn gọn."]
    (asked,) = await scene.leader.says("kinh phí mua men")
    assert asked.splitlines()[0] == "HT-1 · nhiệm vụ 7 Mô hình ủ rác hữu cơ."


async def test_more_time_in_the_bundle_s_answer(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.bundle()

    assert await scene.leader.says("7 xin gia han den 15/12 vi mua lu") == [
        "Đã ghi nhận:\n7. Mô hình ủ rác hữu cơ: xin gia hạn đến 15/12 – đã chuyển Ban Tổ chức (GH-1); chưa có trả lời thì "
        "thời hạn không thay đổi\n" + HINT
    ]


async def test_an_assistant_s_answer_is_a_report_on_behalf(stage: Stage) -> None:
    scene = await a_leader(stage)
    office = await stage.assistant(scene.post)
    await scene.bundle()
    await office.heard()
    (echo,) = await office.says("1 130 hộ, 7 xin gia hạn đến 15/12 vì mưa lũ")

    assert echo.splitlines()[1] == "1. Bàn giao mặt bằng: 130/144 hộ (90,3%)"
    assert echo.splitlines()[2] == (
        "7. Việc này do đồng chí giữ chức danh trực tiếp thực hiện; đồng chí có thể báo cáo thay và đề nghị hỗ trợ."
    )
    with stage.session() as session:
        assert [row.on_behalf for row in session.exec(select(Report))] == [True]


@pytest.mark.parametrize(
    ("said", "recorded"),
    [
        ("việc 1 130 hộ", "1. Bàn giao mặt bằng: 130/144 hộ (90,3%)"),
        ("viec 1 duoc 130 ho", "1. Bàn giao mặt bằng: 130/144 hộ (90,3%)"),
        ("Việc số 2 đạt 39%", "2. Thu gom rác nông thôn: 39% – đạt 97,5% kế hoạch"),
    ],
)
async def test_a_report_that_begins_with_the_word_for_the_list(stage: Stage, said: str, recorded: str) -> None:
    """Also where a command needs no slash (Zalo): "việc" alone is the list, "việc 1 130" a report."""
    scene = await a_leader(stage)
    await scene.bundle()
    (echo,) = await scene.leader.says(said)
    assert echo.splitlines()[:2] == ["Đã ghi nhận:", recorded]
    (listed,) = await scene.leader.says("việc")
    assert listed.startswith("Đồng chí đang có 4 nhiệm vụ")


async def test_the_word_for_where_figures_come_from_is_a_word_like_others(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.bundle()
    (asked,) = await scene.leader.says("nguồn vốn chưa có")
    assert asked.splitlines()[0] == '"nguồn vốn chưa có": của nhiệm vụ nào? Đề nghị đồng chí nhắn số nhiệm vụ.'
    (sources,) = await scene.leader.says("nguồn 1")
    assert sources.splitlines()[0] == f"Nguồn số liệu của NV-{scene.one.id}"

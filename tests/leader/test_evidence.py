"""Pictures, documents and voice notes. The bare text channel has none."""

import pytest
from sqlmodel import col, select

from models import Blob, Evidence, Report, ReportKind, Task
from rules.states import TaskState
from tests.leader.scenes import Scene, a_leader
from tests.stage import Stage

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("stage", ["telegram", "zalo"], indirect=True)]
HINT = 'Nếu chưa đúng, đồng chí nhắn "sửa".'
EVIDENCE = "đã nhận ảnh, tài liệu minh chứng"
SEVEN = f"Đã ghi nhận:\n7. Mô hình ủ rác hữu cơ: {EVIDENCE}\n" + HINT


@pytest.fixture
async def scene(stage: Stage) -> Scene:
    return await a_leader(stage)


def kept(stage: Stage) -> list[tuple[int, int]]:
    """Evidence as (task, report)."""
    with stage.session() as session:
        return [(row.task_id, row.report_id) for row in session.exec(select(Evidence).order_by(col(Evidence.id)))]


def reports(stage: Stage) -> list[tuple[int, ReportKind]]:
    with stage.session() as session:
        return [(row.task_id, row.kind) for row in session.exec(select(Report).order_by(col(Report.id)))]


async def test_a_number_as_the_caption_names_the_task(stage: Stage, scene: Scene) -> None:
    assert await scene.leader.sends_photo("7") == [SEVEN]
    assert kept(stage) == [(scene.seven.id, 1)]
    assert reports(stage) == [(scene.seven.id, ReportKind.EVIDENCE)]


async def test_a_caption_may_report_as_well(stage: Stage, scene: Scene) -> None:
    assert await scene.leader.sends_photo("1 130 hộ") == [
        f"Đã ghi nhận:\n1. Bàn giao mặt bằng: 130/144 hộ (90,3%); {EVIDENCE}\n" + HINT
    ]
    assert kept(stage) == [(scene.one.id, 1)]


async def test_a_picture_is_the_product_that_was_owed(stage: Stage, scene: Scene) -> None:
    task = stage.add_task(scene.post, "Nhà văn hóa thôn", product="biên bản nghiệm thu", number=9)
    await scene.leader.says("9 xong")
    (echo,) = await scene.leader.sends_photo()
    assert echo.splitlines()[1] == f"9. Nhà văn hóa thôn: đã nhận sản phẩm – chờ thẩm định; {EVIDENCE}"
    with stage.session() as session:
        assert session.get_one(Task, task.id).state is TaskState.CLAIMED


async def test_done_with_a_picture_goes_straight_to_verification(stage: Stage, scene: Scene) -> None:
    stage.add_task(scene.post, "Nhà văn hóa thôn", product="biên bản nghiệm thu", number=9)
    (echo,) = await scene.leader.sends_photo("9 xong")
    assert echo.splitlines()[1] == f"9. Nhà văn hóa thôn: hoàn thành – chờ thẩm định; {EVIDENCE}"


async def test_without_a_word_those_touched_last_are_offered(stage: Stage, scene: Scene) -> None:
    await scene.leader.says("2 39%")
    (asked,) = await scene.leader.sends_photo()
    assert asked.splitlines() == [
        "Tệp đồng chí gửi thuộc nhiệm vụ nào? Nhắn số nhiệm vụ.",
        "1 Bàn giao mặt bằng · 2 Thu gom rác nông thôn",
        "7 Mô hình ủ rác hữu cơ",
    ]
    assert kept(stage) == []
    assert await scene.leader.says("7") == [SEVEN]
    assert kept(stage) == [(scene.seven.id, 2)]


async def test_a_task_that_is_not_listed_can_be_named_too(stage: Stage, scene: Scene) -> None:
    await scene.leader.sends_photo()
    (echo,) = await scene.leader.says("8")
    assert echo.splitlines()[1] == f"8. Chỉnh trang đường làng: {EVIDENCE}"


async def test_a_caption_without_a_task_waits_for_the_choice(stage: Stage, scene: Scene) -> None:
    await scene.leader.sends_photo("đã đổ xong bê tông")
    (echo,) = await scene.leader.says("7")
    assert echo.splitlines()[1].startswith("7. Mô hình ủ rác hữu cơ: ")
    assert kept(stage) == [(scene.seven.id, 1)]


async def test_an_album_is_one_report_and_one_echo(stage: Stage, scene: Scene) -> None:
    assert await scene.leader.sends_photo("7", count=4) == [SEVEN]
    assert kept(stage) == [(scene.seven.id, 1)] * 4
    assert reports(stage) == [(scene.seven.id, ReportKind.EVIDENCE)]


async def test_an_album_without_a_word_is_asked_about_once(stage: Stage, scene: Scene) -> None:
    (asked,) = await scene.leader.sends_photo(count=3)
    assert asked.splitlines()[0] == "Tệp đồng chí gửi thuộc nhiệm vụ nào? Nhắn số nhiệm vụ."
    assert await scene.leader.says("7") == [SEVEN]
    assert kept(stage) == [(scene.seven.id, 1)] * 3


async def test_pictures_sent_within_seconds_are_one_report(stage: Stage, scene: Scene) -> None:
    await scene.leader.sends_photo("7")
    assert await scene.leader.sends_photo(data=b"\xff\xd8another") == []
    assert kept(stage) == [(scene.seven.id, 1)] * 2


async def test_taking_back_takes_the_whole_album_back(stage: Stage, scene: Scene) -> None:
    await scene.leader.sends_photo("7 xong", count=3)
    (said,) = await scene.leader.says("sửa")
    assert said.splitlines() == [
        "Đã rút lại nội dung ghi nhận lúc 9 giờ 00:",
        "7. Báo cáo: hoàn thành",
        "Đề nghị đồng chí nhắn lại nội dung đúng.",
    ]
    with stage.session() as session:
        assert [row.undone_at is None for row in session.exec(select(Report))] == [False]
        assert session.get_one(Task, scene.seven.id).state is TaskState.IN_PROGRESS


async def test_the_same_picture_for_another_task_is_noted(stage: Stage, scene: Scene) -> None:
    await scene.leader.sends_photo("7")
    (echo,) = await scene.leader.sends_photo("1")
    assert echo.splitlines()[1] == (
        f"1. Bàn giao mặt bằng: {EVIDENCE}, trong đó có tệp đã gửi cho NV-{scene.seven.id} ngày 26/11"
    )
    with stage.session() as session:
        assert len(session.exec(select(Blob)).all()) == 1


async def test_a_picture_of_no_bytes_is_said_to_be_empty(stage: Stage, scene: Scene) -> None:
    assert await scene.leader.sends_photo("7", data=b"") == [
        "Tệp đồng chí gửi không có nội dung (0 byte) nên không lưu được. Đề nghị gửi lại."
    ]
    assert kept(stage) == []


async def test_a_voice_note_where_text_is_due_is_kept_and_text_is_asked_for(stage: Stage, scene: Scene) -> None:
    await scene.leader.says("hỗ trợ")
    await scene.leader.says("7")
    assert await scene.leader.sends_voice() == [
        "Tệp đã được lưu vào nhiệm vụ, nhưng bước này cần nội dung bằng chữ. Đề nghị đồng chí nhắn nội dung."
    ]
    assert kept(stage) == [(scene.seven.id, 1)]
    (asked,) = await scene.leader.says("kinh phí mua men")
    assert asked.splitlines()[1] == 'Nội dung: "kinh phí mua men"'


async def test_a_voice_note_in_a_guided_report_belongs_to_its_task(stage: Stage, scene: Scene) -> None:
    await scene.leader.says("báo cáo")
    await scene.leader.says("7")
    assert await scene.leader.sends_voice() == [SEVEN]
    (echo,) = await scene.leader.says("đang làm")
    assert echo.splitlines()[1] == "7. Mô hình ủ rác hữu cơ: chưa có gì mới"

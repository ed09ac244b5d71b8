"""`việc`, the card, the code, what has happened."""

from datetime import date

import pytest

from models import Tenure
from rules.states import TaskState
from rules.text import utf16_len
from tests.leader.scenes import a_leader
from tests.stage import Stage

pytestmark = pytest.mark.anyio


async def test_twenty_one_tasks_with_long_titles_fit_one_message(stage: Stage) -> None:
    post = stage.add_post("Bí thư Đảng ủy xã Nguyệt Đức")
    for number in range(1, 22):
        title = f"Hoàn thành việc bàn giao mặt bằng và tái định cư cho nhân dân khu vực số {number} trong năm"
        stage.add_task(post, title, due=date(2026, 11, 20), measure="hộ", plan=1440)
    leader = await stage.leader(post)

    (text,) = await leader.says("danh sách")
    assert utf16_len(text) <= 2000
    assert [line.split(".")[0] for line in text.splitlines()[1:-1]] == [str(number) for number in range(1, 22)]
    assert text.splitlines()[21].endswith("0/1.440 hộ – quá hạn 4 ngày làm việc")


async def test_a_number_opens_the_card_as_scripted(stage: Stage) -> None:
    supervisor = stage.add_post("Phó Bí thư Thường trực", unit="Tỉnh ủy")
    post = stage.add_post("Bí thư Đảng ủy xã Nguyệt Đức", supervisor=supervisor)
    task = stage.add_task(
        post,
        "Bàn giao mặt bằng 3 km đường liên xã",
        product="biên bản bàn giao 144/144 hộ",
        due=date(2026, 11, 25),
        measure="hộ",
        plan=144,
        document=stage.add_document(),
    )
    leader = await stage.leader(post)
    await leader.says("1 130 hộ")

    await leader.says("việc")
    assert await leader.says("1") == [
        f"1 · NV-{task.id} · Bàn giao mặt bằng 3 km đường liên xã\n"
        "Sản phẩm: biên bản bàn giao 144/144 hộ\n"
        "Thời hạn: 25/11 (quá 1 ngày làm việc) · Căn cứ: 128-QĐ/TU\n"
        "Báo cáo: 130/144 hộ (90,3%) – 26/11\n"
        "Đồng chí theo dõi, chỉ đạo: Phó Bí thư Thường trực\n"
        "Kiến nghị đang chờ trả lời: không\n"
        "1 báo cáo tiến độ · 2 đề nghị hỗ trợ · 3 xin gia hạn\n"
        "4 quá trình thực hiện · 0 quay lại"
    ]


async def test_the_card_leads_to_the_history_and_back(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.leader.says("1 130 hộ")
    await scene.leader.says("1 vướng giá đền bù")
    await scene.leader.says(f"NV-{scene.one.id}")

    assert await scene.leader.says("4") == [
        f"Quá trình thực hiện NV-{scene.one.id}: Bàn giao mặt bằng\n"
        '26/11 – HT-1: đề nghị hỗ trợ "giá đền bù"\n'
        "26/11 – Báo cáo: 130/144 hộ\n"
        "0 quay lại nhiệm vụ"
    ]
    (card,) = await scene.leader.says("0")
    assert card.splitlines()[4] == "Kiến nghị đang chờ trả lời: HT-1 (chậm nhất 1/12)"


async def test_an_assistant_s_card_offers_no_extension(stage: Stage) -> None:
    scene = await a_leader(stage)
    office = await stage.assistant(scene.post)
    await office.says("việc")
    (card,) = await office.says("1")
    assert card.splitlines()[-2:] == ["1 báo cáo tiến độ · 2 đề nghị hỗ trợ · 4 quá trình thực hiện", "0 quay lại"]


async def test_a_closed_task_can_only_be_read(stage: Stage) -> None:
    scene = await a_leader(stage)
    closed = stage.add_task(scene.post, "Việc đã xong", number=5, state=TaskState.CLOSED)
    (card,) = await scene.leader.says(f"nv{closed.id}")
    assert card.splitlines()[-1] == "4 quá trình thực hiện · 0 quay lại"


async def test_somebody_else_s_task_is_not_told_apart_from_none(stage: Stage) -> None:
    scene = await a_leader(stage)
    other = await stage.leader(stage.add_post("Bí thư Đảng ủy xã Vân Hội", unit="xã Vân Hội"))
    refusal = ["Không có nhiệm vụ này trong số nhiệm vụ đồng chí được xem."]
    assert await other.says(f"NV-{scene.one.id}") == refusal
    assert await other.says("NV-999999") == refusal


async def test_the_committee_reads_a_card_by_its_code(stage: Stage) -> None:
    scene = await a_leader(stage)
    member = await stage.committee_member()
    (card,) = await member.says(f"NV-{scene.seven.id}")
    assert card.splitlines()[:2] == [
        f"NV-{scene.seven.id} · Mô hình ủ rác hữu cơ",
        "Người được giao: Bí thư Đảng ủy xã Nguyệt Đức",
    ]
    assert card.splitlines()[-1] == "4 quá trình thực hiện"


async def test_two_posts_are_headings_and_a_shared_number_is_asked_about(stage: Stage) -> None:
    scene = await a_leader(stage)
    second = stage.add_post("Chủ tịch HĐND xã Nguyệt Đức")
    stage.add_task(second, "Kỳ họp cuối năm", due=date(2026, 12, 20), number=1)
    with stage.session() as session:
        session.add(Tenure(person_id=scene.leader.person_id, post_id=second, starts_on=date(2026, 1, 1)))
    (text,) = await scene.leader.says("việc")
    assert [line for line in text.splitlines() if "xã" in line] == [
        "Bí thư Đảng ủy xã Nguyệt Đức",
        "Chủ tịch HĐND xã Nguyệt Đức",
    ]
    assert await scene.leader.says("1") == [
        "Đồng chí muốn nói đến nhiệm vụ nào?\n"
        "1. Bàn giao mặt bằng (Bí thư Đảng ủy xã Nguyệt Đức)\n"
        "2. Kỳ họp cuối năm (Chủ tịch HĐND xã Nguyệt Đức)"
    ]
    (card,) = await scene.leader.says("2")
    assert card.splitlines()[0].endswith("Kỳ họp cuối năm")

    (asked,) = await scene.leader.says("1 xong")
    assert asked.splitlines()[0] == "Đồng chí có hai nhiệm vụ cùng số 1. Đồng chí muốn nói đến nhiệm vụ nào?"
    (echo,) = await scene.leader.says("1")
    assert echo.splitlines()[1] == "1. Bàn giao mặt bằng: hoàn thành – chờ thẩm định"


async def test_the_list_of_a_task_waiting_for_others_says_so(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.leader.says("7 xong")
    (text,) = await scene.leader.says("việc")
    assert text.splitlines()[3] == "7. 🟢 Mô hình ủ rác hữu cơ – chờ thẩm định"


async def test_a_question_after_tasks_is_answered_with_the_list(stage: Stage) -> None:
    scene = await a_leader(stage)
    shown = await scene.leader.says("việc")
    asked = ("Việc nào sắp hết hạn", "tôi còn việc gì", "còn nhiệm vụ nào chưa xong không em")
    assert [await scene.leader.says(question) for question in asked] == [shown] * len(asked)
    assert await scene.leader.says("nhiệm vụ nào cũng xong rồi") != shown

"""`/thamdinh` and `/tralai`."""

from decimal import Decimal

import pytest
from sqlmodel import select

from models import Task, Verification
from rules.states import TaskState
from tests.board.desk import desk
from tests.board.test_closing import claimed, now
from tests.stage import Stage

pytestmark = pytest.mark.anyio


def found(stage: Stage) -> list[tuple[bool, Decimal | None]]:
    with stage.session() as session:
        return [(each.accepted, each.value) for each in session.exec(select(Verification))]


async def test_the_found_value_stands_beside_the_claim(stage: Stage) -> None:
    table = await desk(stage)
    task = claimed(table)
    assert await table.clerk.says("/thamdinh NV-1 130 thiếu 14 hộ") == [
        "NV-1 · Bàn giao mặt bằng\n"
        "Báo cáo: 144/144 hộ (100%) – 25/11/2026\n"
        "Thẩm định: 130/144 hộ (90,3%)\n"
        'Ghi chú: "thiếu 14 hộ"\n'
        "G1: 1 ghi nhận thẩm định NV-1 · 0 không ghi nhận"
    ]
    assert found(stage) == []
    assert await table.clerk.says("1") == [
        "Đã ghi nhận thẩm định NV-1: 130/144 hộ (90,3%).\n1 kết thúc NV-1 · 0 để sau"
    ]
    assert found(stage) == [(True, Decimal(130))]
    assert now(stage, task).state is TaskState.CLAIMED
    assert await table.leader.heard() == [
        'Ban Tổ chức đã thẩm định nhiệm vụ 1 · NV-1: 130/144 hộ (90,3%).\nBàn giao mặt bằng\nGhi chú: "thiếu 14 hộ"'
    ]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("130", "130/144 hộ (90,3%)"),
        ("130 hộ", "130/144 hộ (90,3%)"),
        ("130 ho du ho so", "130/144 hộ (90,3%)"),
        ("130/144", "130/144 hộ (90,3%)"),
        ("đạt 130", "130/144 hộ (90,3%)"),
        ("1.130", "1.130/144 hộ (784,7%)"),
        ("đạt", "144/144 hộ (100%)"),
        ("đúng", "144/144 hộ (100%)"),
    ],
)
async def test_values_as_people_write_them(stage: Stage, said: str, value: str) -> None:
    table = await desk(stage)
    claimed(table)
    assert (await table.clerk.says(f"/thamdinh NV-1 {said}"))[0].splitlines()[2] == f"Thẩm định: {value}"


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("90%", "Tỷ lệ % so với kế hoạch không phải là giá trị; đề nghị đồng chí ghi giá trị thẩm định."),
        ("gần xong", 'Đề nghị đồng chí ghi giá trị thẩm định trước, ví dụ 130, hoặc ghi "đạt".'),
        ("1,234.5", 'Không đọc chắc chắn được số "1,234.5"; đề nghị đồng chí ghi lại.'),
    ],
)
async def test_what_is_no_value_is_asked_again(stage: Stage, said: str, answer: str) -> None:
    table = await desk(stage)
    claimed(table)
    assert await table.clerk.says(f"/thamdinh NV-1 {said}") == [answer]
    assert found(stage) == []


async def test_question_by_question(stage: Stage) -> None:
    table = await desk(stage)
    claimed(table)
    assert await table.clerk.says("/thamdinh") == [
        "Thẩm định nhiệm vụ nào, kết quả ra sao? Ví dụ: NV-12 130 đúng hồ sơ.\n1 NV-1 Bàn giao mặt bằng"
    ]
    assert await table.clerk.says("1") == [
        "NV-1: giá trị thẩm định là bao nhiêu? Báo cáo: 144/144 hộ (100%) – 25/11/2026"
    ]
    assert (await table.clerk.says("130"))[0].endswith("G2: 1 ghi nhận thẩm định NV-1 · 0 không ghi nhận")
    assert (await table.clerk.says("1"))[0].startswith("Đã ghi nhận thẩm định NV-1: 130/144 hộ (90,3%).")


async def test_a_task_that_is_not_counted_has_its_product_or_not(stage: Stage) -> None:
    table = await desk(stage)
    stage.add_task(table.post, "Đề án", product="đề án", state=TaskState.CLAIMED)
    assert await table.clerk.says("/thamdinh NV-1 12") == [
        'NV-1 không tính theo số lượng; đề nghị nhắn "đạt" kèm ghi chú.'
    ]
    assert (await table.clerk.says("/thamdinh NV-1 đạt, có đề án"))[0].splitlines()[1:4] == [
        "Báo cáo: chưa có",
        "Thẩm định: đã có sản phẩm",
        'Ghi chú: "có đề án"',
    ]


async def test_a_verified_claim_is_closed_in_one_more_step(stage: Stage) -> None:
    table = await desk(stage)
    task = claimed(table)
    for said in ("/thamdinh NV-1 144", "1", "1", "2"):
        await table.clerk.says(said)
    assert now(stage, task).state is TaskState.CLOSED


async def test_a_claim_is_returned_with_a_reason(stage: Stage) -> None:
    table = await desk(stage)
    task = claimed(table)
    assert await table.clerk.says("/tralai NV-1") == ["Lý do trả lại NV-1?"]
    assert await table.clerk.says("chưa có biên bản") == [
        "NV-1 · Bàn giao mặt bằng\n"
        "Báo cáo: 144/144 hộ (100%) – 25/11/2026\n"
        'Lý do trả lại: "chưa có biên bản"\n'
        "G1: 1 trả lại NV-1 · 0 không trả lại"
    ]
    assert await table.clerk.says("1") == [
        "Đã trả lại NV-1; nhiệm vụ trở lại đang thực hiện, lý do đã được chuyển người thực hiện."
    ]
    returned: Task = now(stage, task)
    assert (returned.state, returned.claimed_at) == (TaskState.IN_PROGRESS, None)
    assert found(stage) == [(False, None)]
    assert await table.leader.heard() == [
        "Ban Tổ chức trả lại nhiệm vụ 1 · NV-1; nhiệm vụ trở lại đang thực hiện.\n"
        "Bàn giao mặt bằng\n"
        'Ghi chú: "chưa có biên bản"\n'
        "Khi sản phẩm đầy đủ, đề nghị đồng chí báo cáo lại."
    ]


async def test_what_is_not_claimed_can_t_be_returned(stage: Stage) -> None:
    table = await desk(stage)
    stage.add_task(table.post, "Đang làm")
    assert await table.clerk.says("/tralai NV-1 thiếu") == ["NV-1 chưa được báo hoàn thành nên không có gì để trả lại."]


async def test_in_the_group(stage: Stage) -> None:
    table = await desk(stage)
    claimed(table)
    await table.in_group("/thamdinh NV-1 130")
    assert (await table.confirms_in_group("Ghi nhận thẩm định NV-1"))[0].startswith("Đã ghi nhận thẩm định NV-1")


async def test_the_supervising_post_may_verify_where_the_owner_sits_on_the_board(stage: Stage) -> None:
    above = stage.add_post("Phó Bí thư Thường trực Tỉnh ủy", unit="Thường trực")
    supervisor = await stage.leader(above, "Người theo dõi")
    post = stage.add_post("Trưởng Ban Tổ chức Tỉnh ủy")
    stage.add_task(post, "Đề án", state=TaskState.CLAIMED, supervisor_id=above)
    await supervisor.says("/thamdinh NV-1 đạt")
    await supervisor.says("1")
    assert found(stage) == [(True, None)]

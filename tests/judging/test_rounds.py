"""`/dotthamdinh`: rounds of verification, and what a verifier is told."""

from datetime import date

import pytest
from sqlmodel import select

from models import Evidence, RoundItem, Verification
from rules.errors import UserError
from rules.sampling import sample
from rules.spans import quarter_of, span_of
from rules.states import RoleKind, TaskState
from services import rounds
from services.identity import actor_for
from tests.board.desk import REFUSED, Desk, desk
from tests.stage import PIXEL, Stage

anyio = pytest.mark.anyio


def some_tasks(table: Desk) -> None:
    stage = table.stage
    stage.add_task(table.post, "Bàn giao mặt bằng", state=TaskState.CLAIMED, due=date(2026, 12, 20))
    stage.add_task(table.post, "Xóa nhà tạm", due=date(2026, 12, 31), measure="nhà", plan=12)
    for number in range(6):
        stage.add_task(table.post, f"Việc năm sau {number}", due=date(2027, 6, 30))


@anyio
async def test_a_quarter_lists_what_is_due_and_a_sample_of_the_rest(stage: Stage) -> None:
    table = await desk(stage)
    some_tasks(table)
    picked = ", ".join(f"NV-{task}" for task in sample("2026-Q4", range(3, 9)))
    end = ["1 kết thúc đợt 2026-Q4"]
    shown = await table.clerk.says("/dotthamdinh 2026-Q4 đến 20/12")
    assert shown[0].splitlines() == [
        "Đợt 2026-Q4: đã thẩm định 0/4 nhiệm vụ, hạn 20/12",
        "Chưa thẩm định, đã báo xong (1): NV-1",
        "Chưa thẩm định, đến hạn trong kỳ (1): NV-2",
        f"Chưa thẩm định, chọn ngẫu nhiên (2): {picked}",
        *end,
    ]
    assert await table.clerk.says("/dotthamdinh 2026-Q4") == ["Đợt 2026-Q4 đã được mở."]
    assert await table.leader.says("/dotthamdinh") == [REFUSED]


@anyio
async def test_coverage_counts_what_was_found_since(stage: Stage) -> None:
    table = await desk(stage)
    some_tasks(table)
    await table.clerk.says("/dotthamdinh đột xuất NV-1, NV-2 phản ánh của nhân dân")
    shown = await table.clerk.says("/thamdinh NV-2 14")
    assert "Cao hơn kế hoạch: đề nghị kiểm tra lại số liệu." in shown[0]
    await table.clerk.presses("Ghi nhận thẩm định NV-2")
    with stage.session() as session:
        clerk = actor_for(session, table.clerk.person_id or 0, date(2026, 11, 26))
        found = rounds.coverage(session, clerk, 1)
        assert [(item.task.id, item.found is not None) for item in found.items] == [(1, False), (2, True)]
    ended = await table.clerk.says("/dotthamdinh")
    assert ended[0].startswith("Đợt ĐX-1: đã thẩm định 1/2 nhiệm vụ, hạn 10/12")
    assert await table.clerk.presses("Kết thúc đợt ĐX-1") == [
        "Đã kết thúc đợt ĐX-1: thẩm định 1/2 nhiệm vụ.\nChưa thẩm định: NV-1"
    ]


@anyio
async def test_the_same_picture_for_another_task_is_pointed_out_to_the_verifier(stage: Stage) -> None:
    if not stage.can_press:
        return  # this channel takes no pictures
    table = await desk(stage)
    for title in ("Xóa nhà tạm", "Sửa cầu"):
        stage.add_task(table.post, title)
    for number in (1, 2):
        await table.leader.sends_photo(f"{number} xong", data=PIXEL)
    with stage.session() as session:
        assert len(session.exec(select(Evidence)).all()) == 2
    shown = await table.clerk.says("/thamdinh NV-2 đạt")
    assert "Tệp minh chứng này cũng đã gửi cho NV-1." in shown[0].splitlines()


def test_a_sample_follows_from_the_name_alone() -> None:
    assert sample("2026-Q4", range(100)) == sample("2026-Q4", reversed(range(100)))
    assert sample("2026-Q4", range(100)) != sample("2027-Q1", range(100))
    assert [len(sample("2026-Q1", range(count))) for count in (0, 1, 5, 6, 100)] == [0, 1, 1, 2, 20]


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_periods(period: str, first: date, last: date) -> None:
    assert span_of(period) == (first, last)
    assert quarter_of(last) in (period, "2026-Q4")


@pytest.mark.parametrize("odd", ["", "2026-Q5", "26", "Q4", "2026-Q4-Q1"])
def test_what_is_no_period_is_refused(odd: str) -> None:
    with pytest.raises(UserError):
        span_of(odd)


@anyio
async def test_an_owner_on_the_board_does_not_verify_own_tasks_even_in_a_round(stage: Stage) -> None:
    table = await desk(stage)
    own = await stage.person("Trưởng ban", (RoleKind.BOARD, stage.unit_id, None), post=table.post)
    stage.add_task(table.post, "Bàn giao mặt bằng", state=TaskState.CLAIMED)
    await own.says("/dotthamdinh đột xuất NV-1 đối chiếu")
    assert await own.says("/thamdinh NV-1 đạt") == [
        "NV-1 là nhiệm vụ của chính đồng chí; việc này do thành viên khác của Ban Tổ chức thực hiện."
    ]
    with stage.session() as session:
        assert len(session.exec(select(RoundItem)).all()) == 1
        assert session.exec(select(Verification)).all() == []

"""One person on Zalo and Telegram at once: one copy, on the channel last used; digits stay where they were shown."""

from datetime import date

import pytest
from sqlmodel import select

from models import Account, Report
from models.progress import ReportKind
from rules.localtime import at
from tests.joining.slips import slip
from tests.stage import Actor, Stage

pytestmark = pytest.mark.anyio
FRIDAY = date(2026, 11, 27)
POST = "Bí thư Đảng ủy xã Nguyệt Đức"
SAME = "Đúng, tôi đã kết nối cả trên kênh khác"


async def on_both(stage: Stage) -> tuple[Actor, Actor]:
    """The same leader on Zalo (used last) and on Telegram."""
    post = stage.add_post(POST)
    here = await stage.leader(post)
    there = await stage.also(here, stage.streets[1])
    stage.add_task(post, "Bàn giao mặt bằng", due=date(2026, 11, 20), measure="hộ", plan=144, number=1)
    await there.says("việc")
    await here.says("việc")
    return here, there


async def test_a_bundle_read_on_zalo_is_answered_on_telegram(both: Stage) -> None:
    here, there = await on_both(both)
    await both.jump(at(FRIDAY, 8))
    assert (len(await here.heard()), await there.heard()) == (1, [])
    assert (await there.says("1 130 hộ"))[0].startswith("Đã ghi nhận")
    with both.session() as session:
        values = session.exec(select(Report.value).where(Report.kind == ReportKind.VALUE)).all()
        assert [str(value) for value in values] == ["130"]
    assert "131" in "".join(await there.says("sửa 1 131 hộ"))


async def test_a_digit_answers_only_what_was_shown_in_its_chat(both: Stage) -> None:
    here, there = await on_both(both)
    await here.says("hỗ trợ 1 xin ý kiến về đơn giá đền bù")
    assert (await there.says("5"))[0].startswith("Không có lựa chọn này")
    assert "Đã chuyển" in (await here.says("5"))[0]


async def test_a_second_code_adds_a_channel_and_keeps_the_first(both: Stage) -> None:
    post = both.add_post(POST)
    here, there = await both.stranger("Đồng chí A"), await both.stranger("Đ/c A", on=both.streets[1])
    await here.says(slip(both, post, trusted=True))
    await here.presses("Đúng")
    await there.says(slip(both, post, trusted=True))
    await there.presses(SAME)
    with both.session() as session:
        people = {account.person_id for account in session.exec(select(Account))}
        assert len(people) == 1
        assert people != {None}
    assert [len(await each.says("việc")) for each in (here, there)] == [1, 1]


async def test_the_board_reads_the_claim_and_may_still_replace(both: Stage) -> None:
    post = both.add_post(POST)
    clerk = await both.clerk()
    here, there = await both.stranger("Đồng chí A"), await both.stranger("Đ/c A", on=both.streets[1])
    await here.says(slip(both, post, trusted=True))
    await here.presses("Đúng")
    await there.says(slip(both, post))
    await there.presses(SAME)
    [asked] = await clerk.heard()
    assert "Người này cho biết mình là người đang giữ chức danh, đã kết nối trên kênh khác." in asked.splitlines()

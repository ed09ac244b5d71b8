"""One person on Zalo and Telegram at once: one copy, on the channel last used; digits stay where they were shown."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from models import Account, Invitation, Person, Post, Report, Role
from models.progress import ReportKind
from rules.localtime import at
from rules.states import RoleKind
from services.invitations import issue
from tests.joining.slips import RECORDED, slip
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
        values = session.exec(select(Report.value).where(Report.kind == ReportKind.VALUE)).all()  # type: ignore[type-var]
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


def people_with(stage: Stage, role: RoleKind) -> list[str | None]:
    with stage.session() as session:
        rows = session.exec(select(Role).where(Role.kind == role).order_by(Role.id)).all()  # type: ignore[arg-type]
        return [session.get_one(Person, row.person_id).name for row in rows]


async def comes(stage: Stage, name: str, code: str) -> tuple[Actor, list[str]]:
    """Somebody new on the second channel with a code; what they may answer."""
    there = await stage.stranger(name, on=stage.streets[1])
    await there.says(code)
    greeting = (await there.street.heard(there.user, there.user))[-1]
    return there, greeting["buttons"]


@pytest.mark.parametrize("role", [RoleKind.BOARD, RoleKind.COMMITTEE, RoleKind.COUNCIL])
async def test_a_second_code_for_a_role_adds_a_channel_and_no_person(both: Stage, role: RoleKind) -> None:
    here = await both.person("Đồng chí B", (role, both.unit_id, None))
    there, choices = await comes(both, "Đ/c B", slip(both, role=role, trusted=True))
    assert choices == ["Đúng", "Không đúng", SAME]
    await there.presses(SAME)
    assert people_with(both, role) == ["Đồng chí B"]
    with both.session() as session:
        assert {account.person_id for account in session.exec(select(Account))} == {here.person_id}


async def test_an_assistant_is_told_from_the_one_of_another_post(both: Stage) -> None:
    post, other = both.add_post(POST), both.add_post("Chủ tịch UBND xã Nguyệt Đức")
    await both.assistant(other, "Văn phòng xã")
    with both.session() as session:
        unit = session.get_one(Post, post).unit_id
        code = issue(session, None, unit_id=unit, post_id=post, role=RoleKind.ASSISTANT, now=both.clock.now())
    _, choices = await comes(both, "Văn phòng", code)
    assert choices == ["Đúng", "Không đúng"]


async def test_of_several_one_says_who_one_is_and_the_board_decides(both: Stage) -> None:
    clerk = await both.clerk("Đồng chí B")
    await both.clerk("Đồng chí C")
    there, _ = await comes(both, "Đ/c B", slip(both, role=RoleKind.BOARD, trusted=True))
    assert await there.presses("Đúng, tôi là Đồng chí B, đã kết nối trên kênh khác") == [RECORDED]
    [asked] = await clerk.heard()
    assert "Người này cho biết mình là Đồng chí B, đã kết nối trên kênh khác." in asked.splitlines()
    await clerk.says("2")
    assert people_with(both, RoleKind.BOARD) == ["Đồng chí B", "Đồng chí C"]
    with both.session() as session:
        assert session.exec(select(Account.person_id).where(Account.bot == "telegram")).all() == [clerk.person_id]


async def test_a_new_member_may_still_say_just_correct(both: Stage) -> None:
    await both.clerk("Đồng chí B")
    there, _ = await comes(both, "Đồng chí C", slip(both, role=RoleKind.BOARD, trusted=True))
    await there.presses("Đúng")
    assert people_with(both, RoleKind.BOARD) == ["Đồng chí B", "Đồng chí C"]


async def test_nobody_is_taken_for_who_holds_no_such_role(both: Stage) -> None:
    """What a pressed button carries is checked again: the role may have ended since."""
    clerk = await both.clerk("Đồng chí B")
    there, _ = await comes(both, "Đ/c B", slip(both, role=RoleKind.BOARD, trusted=True))
    with both.session() as session:
        role = session.exec(select(Role).where(Role.person_id == clerk.person_id)).one()
        role.ends_on = FRIDAY - timedelta(days=3)
    await there.presses(SAME)
    assert people_with(both, RoleKind.BOARD) == ["Đồng chí B", "Đ/c B"]
    with both.session() as session:
        assert [row.person_id for row in session.exec(select(Invitation))] == [None]

"""Fifty people a bot: slips name the bot that has room, and the board hears when places run out."""

import pytest

from models import Account
from rules.states import RoleKind
from services import places
from services.invitations import issue, plan_for
from services.plans import Plan
from tests.plans.conftest import MakePlan
from tests.stage import Stage

pytestmark = pytest.mark.anyio
FULL = "Các bot Zalo đều đã đủ người: đề nghị cán bộ kỹ thuật thêm bot, hoặc mời qua Telegram."


def fill(stage: Stage, bot: str, count: int) -> None:
    with stage.session() as session:
        session.add_all([Account(bot=bot, user_id=f"{bot}-{n}", chat_id=f"{bot}-{n}") for n in range(count)])


def two(stage: Stage, plan: MakePlan, people: int = 3) -> str:
    """The stage's own bot, and one more."""
    own = stage.street.channel.bot
    plan(Plan(own, "Bot Một", people=people), Plan("zalo-2", "Bot Hai", people=people, link="https://zalo.me/s/hai"))
    return own


async def test_the_slip_names_the_bot_with_room(stage: Stage, plan: MakePlan) -> None:
    own = two(stage, plan)
    stage.add_post("Bí thư Đảng ủy xã Nguyệt Đức")
    clerk = await stage.clerk()
    fill(stage, own, 1)  # with the clerk: one place is left
    first = (await clerk.says("/ketnoi bí thư nguyệt đức"))[0].splitlines()
    assert "Trên Zalo: gửi mã cho Bot Một" in first
    # that place is promised now, and a slip for a post that replaces the first one frees it again
    stage.add_post("Bí thư Đảng ủy xã Đồng Văn", unit="xã Đồng Văn")
    second = (await clerk.says("/ketnoi bí thư đồng văn"))[0].splitlines()
    assert second[-3:-1] == ["Trên Zalo: gửi mã cho Bot Hai", "https://zalo.me/s/hai"]
    assert "Trên Zalo: gửi mã cho Bot Một" in (await clerk.says("/ketnoi bí thư nguyệt đức"))[0].splitlines()


async def test_without_room_the_slip_says_so(stage: Stage, plan: MakePlan) -> None:
    own = two(stage, plan)
    stage.add_post("Bí thư Đảng ủy xã Nguyệt Đức")
    clerk = await stage.clerk()
    fill(stage, own, 2)
    fill(stage, "zalo-2", 3)
    assert FULL in (await clerk.says("/ketnoi bí thư nguyệt đức"))[0].splitlines()


async def test_strangers_take_places_and_the_board_is_told_once(stage: Stage, plan: MakePlan) -> None:
    own = two(stage, plan, people=10)
    clerk = await stage.clerk()
    fill(stage, own, 7)
    strangers = [await stage.stranger(f"Người lạ {n}") for n in range(2)]
    assert [len(await each.says("chào")) for each in strangers] == [1, 1]
    assert [len(await each.says("chào nữa")) for each in strangers] == [0, 0]
    assert [text.splitlines() for text in await clerk.heard()] == [
        ["Bot Một đã có 9/10 người dùng.", "Các phiếu mời tiếp theo ghi Bot Một."],
        ["Bot Một đã có 10/10 người dùng.", "Các phiếu mời tiếp theo ghi Bot Hai."],
    ]


async def test_a_code_for_a_group_takes_no_place(stage: Stage, plan: MakePlan) -> None:
    own = two(stage, plan, people=1)
    with stage.session() as session:
        given = {"unit_id": stage.unit_id, "role": RoleKind.BOARD, "now": stage.clock.now()}
        group = issue(session, None, group=True, **given)  # type: ignore[arg-type]
        member = issue(session, None, **given)  # type: ignore[arg-type]
        assert [plan_for(session, group), getattr(plan_for(session, member), "bot", None)] == [None, own]
        assert places.taken(session) == {own: 0, "zalo-2": 0}

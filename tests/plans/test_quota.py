"""A month's messages: counted both ways, told of in time, spared at 95 percent, and a refusal waited out."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from bot.db import Database
from bot.migrate import upgrade
from channels.base import DeliveryError, Outgoing, Sent
from models import Outbox, OutboxState, PlanMonth
from rules.localtime import at
from rules.plan import goes_out, month_of, next_month, rest_until, share
from rules.states import MessageClass
from services import quota
from services.plans import Plan
from tests.plans.conftest import MakePlan, spend
from tests.stage import START, Actor, Stage

pytestmark = pytest.mark.anyio
FRIDAY = date(2026, 11, 27)
REFUSED = DeliveryError("429 Quota exceeded", retry_after=3600, quota=True)


def month(stage: Stage) -> dict[str, object]:
    with stage.session() as session:
        row = session.exec(select(PlanMonth)).one()
        return {"received": row.received, "sent": row.sent, "told": row.told, "refusals": row.refusals}


def bot(stage: Stage) -> str:
    return stage.street.channel.bot


async def one_leader(stage: Stage) -> Actor:
    """With a task whose reminder is due on Friday morning."""
    post = stage.add_post("Bí thư Đảng ủy xã Nguyệt Đức")
    leader = await stage.leader(post)
    stage.add_task(post, "Bàn giao mặt bằng", due=FRIDAY, number=1)
    return leader


def refuse(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> list[Outgoing]:
    """The platform says that the plan is used up; gives back what it was asked."""
    asked: list[Outgoing] = []

    async def send(message: Outgoing) -> Sent:
        asked.append(message)
        raise REFUSED

    monkeypatch.setattr(stage.street.channel, "send", send)
    return asked


async def test_both_directions_are_counted_and_a_repeated_update_is_not(stage: Stage, plan: MakePlan) -> None:
    plan(Plan(bot(stage), "Bot Giao Việc", messages=3000))
    leader = await one_leader(stage)
    assert len(await leader.says("việc")) == 1
    assert len(await leader.says("trợ giúp")) == 1
    assert month(stage) == {"received": 2, "sent": 2, "told": 0, "refusals": 0}


async def test_the_board_is_told_once_at_80_and_once_at_95_percent(stage: Stage, plan: MakePlan) -> None:
    plan(Plan(bot(stage), "Bot Giao Việc", messages=100))
    clerk = await stage.clerk()
    with stage.session() as session:
        spend(session, bot(stage), stage, 78)
    heard = await clerk.says("việc")
    assert [text for text in heard if "tháng này" in text] == [
        "Bot Giao Việc đã dùng 80/100 tin của tháng này (80%).\n"
        "Đến 95%, bot này tạm dừng nhắc việc hằng ngày cho đến 1/12/2026."
    ]
    warned: list[str] = []
    for _ in range(8):
        warned += [text for text in await clerk.says("việc") if "tháng này" in text]
    assert [text.splitlines()[1] for text in warned] == [
        "Bot này tạm dừng nhắc việc hằng ngày cho đến 1/12/2026; trả lời, giao việc và bản tin vẫn được gửi."
    ]


async def test_a_lower_limit_is_told_of_with_the_next_message(stage: Stage, plan: MakePlan) -> None:
    plan(Plan(bot(stage), "Bot Giao Việc", messages=50))
    clerk = await stage.clerk()
    with stage.session() as session:
        spend(session, bot(stage), stage, 49)
    assert len([text for text in await clerk.says("việc") if "tháng này" in text]) == 1


async def test_at_95_percent_reminders_rest_and_the_clerk_hears_whom_they_missed(stage: Stage, plan: MakePlan) -> None:
    plan(Plan(bot(stage), "Bot Giao Việc", messages=1000))
    leader, clerk = await one_leader(stage), await stage.clerk()
    with stage.session() as session:
        spend(session, bot(stage), stage, 960, told=95)
    await stage.jump(at(FRIDAY, 8))
    assert await leader.heard() == []
    assert (await leader.says("1 đang làm"))[0].startswith("Đã ghi nhận")
    await stage.jump(at(FRIDAY, 8, 11))
    assert [text for text in await clerk.heard() if "nhắc việc" in text] == [
        "Hôm nay không gửi nhắc việc qua Bot Giao Việc: hạn mức tin của tháng sắp hết.\n"
        "Chưa được nhắc (1): Bí thư Đảng ủy xã Nguyệt Đức"
    ]
    with stage.session() as session:
        bundle = session.exec(select(Outbox).where(Outbox.kind == "bundle", Outbox.person_id == leader.person_id)).one()
        assert (bundle.state, bundle.error) == (OutboxState.SKIPPED, "plan")


async def test_with_the_months_turn_reminders_go_out_again(stage: Stage, plan: MakePlan) -> None:
    plan(Plan(bot(stage), "Bot Giao Việc", messages=1000))
    leader = await one_leader(stage)
    with stage.session() as session:
        spend(session, bot(stage), stage, 990, told=95)
    await stage.jump(at(date(2026, 12, 1), 8))
    assert [text.splitlines()[0] for text in await leader.heard()] == [
        "Thứ Ba 1/12 – đề nghị đồng chí cập nhật 1 nhiệm vụ:"
    ]


async def test_a_refused_plan_is_not_asked_again_before_its_rest_is_over(
    stage: Stage, plan: MakePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(Plan(bot(stage), "Bot Giao Việc", messages=3000))
    leaders = [await stage.leader(stage.add_post(f"Chức danh {n}")) for n in range(3)]
    with monkeypatch.context() as patch:
        asked = refuse(stage, patch)
        for leader in leaders:
            assert await leader.says("việc") == []
        calls = {0: len(asked)}
        for passed in (4, 6, 10, 15, 17, 30, 36, 38):  # rests of 5, 10 and 20 minutes
            await stage.jump(START + timedelta(minutes=passed))
            calls[passed] = len(asked)
        assert calls == {0: 1, 4: 1, 6: 2, 10: 2, 15: 2, 17: 3, 30: 3, 36: 3, 38: 4}
    await stage.jump(at(FRIDAY, 9))
    assert [len(await leader.heard()) for leader in leaders] == [1, 1, 1]
    assert month(stage)["refusals"] == 0


@pytest.mark.parametrize(
    ("kind", "digest", "used", "out"),
    [
        (MessageClass.REPLY, False, 100, True),
        (MessageClass.ANSWER, False, 99, True),
        (MessageClass.ORDER, False, 100, True),
        (MessageClass.ROUTINE, True, 100, True),
        (MessageClass.ROUTINE, False, 94, True),
        (MessageClass.ROUTINE, False, 95, False),
    ],
)
def test_what_still_goes_out(kind: MessageClass, digest: bool, used: int, out: bool) -> None:
    assert goes_out(kind, digest=digest, used=used) is out


def test_the_month_is_hanois_and_a_rest_ends_with_it() -> None:
    late = at(date(2026, 11, 30), 23, 30)
    assert [month_of(late), month_of(late + timedelta(hours=1))] == ["2026-11", "2026-12"]
    assert next_month(late) == at(date(2026, 12, 1), 0)
    assert [rest_until(START, n) - START for n in (1, 2, 20)] == [
        timedelta(minutes=5),
        timedelta(minutes=10),
        timedelta(hours=6),
    ]
    assert rest_until(late, 9) == at(date(2026, 12, 1), 0)
    assert [share(2399, 3000), share(2400, 3000), share(9, None), share(1, 0)] == [79, 80, 0, 100]


@pytest.mark.postgres
def test_counting_on_postgresql(postgres_url: str, plan: MakePlan) -> None:
    plan(Plan("zalo-1", "Bot", messages=3000))
    database = Database(postgres_url)
    upgrade(database.engine)

    def work(session: Session) -> tuple[int, int]:
        for _ in range(2):
            quota.count(session, START, received={"zalo-1": 2, "telegram": 9}, sent={"zalo-1": 1})
        return quota.used(session, "zalo-1", START).received, quota.used(session, "zalo-1", START).sent

    assert database.transact(work) == (4, 2)
    until = database.transact(quota.refused, "zalo-1", START)
    assert database.transact(quota.blocked, START) == ["zalo-1"]
    assert database.transact(quota.blocked, until) == []
    database.close()

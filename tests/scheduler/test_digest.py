"""Friday's preview, Monday's digest, and what is kept of a week."""

from datetime import date

import pytest
from sqlmodel import select

from bot.claim import claim
from models import DayOff, DigestIssue, Outbox, OutboxState, Task
from rules.errors import UserError
from rules.localtime import at
from rules.states import RoleKind, TaskState
from scheduler.tick import tick
from services.digest import comment, figures_for
from services.identity import actor_for
from services.looking import current_digest
from tests.stage import Actor, Stage, or_reply
from views.issued import digest_text

pytestmark = pytest.mark.anyio
FRIDAY, SUNDAY, MONDAY, TUESDAY = date(2026, 11, 27), date(2026, 11, 29), date(2026, 11, 30), date(2026, 12, 1)
LAST_LINE = "Nhắn mã nhiệm vụ để xem chi tiết."
WEEK_48 = [
    "Tuần 48 (23–29/11) · 3 nhiệm vụ: 🔴 1 quá hạn · 🟢 2 đúng tiến độ",
    "Mới quá hạn: NV-1 xã Nguyệt Đức (1 ngày làm việc)",
    "Đến hạn 2 tuần tới: 1",
    LAST_LINE,
]


async def scheme(stage: Stage) -> Actor:
    """Three tasks: one late since Thursday, one due soon, one far off. The leader has an account."""
    post = stage.add_post("Bí thư Đảng ủy xã Nguyệt Đức")
    leader = await stage.leader(post)
    for number, due in enumerate((date(2026, 11, 26), date(2026, 12, 10), date(2027, 6, 30)), 1):
        stage.add_task(post, f"Việc {number}", product="biên bản", due=due, number=number)
    await stage.settle()  # a fresh installation takes the slots that are over as done
    return leader


async def monday(stage: Stage) -> None:
    """Monday morning, as it comes: the figures are kept (and their picture asked for) at midnight, long before."""
    await stage.jump(at(MONDAY, 0))
    await stage.jump(at(MONDAY, 7))


def first_line(texts: list[str]) -> list[str]:
    return [text.splitlines()[0] for text in texts]


async def test_the_digest_of_the_week_reaches_each_member_on_monday_at_seven(stage: Stage) -> None:
    await scheme(stage)
    member, other = await stage.committee_member(), await stage.committee_member()
    await stage.jump(at(MONDAY, 6, 59))
    assert await member.heard() == []
    await monday(stage)
    assert [await member.heard(), await other.heard()] == [["\n".join(WEEK_48)]] * 2
    await stage.jump(at(MONDAY, 8))
    assert await member.heard() == []


async def test_a_bound_group_of_the_committee_reads_it_too(stage: Stage) -> None:
    await scheme(stage)
    member = await stage.committee_member()
    group = await stage.group(RoleKind.COMMITTEE, member)
    await monday(stage)
    assert (await member.heard(group), await member.heard()) == (["\n".join(WEEK_48)], ["\n".join(WEEK_48)])


async def test_what_comes_in_on_monday_morning_belongs_to_the_next_week(stage: Stage) -> None:
    leader, member = await scheme(stage), await stage.committee_member()
    await stage.jump(at(MONDAY, 6))
    await leader.says("1 xong")
    with stage.session() as session:
        task = session.get_one(Task, 2)
        task.state, task.state_at, task.closed_at = TaskState.CLOSED, stage.clock.now(), stage.clock.now()
    await monday(stage)
    assert await member.heard() == ["\n".join(WEEK_48)]


async def test_the_next_issue_is_compared_with_the_one_kept(stage: Stage) -> None:
    leader, member = await scheme(stage), await stage.committee_member()
    await monday(stage)
    await member.heard()
    await leader.says("1 xong, 2 đang làm, 3 đang làm")
    with stage.session() as session:
        task = session.get_one(Task, 1)
        task.state, task.state_at = TaskState.CLOSED, stage.clock.now()
        task.claimed_at = task.closed_at = stage.clock.now()
    await stage.jump(at(date(2026, 12, 7), 0))
    await stage.jump(at(date(2026, 12, 7), 7))
    assert [text.splitlines()[0] for text in await member.heard()] == [
        "Tuần 49 (30/11–6/12) · 3 nhiệm vụ: 🔴 0 quá hạn (−1) · 🟢 2 đúng tiến độ · ✔ 1 hoàn thành (+1)"
    ]


async def test_a_member_who_leads_gets_the_reminders_in_the_same_message(stage: Stage) -> None:
    await scheme(stage)
    post = stage.add_post("Bí thư Thành ủy", unit="Thành phố")
    both = await stage.person("Ủy viên", (RoleKind.COMMITTEE, stage.unit_id, None), post=post)
    stage.add_task(post, "Việc riêng", due=MONDAY, number=5)
    await stage.jump(at(FRIDAY, 8))
    await both.heard()
    await monday(stage)
    await stage.jump(at(MONDAY, 8))
    heard = await both.heard()
    assert (len(heard), heard[0].splitlines()[-6:]) == (
        1,
        [
            "",
            "Thứ Hai 30/11 – đề nghị đồng chí cập nhật 1 nhiệm vụ:",
            "5. 🟡 Hạn cuối hôm nay: Việc riêng",
            "Đề nghị trả lời trong một tin nhắn, ví dụ:",
            "5 xong",
            "Chưa có gì mới: nhắn 0",
        ],
    )


async def test_a_monday_off_moves_it_to_tuesday_with_the_figures_of_sunday(stage: Stage) -> None:
    leader, member = await scheme(stage), await stage.committee_member()
    with stage.session() as session:
        session.add(DayOff(day=MONDAY))
    await monday(stage)
    assert await member.heard() == []
    await leader.says("1 xong")
    await stage.jump(at(TUESDAY, 7))
    assert await member.heard() == ["\n".join(WEEK_48)]


async def test_a_bot_that_was_down_on_monday_issues_it_once_on_its_return(stage: Stage) -> None:
    await scheme(stage)
    member = await stage.committee_member()
    await stage.jump(at(TUESDAY, 10))
    await stage.jump(at(TUESDAY, 11))
    assert await member.heard() == ["\n".join(WEEK_48)]


async def test_a_digest_may_not_be_lost_by_a_kill(stage: Stage) -> None:
    """Unlike a bundle, its row waits for the platform's answer before it counts as sent."""
    await scheme(stage)
    await stage.committee_member()
    await stage.jump(at(MONDAY, 6))
    with stage.session() as session:
        tick(session, at(MONDAY, 7))
    bots = {stage.street.channel.bot: stage.street.channel.capabilities}
    with stage.session() as session:
        claim(session, bots, at(MONDAY, 7), 8)
        states = session.exec(select(Outbox.state).where(Outbox.kind == "bundle")).all()
    assert states == [OutboxState.SENDING]


async def test_the_preview_goes_to_the_boards_group_on_friday_at_three(stage: Stage) -> None:
    await scheme(stage)
    clerk = await stage.clerk()
    group = await stage.board_group(clerk)
    await stage.jump(at(FRIDAY, 15))
    assert [text.splitlines() for text in await clerk.heard(group)] == [
        [
            "Dự thảo bản tin gửi Ban Thường vụ, dự kiến phát hành sáng thứ Hai.",
            "Tuần 48 (23–29/11) · 3 nhiệm vụ: 🔴 1 quá hạn · 🟢 2 đúng tiến độ",
            "Mới quá hạn: NV-1 xã Nguyệt Đức (1 ngày làm việc)",
            "Đến hạn 2 tuần tới: 1",
            f"Để ghi thêm một dòng: /bantin NV-12 họp thứ Năm{or_reply(stage)}.",
        ]
    ]
    with stage.session() as session:
        assert session.exec(select(Outbox.subject).where(Outbox.kind == "preview")).all() == ["preview:2026-W48"]


async def test_without_a_group_each_member_of_the_board_gets_the_preview(stage: Stage) -> None:
    await scheme(stage)
    clerk, second = await stage.clerk(), await stage.clerk()
    await stage.jump(at(FRIDAY, 15))
    assert [first_line(await each.heard())[-1][:7] for each in (clerk, second)] == ["Dự thảo"] * 2


async def test_the_boards_line_stands_beside_its_item(stage: Stage) -> None:
    await scheme(stage)
    member, clerk = await stage.committee_member(), await stage.clerk()
    with stage.session() as session:
        actor = actor_for(session, clerk.person_id or 0, FRIDAY)
        added = [
            comment(session, actor, "2026-W48", text, at(FRIDAY, 15))
            for text in ("nv1: hẹn thứ Năm", "NV-1 đã hẹn làm việc thứ Tư", "Tuần sau họp giao ban")
        ]
    assert added == [("NV-1", "hẹn thứ Năm"), ("NV-1", "đã hẹn làm việc thứ Tư"), ("", "Tuần sau họp giao ban")]
    await monday(stage)
    assert [text.splitlines()[1:] for text in await member.heard()] == [
        [
            "Mới quá hạn: NV-1 xã Nguyệt Đức (1 ngày làm việc) – đã hẹn làm việc thứ Tư",
            "Đến hạn 2 tuần tới: 1",
            "Ban Tổ chức: Tuần sau họp giao ban",
            LAST_LINE,
        ]
    ]


async def test_a_line_comes_too_late_once_the_digest_is_out(stage: Stage) -> None:
    await scheme(stage)
    clerk = await stage.clerk()
    await monday(stage)
    with stage.session() as session:
        actor = actor_for(session, clerk.person_id or 0, MONDAY)
        with pytest.raises(UserError, match="has been issued already"):
            comment(session, actor, "2026-W48", "NV-1 muộn", stage.clock.now())


async def test_only_the_board_adds_lines(stage: Stage) -> None:
    leader = await scheme(stage)
    with stage.session() as session:
        actor = actor_for(session, leader.person_id or 0, FRIDAY)
        with pytest.raises(UserError, match="members of the organisation board"):
            comment(session, actor, "2026-W48", "NV-1 xong rồi", at(FRIDAY, 15))


async def test_a_look_in_between_is_as_of_now_and_keeps_nothing(stage: Stage) -> None:
    await scheme(stage)
    with stage.session() as session:
        seen = current_digest(session, stage.unit_id, stage.clock.now())
        kept = session.exec(select(DigestIssue)).all()
    assert (seen.figures.week, seen.figures.total, seen.before, list(kept)) == ("2026-W48", 3, None, [])
    assert seen.figures.lights == {"green": 3}


async def test_a_kept_week_can_be_had_again_as_text_and_json(stage: Stage) -> None:
    await scheme(stage)
    await monday(stage)
    with stage.session() as session:
        again = figures_for(session, stage.unit_id, stage.clock.now(), "2026-W48")
        with pytest.raises(UserError, match="No figures"):
            figures_for(session, stage.unit_id, stage.clock.now(), "2026-W40")
    assert (digest_text(again), again["figures"]["newly_late"]["items"]) == (
        "\n".join(WEEK_48),
        [{"code": "NV-1", "whose": "xã Nguyệt Đức", "days": 1, "title": "Việc 1"}],
    )

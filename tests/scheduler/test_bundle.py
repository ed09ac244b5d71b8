"""The morning's message on both channels: the script of design/conversations.md, and when it is not sent."""

from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import col, select

from models import Outbox, OutboxState, Report, Task, Tenure
from models.progress import ReportKind
from rules.localtime import at
from rules.states import MessageClass
from tests.stage import Actor, Stage

pytestmark = pytest.mark.anyio
FRIDAY, SATURDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 30)


def reported(stage: Stage, task: Task, value: str, author: Actor) -> None:
    """A value claimed when the task was given."""
    with stage.session() as session:
        session.add(
            Report(
                task_id=task.id or 0,
                kind=ReportKind.VALUE,
                value=Decimal(value),
                author_id=author.person_id or 0,
                at=task.assigned_at,
            )
        )


async def scripted(stage: Stage) -> Actor:
    """A leader with the three tasks of the script."""
    post = stage.add_post("Bí thư Đảng ủy xã Nguyệt Đức")
    leader = await stage.leader(post)
    first = stage.add_task(
        post,
        "Bàn giao mặt bằng",
        due=date(2026, 11, 26),
        measure="hộ",
        plan=144,
        number=1,
        assigned_at=at(date(2026, 11, 18), 9),
    )
    second = stage.add_task(post, "Thu gom rác nông thôn", due=MONDAY, measure="%", plan=40, number=2)
    stage.add_task(post, "Mô hình ủ rác hữu cơ", number=7, assigned_at=at(date(2026, 11, 12), 9))
    reported(stage, first, "120", leader)
    reported(stage, second, "37.5", leader)
    return leader


async def test_the_bundle_is_the_form(stage: Stage) -> None:
    leader = await scripted(stage)

    await stage.jump(at(FRIDAY, 8))

    assert await leader.heard() == [
        "Thứ Sáu 27/11 – đề nghị đồng chí cập nhật 3 nhiệm vụ:\n"
        "1. 🔴 Quá hạn 1 ngày làm việc: Bàn giao mặt bằng (120/144 hộ)\n"
        "2. 🟡 Còn 1 ngày làm việc (hạn 30/11): Thu gom rác nông thôn (kế hoạch 40%, hiện đạt 37,5%)\n"
        "7. 🟡 2 tuần chưa cập nhật: Mô hình ủ rác hữu cơ\n"
        "Đề nghị trả lời trong một tin nhắn, ví dụ:\n"
        "1 xong · 2 đạt 39% · 7 vướng kinh phí\n"
        "Chưa có gì mới: nhắn 0"
    ]


async def test_no_message_on_a_day_off(stage: Stage) -> None:
    post = stage.add_post("Bí thư")
    leader = await stage.leader(post)
    stage.add_task(post, "Việc", due=MONDAY, number=1)
    await stage.jump(at(FRIDAY, 8))
    await leader.heard()
    await stage.jump(at(SATURDAY, 8))
    assert await leader.heard() == []


async def test_what_was_answered_before_it_was_sent_is_left_out(stage: Stage) -> None:
    leader = await scripted(stage)
    await stage.jump(at(FRIDAY, 7))
    await leader.says("1 xong, 2 39%")
    await stage.jump(at(FRIDAY, 8))
    assert [text.splitlines()[:2] for text in await leader.heard()] == [
        [
            "Thứ Sáu 27/11 – đề nghị đồng chí cập nhật 1 nhiệm vụ:",
            "7. 🟡 2 tuần chưa cập nhật: Mô hình ủ rác hữu cơ",
        ]
    ]


async def test_the_second_call_on_friday_is_for_those_who_gave_no_word(stage: Stage) -> None:
    leader = await scripted(stage)
    await stage.jump(at(date(2026, 12, 3), 8))  # Thursday
    await leader.heard()
    await leader.says("1 130 hộ")
    await stage.jump(at(date(2026, 12, 4), 8))
    assert [text.splitlines()[1:-3] for text in await leader.heard()] == [
        ["7. 🟡 3 tuần chưa cập nhật: Mô hình ủ rác hữu cơ"]
    ]


async def test_eight_lines_a_morning_and_the_rest_the_next(stage: Stage) -> None:
    post = stage.add_post("Bí thư")
    leader = await stage.leader(post)
    for number in range(1, 12):
        stage.add_task(
            post, f"Việc số {number}", due=date(2026, 11, 26), number=number, assigned_at=at(date(2026, 11, 18), 9)
        )
    await stage.jump(at(FRIDAY, 8))
    first = (await leader.heard())[0].splitlines()
    await stage.jump(at(MONDAY, 8))
    second = (await leader.heard())[0].splitlines()
    assert [len(first), first[0], first[9]] == [
        13,
        "Thứ Sáu 27/11 – đề nghị đồng chí cập nhật 11 nhiệm vụ:",
        "và 3 việc khác – gõ “việc”",
    ]
    assert [line.partition(" ")[0] for line in first[1:9]] == [f"{number}." for number in range(1, 9)]
    assert [line.partition(" ")[0] for line in second[1:-3]] == ["9.", "10.", "11."]


async def test_posts_are_headings_and_a_shared_number_becomes_a_code(stage: Stage) -> None:
    secretary, chair = stage.add_post("Bí thư Đảng ủy xã"), stage.add_post("Chủ tịch HĐND xã")
    leader = await stage.leader(secretary)
    with stage.session() as session:
        session.add(Tenure(person_id=leader.person_id or 0, post_id=chair, starts_on=date(2026, 1, 1)))
    mine = stage.add_task(secretary, "Việc Đảng", due=FRIDAY, number=1)
    other = stage.add_task(chair, "Việc Hội đồng", due=FRIDAY, number=1)
    stage.add_task(chair, "Giám sát", due=FRIDAY, number=2)
    await stage.jump(at(FRIDAY, 8))
    assert (await leader.heard())[0].splitlines()[1:-1] == [
        "Bí thư Đảng ủy xã",
        f"NV-{mine.id}. 🟡 Hạn cuối hôm nay: Việc Đảng",
        "Chủ tịch HĐND xã",
        f"NV-{other.id}. 🟡 Hạn cuối hôm nay: Việc Hội đồng",
        "2. 🟡 Hạn cuối hôm nay: Giám sát",
        "Đề nghị trả lời trong một tin nhắn, ví dụ:",
        f"NV-{mine.id} xong · NV-{other.id} vướng kinh phí · 2 vướng kinh phí",
    ]


async def test_a_confidential_title_never_reaches_the_chat(stage: Stage) -> None:
    post = stage.add_post("Trưởng Công an")
    leader = await stage.leader(post)
    stage.add_task(post, "Chuyên án 09", due=FRIDAY, number=3, confidential=True)
    await stage.jump(at(FRIDAY, 8))
    heard = await leader.heard()
    assert heard[0].splitlines()[1] == "3. 🟡 Hạn cuối hôm nay: nội dung hạn chế"
    assert "Chuyên án" not in "".join(heard)


async def test_an_acknowledgement_buys_no_silence(stage: Stage) -> None:
    post = stage.add_post("Bí thư")
    leader = await stage.leader(post)
    stage.add_task(post, "Việc", due=MONDAY, number=1)
    await stage.jump(at(FRIDAY, 8))
    await leader.says("đã nhận")
    await stage.jump(at(MONDAY, 8))
    assert [text.splitlines()[1] for text in await leader.heard()] == ["1. 🟡 Hạn cuối hôm nay: Việc"]


async def test_reminders_rest_while_support_is_waited_for(stage: Stage) -> None:
    post = stage.add_post("Bí thư")
    leader, clerk = await stage.leader(post), await stage.clerk()
    stage.add_task(post, "Việc", due=FRIDAY, number=1)
    await leader.says("hỗ trợ 1 xin kinh phí")
    await leader.says("1")
    for day in (FRIDAY, MONDAY, date(2026, 12, 1)):
        await stage.jump(at(day, 8))
    assert await leader.heard() == []
    await clerk.heard()
    await stage.jump(at(date(2026, 12, 2), 8))
    assert [text.splitlines()[1] for text in await leader.heard()] == ["1. 🔴 Quá hạn 3 ngày làm việc: Việc"]
    assert [text.splitlines()[1:-1] for text in await clerk.heard()] == [
        ["Kiến nghị chờ đồng chí trả lời: HT-1 (4 ngày)"]
    ]


async def test_the_day_after_a_lost_bundle_contains_it(stage: Stage) -> None:
    """A kill between claiming and sending loses a bundle; nothing of it counts as told."""
    post = stage.add_post("Bí thư")
    leader = await stage.leader(post)
    stage.add_task(post, "Việc", due=FRIDAY, number=1)
    with stage.session() as session:
        session.add(
            Outbox(
                lane=f"{stage.street.channel.bot}:{leader.user}",
                key=f"bundle:{leader.person_id}:2026-11-27",
                person_id=leader.person_id,
                kind="bundle",
                message_class=MessageClass.ROUTINE,
                state=OutboxState.SENT,
                args={"day": "2026-11-27", "shown": [1]},
                not_before=at(FRIDAY, 8),
                created_at=at(FRIDAY, 8),
            )
        )
    await stage.jump(at(FRIDAY, 8))
    await stage.jump(at(MONDAY, 8))
    assert [text.splitlines()[1] for text in await leader.heard()] == ["1. 🔴 Quá hạn 1 ngày làm việc: Việc"]


async def test_what_was_shown_is_kept_with_the_message(stage: Stage) -> None:
    leader = await scripted(stage)
    await stage.jump(at(FRIDAY, 8))
    with stage.session() as session:
        row = session.exec(select(Outbox).where(Outbox.kind == "bundle")).one()
        tasks = session.exec(select(Task).order_by(col(Task.number))).all()
        assert (row.args["shown"], row.person_id) == ([task.id for task in tasks], leader.person_id)
        assert [task.told_on for task in tasks] == [FRIDAY] * 3

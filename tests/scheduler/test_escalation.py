"""What the board, a supervisor and a supporter read in the morning."""

from datetime import date

import pytest

from models import Person, SupportCase, Task
from rules.localtime import at
from rules.states import TaskState
from services import nagging
from tests.stage import Actor, Stage

pytestmark = pytest.mark.anyio
FRIDAY, MONDAY, TUESDAY = date(2026, 11, 27), date(2026, 11, 30), date(2026, 12, 1)


def telephone(stage: Stage, actor: Actor, number: str) -> None:
    with stage.session() as session:
        session.get_one(Person, actor.person_id).phone = number


def overdue(stage: Stage, post: int, days: date) -> Task:
    return stage.add_task(post, "Việc quá hạn", due=days, number=1, assigned_at=at(date(2026, 11, 9), 9))


async def test_the_clerks_list_names_whom_to_call_with_the_number(stage: Stage) -> None:
    post = stage.add_post("Bí thư Đảng ủy xã Nguyệt Đức")
    leader, clerk = await stage.leader(post), await stage.clerk()
    telephone(stage, leader, "0912 345 678")
    overdue(stage, post, date(2026, 11, 25))
    await stage.jump(at(FRIDAY, 8))
    assert await clerk.heard() == [
        "Thứ Sáu 27/11 – các nội dung cần đồng chí xem:\n"
        "Đề nghị gọi điện:\n"
        "– Bí thư Đảng ủy xã Nguyệt Đức (0912 345 678): NV-1 quá hạn 2 ngày\n"
        "(Số ngày là ngày làm việc.)"
    ]


async def test_the_supervising_member_is_told_on_the_third_day(stage: Stage) -> None:
    above = stage.add_post("Phó Bí thư Thường trực", unit="Văn phòng")
    post = stage.add_post("Bí thư Đảng ủy xã Nguyệt Đức", supervisor=above)
    boss, leader = await stage.leader(above), await stage.leader(post)
    overdue(stage, post, date(2026, 11, 25))
    await stage.jump(at(FRIDAY, 8))
    assert (await boss.heard(), len(await leader.heard())) == ([], 1)
    await stage.jump(at(MONDAY, 8))
    assert await boss.heard() == [
        "Thứ Hai 30/11 – các nội dung cần đồng chí xem:\n"
        "Nhiệm vụ đồng chí theo dõi đã quá hạn: NV-1 Bí thư Đảng ủy xã Nguyệt Đức (3 ngày)\n"
        "(Số ngày là ngày làm việc.)"
    ]


async def test_seven_days_late_is_proposed_for_a_reminder(stage: Stage) -> None:
    post = stage.add_post("Bí thư xã")
    await stage.leader(post)
    clerk = await stage.clerk()
    overdue(stage, post, date(2026, 11, 18))
    await stage.jump(at(FRIDAY, 8))
    assert [text.splitlines()[1:-1] for text in await clerk.heard()] == [
        ["Đề nghị Thường trực nhắc nhở: NV-1 Bí thư xã (7 ngày)"]
    ]


async def test_one_message_for_a_leader_who_also_supervises(stage: Stage) -> None:
    own = stage.add_post("Bí thư Thành ủy")
    post = stage.add_post("Bí thư xã", supervisor=own)
    boss = await stage.leader(own)
    await stage.leader(post)
    stage.add_task(own, "Việc của mình", due=MONDAY, number=4)
    overdue(stage, post, date(2026, 11, 25))
    await stage.jump(at(FRIDAY, 8))
    await boss.heard()
    await stage.jump(at(MONDAY, 8))
    assert await boss.heard() == [
        "Thứ Hai 30/11 – đề nghị đồng chí cập nhật 1 nhiệm vụ:\n"
        "4. 🟡 Hạn cuối hôm nay: Việc của mình\n"
        "Đề nghị trả lời trong một tin nhắn, ví dụ:\n"
        "4 xong\n"
        "Chưa có gì mới: nhắn 0\n"
        "\n"
        "Nhiệm vụ đồng chí theo dõi đã quá hạn: NV-2 Bí thư xã (3 ngày)\n"
        "(Số ngày là ngày làm việc.)"
    ]


async def test_a_missed_promise_is_named_by_its_supporter(stage: Stage) -> None:
    post, office = stage.add_post("Bí thư xã"), stage.add_post("Giám đốc Sở Tài chính", unit="Sở Tài chính")
    leader, supporter, clerk = await stage.leader(post), await stage.leader(office), await stage.clerk()
    task = stage.add_task(post, "Việc", due=date(2027, 3, 1), number=1)
    with stage.session() as session:
        session.add(
            SupportCase(
                unit_id=task.unit_id,
                task_id=task.id or 0,
                supporter_id=office,
                asked_by=leader.person_id or 0,
                asked_at=task.assigned_at,
                promised_on=date(2026, 11, 26),
            )
        )
        session.flush()
        nagging.plan(session, session.get_one(Task, task.id), stage.clock.now())
    await stage.jump(at(FRIDAY, 8))
    assert [text.splitlines()[1:-1] for text in await supporter.heard()] == [
        ["Kiến nghị chờ đồng chí trả lời: HT-1 (4 ngày)"]
    ]
    assert [text.splitlines()[1:-1] for text in await clerk.heard()] == [
        ["Kiến nghị quá ngày hẹn trả lời: HT-1 Giám đốc Sở Tài chính (1 ngày)"]
    ]


async def test_what_waits_for_the_board_and_what_stands_vacant(stage: Stage) -> None:
    post, empty = stage.add_post("Bí thư xã"), stage.add_post("Chủ tịch xã")
    await stage.leader(post)
    clerk = await stage.clerk()
    since = at(date(2026, 11, 20), 9)
    for number, state in enumerate((TaskState.CLAIMED, TaskState.OBJECTED), 1):
        stage.add_task(post, "Việc", number=number, state=state, assigned_at=since)
    stage.add_task(empty, "Việc", due=FRIDAY, number=1)
    await stage.jump(at(FRIDAY, 8))
    assert [text.splitlines()[1:-1] for text in await clerk.heard()] == [
        [
            "Chức danh đang khuyết, Ban Tổ chức theo dõi: NV-3 Chủ tịch xã (còn 0 ngày)",
            "Ý kiến về nhiệm vụ chờ trả lời: NV-2 (5 ngày)",
            "Kết quả chờ thẩm định: NV-1 (5 ngày)",
        ]
    ]

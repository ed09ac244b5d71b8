"""Praise and reminders are drafts for the board's own members; the prepared list of the reminder meeting (S0-21, S4-11)."""

from datetime import date

import pytest

from models import Task, Unit
from rules.localtime import at
from rules.states import Result, RoleKind, TaskState
from tests.board.desk import REFUSED
from tests.stage import Stage

pytestmark = pytest.mark.anyio
FRIDAY, NEW_YEAR = date(2026, 11, 27), date(2027, 3, 1)
FIRST, SECOND = "Bí thư Huyện ủy Lập Thạch", "Giám đốc Sở Tài chính"
GROUPS = {"Lập Thạch": "huyện", "Yên Lạc": "huyện", "Sở Tài chính": "sở"}
SENT = "Danh sách đã gửi riêng cho đồng chí."


def overdue(stage: Stage, post: int, due: date = date(2026, 11, 16)) -> Task:
    return stage.add_task(post, "Việc quá hạn", due=due, assigned_at=at(date(2026, 11, 2), 9))


def only_words(stage: Stage, post: int) -> None:
    """Accepted on the 3rd, a word on the 25th, nothing that could be counted or looked at."""
    task = stage.add_task(post, "Việc chỉ có lời", due=NEW_YEAR, assigned_at=at(date(2026, 11, 3), 9))
    with stage.session() as session:
        session.get_one(Task, task.id).news_at = at(date(2026, 11, 25), 9)


def closed(stage: Stage, post: int, due: date, result: Result, on: date = date(2026, 11, 26)) -> None:
    task = stage.add_task(post, "Việc đã xong", due=due, state=TaskState.CLOSED, result=result)
    with stage.session() as session:
        row = session.get_one(Task, task.id)
        row.claimed_at, row.closed_at, row.state_at = at(on, 9), at(on, 10), at(on, 10)


async def test_the_morning_brings_drafts_to_the_board_in_private_and_to_nobody_else(stage: Stage) -> None:
    post = stage.add_post(FIRST)
    leader, clerk = await stage.leader(post), await stage.clerk()
    group = await stage.board_group(clerk)
    closed(stage, post, date(2026, 12, 3), Result.MET)
    closed(stage, post, date(2026, 11, 26), Result.EXCELLENT)
    closed(stage, post, date(2026, 12, 3), Result.FAILED)  # ahead of time, but nothing to praise
    closed(stage, post, date(2026, 11, 26), Result.MET)  # on its day
    closed(stage, post, date(2026, 12, 3), Result.MET, on=date(2026, 11, 2))  # long ago
    only_words(stage, post)
    overdue(stage, post, date(2026, 11, 25))
    await stage.jump(at(FRIDAY, 8))
    assert await clerk.heard() == [
        "Thứ Sáu 27/11 – các nội dung cần đồng chí xem:\n"
        "Đề nghị gọi điện:\n"
        f"– {FIRST}: NV-7 quá hạn 2 ngày\n"
        f"Dự thảo biểu dương: NV-1 {FIRST} (trước hạn 5 ngày) · NV-2 {FIRST} (kết quả xuất sắc)\n"
        f"Dự thảo nhắc nhở (chỉ Ban Tổ chức xem): NV-6 {FIRST} (18 ngày chưa có số liệu, minh chứng)\n"
        "(Số ngày là ngày làm việc.)"
    ]
    told = [*await leader.heard(), *await clerk.heard(group)]
    assert [said for said in told if "Dự thảo" in said or "NV-6" in said] == []


async def test_drafts_make_no_message_of_their_own_and_what_was_told_is_not_told_again(stage: Stage) -> None:
    post = stage.add_post(FIRST)
    await stage.leader(post)
    clerk = await stage.clerk()
    closed(stage, post, date(2026, 12, 3), Result.MET)
    await stage.jump(at(FRIDAY, 8))
    assert await clerk.heard() == []
    overdue(stage, post, date(2026, 11, 26))
    await stage.jump(at(date(2026, 11, 30), 8))  # the second day late: there is something to say
    assert [said.splitlines()[3:-1] for said in await clerk.heard()] == [
        [f"Dự thảo biểu dương: NV-1 {FIRST} (trước hạn 5 ngày)"]
    ]
    overdue(stage, post, date(2026, 11, 27))
    await stage.jump(at(date(2026, 12, 1), 8))
    assert ["Dự thảo" in said for said in await clerk.heard()] == [False]


async def test_a_member_of_the_board_reads_no_draft_about_himself(stage: Stage) -> None:
    post = stage.add_post(FIRST)
    member = await stage.person("Kiêm nhiệm", (RoleKind.BOARD, stage.unit_id, None), post=post)
    overdue(stage, post)
    only_words(stage, post)
    assert await member.says("/nhacnho") == [
        "Không có chức danh nào có nhiệm vụ quá hạn từ 7 ngày làm việc trở lên hoặc nói có nhưng không làm."
    ]


async def test_the_prepared_list_counts_heads_by_the_group_of_their_units(stage: Stage) -> None:
    heads = [stage.add_post(FIRST, unit="Lập Thạch"), stage.add_post("Bí thư Huyện ủy Yên Lạc", unit="Yên Lạc")]
    office = stage.add_post(SECOND, unit="Sở Tài chính")
    units = {stage.add_unit(name): group for name, group in GROUPS.items()}
    with stage.session() as session:
        for unit, group in units.items():
            session.get_one(Unit, unit).group = group
    for post in (*heads, office):
        await stage.leader(post)
    clerk = await stage.clerk()
    for post in (heads[0], heads[0], heads[1], office):
        overdue(stage, post)
    overdue(stage, office, date(2026, 11, 23))  # three days: not yet
    overdue(stage, stage.add_post("Chủ tịch xã"))  # a vacant post: nobody to remind
    only_words(stage, office)
    assert await clerk.says("/nhacnho") == [
        "Đề nghị Thường trực nhắc nhở: người đứng đầu 2 huyện, 1 sở\n"
        "3 chức danh, 4 nhiệm vụ quá hạn từ 7 ngày làm việc trở lên:\n"
        f"1. {FIRST}: NV-1 8 ngày, NV-2 8 ngày\n"
        "2. Bí thư Huyện ủy Yên Lạc: NV-3 8 ngày\n"
        f"3. {SECOND}: NV-4 8 ngày\n"
        f"Dự thảo nhắc nhở (chỉ Ban Tổ chức xem): NV-7 {SECOND} (17 ngày chưa có số liệu, minh chứng)\n"
        "(Số ngày là ngày làm việc.)"
    ]


async def test_asked_in_the_group_it_goes_to_the_asker_alone(stage: Stage) -> None:
    post = stage.add_post(FIRST)
    leader, clerk, second = await stage.leader(post), await stage.clerk("Một"), await stage.clerk("Hai")
    group = await stage.board_group(clerk, second)
    overdue(stage, post)
    assert await clerk.says("/nhacnho", in_group=group) == [SENT]
    assert [FIRST in said for said in await clerk.heard()] == [True]
    assert await second.heard() == []
    assert await leader.says("/nhacnho") == [REFUSED]

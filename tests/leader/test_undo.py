"""`sửa`: within ten minutes and unseen it is gone; later it is a correction that tells those who were told."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from models import Report, SupportCase, Task
from rules.localtime import at
from rules.states import CaseState, TaskState
from services import acceptance, history
from services.identity import actor_for
from tests.leader.scenes import a_leader
from tests.stage import Stage

pytestmark = pytest.mark.anyio


def values(stage: Stage) -> list[tuple[int, str]]:
    """The claimed values that count."""
    with stage.session() as session:
        rows = session.exec(select(Report).where(col(Report.undone_at).is_(None), col(Report.value).is_not(None)))
        return [(row.task_id, str(row.value)) for row in rows]


@pytest.mark.parametrize("word", ["sửa", "nham", "Hoàn tác ạ"])
async def test_a_whole_answer_is_taken_back(stage: Stage, word: str) -> None:
    scene = await a_leader(stage)
    await scene.leader.says("1 130 hộ, 2 39%, 7 xong")
    assert await scene.leader.says(word) == [
        "Đã rút lại nội dung ghi nhận lúc 9 giờ 00:\n"
        "1. Báo cáo: 130/144 hộ\n2. Báo cáo: 39%\n7. Báo cáo: hoàn thành\n"
        "Đề nghị đồng chí nhắn lại nội dung đúng."
    ]
    assert values(stage) == []
    with stage.session() as session:
        assert session.get_one(Task, scene.seven.id).state is TaskState.IN_PROGRESS


async def test_one_task_is_said_anew(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.leader.says("1 130 hộ, 2 39%")
    assert await scene.leader.says("sửa 2 38%") == [
        'Đã ghi nhận:\n2. Thu gom rác nông thôn: 38% – đạt 95% kế hoạch\nNếu chưa đúng, đồng chí nhắn "sửa".'
    ]
    assert values(stage) == [(scene.one.id, "130"), (scene.two.id, "38")]


async def test_after_ten_minutes_it_is_asked_first(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.leader.says("1 130 hộ")
    await stage.jump(stage.start + timedelta(minutes=11))
    assert await scene.leader.says("sửa") == [
        "Nội dung sau đã quá 10 phút (9 giờ 00, ngày 26/11/2026):\n"
        "1. Báo cáo: 130/144 hộ\n"
        "1 rút lại toàn bộ và báo cho người đã nhận · 0 giữ nguyên"
    ]
    assert await scene.leader.presses("Giữ nguyên") == ["Giữ nguyên nội dung đã ghi nhận."]
    assert values(stage) == [(scene.one.id, "130")]


async def test_who_was_told_is_told_again_and_only_of_what_they_heard(stage: Stage) -> None:
    scene = await a_leader(stage)
    clerk = await stage.clerk()
    await scene.leader.says("1 130 hộ, 7 vướng kinh phí")
    await clerk.heard()
    await scene.leader.says("sửa")
    await scene.leader.says("1")
    assert await clerk.heard() == [
        "Bí thư Đảng ủy xã Nguyệt Đức đính chính, rút lại nội dung trước đó:\n"
        f'NV-{scene.seven.id}: HT-1: đề nghị hỗ trợ "kinh phí"'
    ]
    assert values(stage) == []
    with stage.session() as session:
        assert session.get_one(SupportCase, 1).state is CaseState.WITHDRAWN


async def test_acceptance_is_taken_back(stage: Stage) -> None:
    scene = await a_leader(stage)
    task = stage.add_task(scene.post, "Việc mới", state=TaskState.ASSIGNED, assigned_at=stage.clock.now())
    with stage.session() as session:
        acceptance.announce(session, session.get_one(Task, task.id), stage.clock.now())
    await stage.settle()
    await scene.leader.says("1")
    (said,) = await scene.leader.says("sửa")
    assert said.splitlines()[1] == "9. Tiếp nhận nhiệm vụ"
    with stage.session() as session:
        assert session.get_one(Task, task.id).state is TaskState.ASSIGNED


async def test_a_clerk_takes_an_order_back_and_the_leader_hears_of_it(stage: Stage) -> None:
    scene = await a_leader(stage)
    clerk = await stage.clerk()
    await clerk.says("/giao Bí thư Đảng ủy xã Nguyệt Đức | Kỳ họp cuối năm | 0 | 30/6/2027")
    await clerk.says("1")
    assert (await scene.leader.heard())[0].splitlines()[0] == "Ban Tổ chức giao đồng chí 1 nhiệm vụ:"
    (asked,) = await clerk.says("sửa")
    assert asked.splitlines()[0] == "Nội dung sau đã được thông báo cho người khác:"
    await clerk.says("1")
    assert (await scene.leader.heard())[0].splitlines()[0] == "Ban Tổ chức đính chính, rút lại nội dung trước đó:"


async def test_there_may_be_nothing_to_take_back(stage: Stage) -> None:
    scene = await a_leader(stage)
    assert await scene.leader.says("sửa") == [
        "Không có nội dung nào để rút lại. Để đính chính một nhiệm vụ, đồng chí nhắn ví dụ: sửa 2 38%"
    ]


async def test_a_board_s_closing_stands_against_it(stage: Stage) -> None:
    scene = await a_leader(stage)
    clerk = await stage.clerk()
    await scene.leader.says("7 xong")
    with stage.session() as session:
        task = session.get_one(Task, scene.seven.id)
        actor = actor_for(session, clerk.person_id or 0, date(2026, 11, 26))
        now = at(date(2026, 11, 26), 9, 2)
        history.record(
            session,
            unit_id=task.unit_id,
            task_id=task.id,
            subject=f"task:{task.id}",
            event="returned",
            actor=actor,
            now=now,
        )
    (said,) = await scene.leader.says("sửa")
    assert said.splitlines()[0] == "Nội dung sau đã được xử lý tiếp nên giữ nguyên:"

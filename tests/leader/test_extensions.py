"""Asking for more time and hearing the answer."""

from datetime import date

import pytest
from sqlmodel import select

from models import Extension, Task
from rules.states import ExtensionState
from services import extensions
from services.identity import actor_for
from tests.leader.scenes import a_leader
from tests.stage import Actor, Stage

pytestmark = pytest.mark.anyio


def asked_for(stage: Stage) -> list[tuple[int, date, ExtensionState]]:
    with stage.session() as session:
        return [(row.task_id, row.due_on, row.state) for row in session.exec(select(Extension))]


def decides(stage: Stage, clerk: Actor, granted: bool, reason: str) -> None:
    with stage.session() as session:
        now = stage.clock.now()
        actor = actor_for(session, clerk.person_id or 0, now.date())
        extensions.decide(session, actor, 1, granted, reason, now)


async def test_one_line(stage: Stage) -> None:
    scene = await a_leader(stage)
    clerk = await stage.clerk()
    assert await scene.leader.says("xin gia hạn 7 đến 15/12 vì mưa lũ") == [
        "GH-1 · nhiệm vụ 7 Mô hình ủ rác hữu cơ: xin gia hạn từ 4/12 đến 15/12.\n"
        'Lý do: "mưa lũ"\n'
        "Đã chuyển Ban Tổ chức, trả lời trong 2 ngày làm việc; trong thời gian chờ, thời hạn hiện nay không thay đổi."
    ]
    assert asked_for(stage) == [(scene.seven.id, date(2026, 12, 15), ExtensionState.ASKED)]
    assert await clerk.heard() == [
        "GH-1: xin gia hạn\n"
        f"Bí thư Đảng ủy xã Nguyệt Đức · NV-{scene.seven.id} Mô hình ủ rác hữu cơ\n"
        'Từ 4/12 đến 15/12. Lý do: "mưa lũ"\n'
        "Trả lời: /giahan GH-1 dongy (hoặc khong) và lý do."
    ]


async def test_guided_with_two_readings_of_the_day(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.leader.says("xin gia hạn")
    assert await scene.leader.says("7") == [
        "7 · Mô hình ủ rác hữu cơ\n"
        "Thời hạn hiện nay: 4/12. Đồng chí xin gia hạn đến ngày nào, vì sao? Ví dụ: 15/12 vì mưa lũ"
    ]
    assert await scene.leader.says("mùng 5 tháng 12") == [
        "Đồng chí xin gia hạn đến ngày nào?\n1 thứ Bảy 5/12/2026 · 2 thứ Ba 12/1/2027"
    ]
    why = ["Nhiệm vụ 7: xin gia hạn đến 12/1/2027.\nĐề nghị đồng chí nhắn lý do."]
    assert await scene.leader.says("2") == why
    assert await scene.leader.says("???") == why  # that is no reason
    (said,) = await scene.leader.says("chờ giống")
    assert said.splitlines()[1] == 'Lý do: "chờ giống"'
    assert asked_for(stage) == [(scene.seven.id, date(2027, 1, 12), ExtensionState.ASKED)]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("xin gia hạn 7 đến 1/12 vì mưa", "Ngày 1/12/2026 không sau thời hạn hiện nay (4/12/2026)."),
        ("xin gia hạn 1 đến 26/11 vì mưa", "Ngày 26/11/2026 không sau ngày hôm nay nên không làm thời hạn mới được."),
    ],
)
async def test_a_day_that_is_no_later_is_refused_with_a_sentence(stage: Stage, said: str, answer: str) -> None:
    scene = await a_leader(stage)
    assert await scene.leader.says(said) == [answer]
    assert asked_for(stage) == []


async def test_words_that_are_no_day_are_asked_for_again(stage: Stage) -> None:
    scene = await a_leader(stage)
    (said,) = await scene.leader.says("xin gia hạn 7 đến khi xong vì mưa lũ")
    assert said.splitlines()[-1] == "Đề nghị đồng chí nhắn rõ ngày, ví dụ 15/12."
    (echo,) = await scene.leader.says("15/12")
    assert echo.splitlines()[:2] == [
        "GH-1 · nhiệm vụ 7 Mô hình ủ rác hữu cơ: xin gia hạn từ 4/12 đến 15/12.",
        'Lý do: "mưa lũ"',
    ]


async def test_the_board_s_yes_moves_the_deadline(stage: Stage) -> None:
    scene = await a_leader(stage)
    clerk = await stage.clerk()
    await scene.leader.says("xin gia hạn 7 đến 15/12 vì mưa lũ")
    decides(stage, clerk, True, "đồng ý do mưa lũ")
    await stage.settle()
    assert await scene.leader.heard() == [
        'GH-1: đồng ý gia hạn nhiệm vụ 7 Mô hình ủ rác hữu cơ đến 15/12.\nLý do: "đồng ý do mưa lũ"'
    ]
    with stage.session() as session:
        task = session.get_one(Task, scene.seven.id)
        assert (task.due_on, task.original_due_on) == (date(2026, 12, 15), date(2026, 12, 4))


async def test_the_board_s_no_keeps_it(stage: Stage) -> None:
    scene = await a_leader(stage)
    clerk = await stage.clerk()
    await scene.leader.says("xin gia hạn 7 đến 15/12 vì mưa lũ")
    decides(stage, clerk, False, "chưa đủ căn cứ")
    await stage.settle()
    (said,) = await scene.leader.heard()
    assert said.splitlines()[0] == ("GH-1: không gia hạn nhiệm vụ 7 Mô hình ủ rác hữu cơ; thời hạn vẫn là 4/12.")


async def test_an_assistant_is_told_who_may_ask(stage: Stage) -> None:
    scene = await a_leader(stage)
    office = await stage.assistant(scene.post)
    assert await office.says("xin gia hạn 7 đến 15/12 vì mưa lũ") == [
        "Việc này do đồng chí giữ chức danh trực tiếp thực hiện; đồng chí có thể báo cáo thay và đề nghị hỗ trợ."
    ]

"""`lộ trình 8: …`: a task's way in steps, what of it is reached, and what follows from it (S1-10)."""

from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import col, select

from models import Milestone, Report, Task
from rules.lights import Light
from rules.localtime import at
from rules.states import TaskState
from rules.workdays import WorkingDays
from services import nagging, tasks
from tests.leader.scenes import Scene, a_leader
from tests.stage import Stage

pytestmark = pytest.mark.anyio
PLAN = "lộ trình 8: 30/11 họp dân; 2/12 xong thiết kế; 30/6/2027 bàn giao"
RECORDED = (
    "Đã ghi lộ trình nhiệm vụ 8 (hạn 4/12/2027):\n"
    "1. ⚪ thứ Hai 30/11/2026: họp dân\n"
    "2. ⚪ thứ Tư 2/12/2026: xong thiết kế\n"
    "3. ⚪ thứ Tư 30/6/2027: bàn giao\n"
    "Mốc đã đạt thì nhắn, ví dụ: lộ trình 8 xong 1. Ghi nhầm, nhắn: sửa"
)
STEPS = [
    (1, date(2026, 11, 30), None, None),
    (2, date(2026, 12, 2), None, None),
    (3, date(2027, 6, 30), None, None),
]
Kept = list[tuple[int, date, Decimal | None, date | None]]


def kept(stage: Stage) -> Kept:
    """The steps in force: number, day, amount, reached on."""
    with stage.session() as session:
        rows = session.exec(
            select(Milestone).where(col(Milestone.dropped_at).is_(None)).order_by(col(Milestone.number))
        )
        return [(row.number, row.due_on, row.amount, row.reached_on) for row in rows]


def next_on(stage: Stage, scene: Scene) -> date | None:
    with stage.session() as session:
        return session.get_one(Task, scene.eight.id).milestone_on


def light(stage: Stage, task: Task) -> Light:
    with stage.session() as session:
        now = stage.clock.now()
        return tasks.standing(session, session.get_one(Task, task.id), now.date(), WorkingDays()).light


async def test_it_is_written_in_one_line_and_taken_back(stage: Stage) -> None:
    scene = await a_leader(stage)
    assert await scene.leader.says(PLAN) == [RECORDED]
    assert (kept(stage), next_on(stage, scene)) == (STEPS, date(2026, 11, 30))
    await scene.leader.says("lộ trình 8: 1/12 khởi công")
    assert kept(stage) == [(1, date(2026, 12, 1), None, None)]
    assert await scene.leader.says("sửa") == [
        "Đã rút lại nội dung ghi nhận lúc 9 giờ 00:\n"
        '8. Lộ trình: "1/12 khởi công"\n'
        "Đề nghị đồng chí nhắn lại nội dung đúng."
    ]
    assert (kept(stage), next_on(stage, scene)) == (STEPS, date(2026, 11, 30))


async def test_guided_with_one_day_missing_and_one_after_the_deadline(stage: Stage) -> None:
    scene = await a_leader(stage)
    assert await scene.leader.says("lộ trình") == [
        "Lộ trình của nhiệm vụ nào, thưa đồng chí?\n"
        "1 Bàn giao mặt bằng · 2 Thu gom rác nông thôn\n"
        "7 Mô hình ủ rác hữu cơ · 8 Chỉnh trang đường làng"
    ]
    assert await scene.leader.says("7") == [
        "Lộ trình nhiệm vụ 7 · Mô hình ủ rác hữu cơ\n"
        "Chưa ghi lộ trình.\n"
        "Đề nghị đồng chí nhắn các mốc kèm ngày, ví dụ: 15/12 họp dân; 30/12 xong 60 hộ. Muốn dừng, nhắn 0."
    ]
    assert await scene.leader.says("30/11 mua giống; ủ thử; 10/12 nghiệm thu") == [
        '"ủ thử": đến ngày nào? Ví dụ 15/12. Muốn dừng, nhắn 0.'
    ]
    assert await scene.leader.says("mùng 2 tháng 12") == [
        '"ủ thử": ngày nào, thưa đồng chí?\n1 thứ Tư 2/12/2026 · 2 thứ Bảy 9/1/2027'
    ]
    assert await scene.leader.says("1") == [
        '"nghiệm thu": ngày 10/12/2026 sau hạn 4/12/2026 của nhiệm vụ.\n'
        '"nghiệm thu": đến ngày nào? Ví dụ 15/12. Muốn dừng, nhắn 0.'
    ]
    assert kept(stage) == []
    (said,) = await scene.leader.says("4/12")
    assert said.splitlines()[1:4] == [
        "1. ⚪ thứ Hai 30/11/2026: mua giống",
        "2. ⚪ thứ Tư 2/12/2026: ủ thử",
        "3. ⚪ thứ Sáu 4/12/2026: nghiệm thu",
    ]


async def test_what_is_no_plan_is_an_answer_to_something_else(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.leader.says("lộ trình 8")
    assert await scene.leader.says("1 130") == [
        'Đã ghi nhận:\n1. Bàn giao mặt bằng: 130/144 hộ (90,3%)\nNếu chưa đúng, đồng chí nhắn "sửa".'
    ]
    assert kept(stage) == []


async def test_the_morning_asks_and_one_line_answers_it_with_the_rest(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.leader.says(PLAN)
    await stage.jump(at(date(2026, 11, 27), 8))
    await scene.leader.heard()
    await stage.jump(at(date(2026, 11, 30), 8))
    bundle = (await scene.leader.heard())[-1].splitlines()
    assert bundle[3] == "8. 🟢 Mốc 1 đến hạn 30/11: Chỉnh trang đường làng"
    assert bundle[-2] == "1 xong · 2 đạt 20% · 8 xong mốc 1"
    await stage.jump(at(date(2026, 12, 1), 8))
    bundle = (await scene.leader.heard())[-1].splitlines()
    assert bundle[3] == "8. 🟡 Chậm 1 ngày làm việc so với mốc 1 (30/11): Chỉnh trang đường làng"
    assert light(stage, scene.eight) is Light.YELLOW
    assert await scene.leader.says("2 39% · 8 xong mốc 1") == [
        "Đã ghi mốc đạt của nhiệm vụ 8: 1. họp dân\nMốc tới: 2/12 – xong thiết kế\n"
        'Đã ghi nhận:\n2. Thu gom rác nông thôn: 39% – đạt 97,5% kế hoạch\nNếu chưa đúng, đồng chí nhắn "sửa".',
    ]
    assert light(stage, scene.eight) is Light.GREEN
    assert kept(stage)[0] == (1, date(2026, 11, 30), None, date(2026, 12, 1))
    await scene.leader.says("sửa")  # both were said in one message, and are one act
    assert kept(stage) == STEPS
    with stage.session() as session:
        assert [report.undone_at is None for report in session.exec(select(Report))] == [False]


async def test_a_step_with_an_amount_is_reached_by_the_figure(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.leader.says("lộ trình 1: 1/12 xong 120 hộ; 15/12 xong 144 hộ")
    await scene.leader.says("1 125")
    card = (await scene.leader.says("NV-1"))[0].splitlines()
    assert card[4] == "Lộ trình: đạt 1/2 mốc · mốc 2 (15/12): xong 144 hộ"
    await scene.leader.says("sửa 1 119")
    card = (await scene.leader.says("NV-1"))[0].splitlines()
    assert card[4] == "Lộ trình: đạt 0/2 mốc · mốc 1 (1/12): xong 120 hộ"


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("lộ trình 9: 1/12 họp", "Đồng chí không có nhiệm vụ số 9."),
        ("lộ trình 8 xong 4", "Nhiệm vụ 8 không có mốc 4. Chưa ghi gì."),
        ("1 130 · 8 xong mốc 4", "Nhiệm vụ 8 không có mốc 4. Chưa ghi gì."),
        ("lộ trình 8: 1/12", "Mỗi mốc cần có ngày và nội dung, ví dụ: 15/12 họp dân. Chưa ghi gì."),
        ("lộ trình họp dân", "Đề nghị đồng chí nhắn theo mẫu: lộ trình 1: 15/12 họp dân; 30/12 xong 60 hộ"),
        (
            "lộ trình 8: " + "; ".join(f"{day}/12 việc" for day in range(1, 14)),
            "Lộ trình có nhiều nhất 12 mốc. Chưa ghi gì; đề nghị đồng chí gộp bớt.",
        ),
        (
            "lộ trình 8: 1/12 " + "x" * 1000,
            "Nội dung quá dài, tối đa 1.000 ký tự. Chưa ghi nhận gì; đề nghị đồng chí rút gọn.",
        ),
    ],
)
async def test_what_does_not_do_changes_nothing(stage: Stage, said: str, answer: str) -> None:
    scene = await a_leader(stage)
    await scene.leader.says(PLAN)
    assert await scene.leader.says(said) == [answer]
    assert kept(stage) == STEPS
    with stage.session() as session:
        assert session.exec(select(Report)).all() == []


async def test_the_board_sees_the_steps_and_who_has_none(stage: Stage) -> None:
    scene = await a_leader(stage)
    clerk, stranger = await stage.clerk(), await stage.stranger()
    await scene.leader.says(PLAN)
    assert await clerk.says(f"/lotrinh NV-{scene.eight.id}") == [
        "Lộ trình nhiệm vụ 8 · Chỉnh trang đường làng\n"
        "1. ⚪ thứ Hai 30/11/2026: họp dân\n"
        "2. ⚪ thứ Tư 2/12/2026: xong thiết kế\n"
        "3. ⚪ thứ Tư 30/6/2027: bàn giao"
    ]
    assert await clerk.says("/lotrinh") == ["Các nhiệm vụ giao từ 10 ngày làm việc trở lên đều đã có lộ trình."]
    await stage.jump(at(date(2026, 12, 8), 9))
    await clerk.heard()
    (said,) = await clerk.says("lộ trình")
    assert said == (
        "3 nhiệm vụ chưa có lộ trình sau 10 ngày làm việc kể từ khi giao:\n"
        f"NV-{scene.one.id} Bí thư Đảng ủy xã Nguyệt Đức: Bàn giao mặt bằng (11 ngày)\n"
        f"NV-{scene.two.id} Bí thư Đảng ủy xã Nguyệt Đức: Thu gom rác nông thôn (11 ngày)\n"
        f"NV-{scene.seven.id} Bí thư Đảng ủy xã Nguyệt Đức: Mô hình ủ rác hữu cơ (11 ngày)"
    )
    for text in ("lộ trình", "/lotrinh", f"/lotrinh NV-{scene.eight.id}", "lộ trình 8: 1/12 khởi công"):
        assert not any("họp dân" in answer or "Bàn giao" in answer for answer in await stranger.says(text))
    assert kept(stage) == STEPS


async def test_nobody_plans_anothers_task(stage: Stage) -> None:
    scene = await a_leader(stage)
    other = await stage.leader(stage.add_post("Bí thư Đảng ủy xã Khác", unit="xã Khác"), "Đồng chí B")
    clerk = await stage.clerk()
    await scene.leader.says(PLAN)
    said = [
        *await other.says(f"lộ trình NV-{scene.eight.id}: 1/12 khởi công"),
        *await other.says(f"NV-{scene.eight.id} xong mốc 1"),
        *await clerk.says(f"lộ trình NV-{scene.eight.id}: 1/12 khởi công"),
    ]
    assert not any("khởi công" in answer or "họp dân" in answer for answer in said)
    assert kept(stage) == STEPS
    assistant = await stage.assistant(scene.post)
    await assistant.says(f"lộ trình NV-{scene.eight.id} xong 1")
    assert kept(stage)[0] == (1, date(2026, 11, 30), None, date(2026, 11, 26))


@pytest.mark.parametrize("said", ["8 xong mốc 30/11", "8 đạt mốc 15 hộ", "8 mốc 1 đạt 60%", "mốc 1 của 8 đạt 60%"])
async def test_a_figure_is_no_step(stage: Stage, said: str) -> None:
    scene = await a_leader(stage)
    await scene.leader.says(PLAN)
    await scene.leader.says(said)
    assert kept(stage) == STEPS


async def test_several_steps_are_reached_at_once(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.leader.says(PLAN)
    assert await scene.leader.says("lộ trình 8 xong 1-3") == [
        "Đã ghi mốc đạt của nhiệm vụ 8: 1. họp dân; 2. xong thiết kế; 3. bàn giao\n"
        "Các mốc đã đạt cả. Khi nhiệm vụ hoàn thành, nhắn: 8 xong"
    ]
    assert [reached for _, _, _, reached in kept(stage)] == [date(2026, 11, 26)] * 3


async def test_written_anew_what_was_reached_stays_and_one_step_is_not_changed_alone(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.leader.says(PLAN)
    await scene.leader.says("8 xong mốc 1")
    await stage.jump(at(date(2026, 12, 1), 9))
    await scene.leader.heard()
    before = kept(stage)
    assert await scene.leader.says("lộ trình 8 lùi mốc 2 sang 5/12") == [
        "Chưa sửa gì. Muốn sửa lộ trình, đề nghị đồng chí nhắn đủ các mốc: lộ trình 8: … Mốc đã đạt vẫn giữ."
    ]
    assert kept(stage) == before
    for day in ("30/11", "30/11/2026"):  # over by now; the first would be next year's
        await scene.leader.says(f"lộ trình 8: {day} họp dân; 5/12 xong thiết kế; 30/6/2027 bàn giao")
        assert kept(stage) == [
            (1, date(2026, 11, 30), None, date(2026, 11, 26)),
            (2, date(2026, 12, 5), None, None),
            (3, date(2027, 6, 30), None, None),
        ]


async def test_a_remainder_is_no_figure_to_reach(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.leader.says("1 120")
    await scene.leader.says("lộ trình 1: 1/12 xong 24 hộ còn lại; 5/12 xong 110 hộ; 15/12 xong 144 hộ")
    assert [amount for _, _, amount, _ in kept(stage)] == [None, None, Decimal(144)]


async def test_other_answers_are_not_swallowed_while_a_day_is_asked_for(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.leader.says("lộ trình 8: mùng 2 tháng 12 họp dân; mùng 5 tháng 12 thiết kế; bàn giao")
    assert (await scene.leader.says("1 130"))[0].startswith("Đã ghi nhận:\n1. Bàn giao mặt bằng: 130/144 hộ")
    await scene.leader.says("2/12")
    assert await scene.leader.says("???") == ['"thiết kế": đến ngày nào? Ví dụ 15/12. Muốn dừng, nhắn 0.']
    assert await scene.leader.says("lộ trình 8: 2/12 họp dân") == [
        "Đã ghi lộ trình nhiệm vụ 8 (hạn 4/12/2027):\n"
        "1. ⚪ thứ Tư 2/12/2026: họp dân\n"
        "Mốc đã đạt thì nhắn, ví dụ: lộ trình 8 xong 1. Ghi nhầm, nhắn: sửa"
    ]


async def test_a_task_that_is_over_is_behind_nothing(stage: Stage) -> None:
    scene = await a_leader(stage)
    await scene.leader.says(PLAN)
    with stage.session() as session:
        task = session.get_one(Task, scene.eight.id)
        task.state, task.closed_at = TaskState.CLOSED, stage.clock.now()
        nagging.plan(session, task, stage.clock.now())
    await stage.jump(at(date(2026, 12, 20), 9))
    await scene.leader.heard()
    assert next_on(stage, scene) is None
    assert await scene.leader.says("lộ trình 8") == [
        "Lộ trình nhiệm vụ 8 · Chỉnh trang đường làng\n"
        "1. ⚪ thứ Hai 30/11/2026: họp dân\n"
        "2. ⚪ thứ Tư 2/12/2026: xong thiết kế\n"
        "3. ⚪ thứ Tư 30/6/2027: bàn giao"
    ]


async def test_a_corrected_figure_moves_the_next_step(stage: Stage) -> None:
    scene = await a_leader(stage)
    clerk = await stage.clerk()
    await scene.leader.says("lộ trình 1: 30/11 xong 120 hộ; 30/6/2027 xong 144 hộ")
    await scene.leader.says("1 125")
    await clerk.says("/hieuchinh BC-1 100 ghi nhầm")
    await clerk.says("1")
    with stage.session() as session:
        assert session.get_one(Task, scene.one.id).milestone_on == date(2026, 11, 30)


async def test_a_day_that_does_not_exist_is_said_and_is_no_word_of_the_step(stage: Stage) -> None:
    scene = await a_leader(stage)
    assert await scene.leader.says("lộ trình 8: 31/2 họp dân") == [
        'Không có ngày 31/2.\n"họp dân": đến ngày nào? Ví dụ 15/12. Muốn dừng, nhắn 0.'
    ]
    (said,) = await scene.leader.says("30/11")
    assert said.splitlines()[1] == "1. ⚪ thứ Hai 30/11/2026: họp dân"

"""Each message can say why it came; a word on an answer goes into the one line; sends are spread where there are many."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session

from models import Account, SupportCase
from rules.localtime import at
from rules.states import CaseState
from scheduler.nags import MANY, spread
from tests.scheduler.organisation import Organisation
from tests.stage import Stage

FRIDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 30)


@pytest.mark.anyio
async def test_why_by_line_and_for_everything(stage: Stage) -> None:
    post = stage.add_post("Bí thư xã")
    leader = await stage.leader(post)
    assert await leader.says("vì sao") == ["Chưa có tin buổi sáng nào gửi tới đồng chí."]
    stage.add_task(post, "Bàn giao mặt bằng", due=date(2026, 11, 26), number=1)
    stage.add_task(post, "Thu gom rác", due=MONDAY, number=2)
    await stage.jump(at(FRIDAY, 8))
    await leader.heard()
    overdue = "1: quá hạn: nhắc sau 1 và 3 ngày làm việc, sau đó mỗi tuần một lần; nay quá 1 ngày"
    due = "2: nhắc trước thời hạn 7, 3, 1 và 0 ngày làm việc; còn 1 ngày"
    rule = "Mỗi ngày nhiều nhất một tin, chỉ vào ngày làm việc; nội dung đã trả lời không hỏi lại."
    assert await leader.says("Vì sao?") == ["\n".join(("Lý do của tin buổi sáng gần nhất:", overdue, due, rule))]
    assert await leader.says("vi sao 2") == ["\n".join(("Lý do của tin buổi sáng gần nhất:", due, rule))]
    assert await leader.says("vì sao 9") == ["Tin buổi sáng gần nhất không có nội dung 9."]


@pytest.mark.anyio
async def test_the_word_on_an_answer_stands_in_the_one_line(stage: Stage) -> None:
    post = stage.add_post("Bí thư xã")
    leader, clerk = await stage.leader(post), await stage.clerk()
    stage.add_task(post, "Bàn giao mặt bằng", measure="hộ", plan=144, number=1)
    for text in ("hỗ trợ 1 xin kinh phí", "1", "hỗ trợ 1 xin mặt bằng", "1"):
        await leader.says(text)
    for case in ("HT-1", "HT-2"):
        await clerk.says(f"/traloi {case} Đã bố trí")
    await leader.heard()
    assert (await leader.says("HT-1 đã tháo gỡ, 1 130 hộ, HT-2 chưa, đề nghị tiếp tục hỗ trợ"))[0].splitlines() == [
        "Đã ghi nhận HT-1 được tháo gỡ. Đề nghị đồng chí tiếp tục thực hiện nhiệm vụ.",
        "Đã ghi nhận HT-2 chưa được tháo gỡ; trả lời chậm nhất ngày 1/12.",
        "Đã ghi nhận:",
        "1. Bàn giao mặt bằng: 130/144 hộ (90,3%)",
        'Nếu chưa đúng, đồng chí nhắn "sửa".',
    ]
    with stage.session() as session:
        assert [session.get_one(SupportCase, case).state for case in (1, 2)] == [CaseState.RESOLVED, CaseState.OPEN]


def test_a_provinces_messages_are_spread_and_a_few_are_not(session: Session) -> None:
    here = Organisation(session)
    few = spread(session)
    assert {few(person) for person in range(1, 50)} == {timedelta(0)}
    for number in range(MANY):
        session.add(Account(bot="b", user_id=f"x{number}", chat_id=f"x{number}", person_id=here.person(linked=False)))
    session.flush()
    many = spread(session)
    waits = [many(person) for person in range(1, MANY + 1)]
    assert (max(waits) < timedelta(seconds=MANY), len(set(waits)), waits[3]) == (True, MANY // 2, many(4))

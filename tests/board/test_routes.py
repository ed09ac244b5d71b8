"""Requests for support go to who answers for their kind and field; passed on with a reason."""

import pytest
from sqlmodel import col, select

from models import History, SupportCase
from services import history
from tests.stage import Stage

pytestmark = pytest.mark.anyio


async def test_a_request_goes_to_who_answers_for_its_kind_and_field(stage: Stage) -> None:
    post, money = stage.add_post("Bí thư xã"), stage.add_post("Giám đốc Sở Tài chính", unit="Sở Tài chính")
    land = stage.add_post("Giám đốc Sở Tài nguyên", unit="Sở Tài nguyên")
    leader, clerk = await stage.leader(post), await stage.clerk()
    await stage.leader(money, "Đồng chí B")
    officer = await stage.leader(land, "Đồng chí C")
    stage.add_task(post, "Bàn giao đất đai", number=1)
    stage.add_task(post, "Mô hình ủ rác", number=2)
    stage.add_task(post, "Thu gom rác", number=3)
    assert await clerk.says("/phutrach nguồn lực | | giám đốc sở tài chính") == [
        "Đã ghi nhận: 1) Nguồn lực: Giám đốc Sở Tài chính"
    ]
    await clerk.says("/phutrach | đất đai | giám đốc sở tài nguyên")
    for text in ("hỗ trợ 1 xin kinh phí", "1", "hỗ trợ 2 xin kinh phí", "1", "hỗ trợ 3 xin cơ chế", "2"):
        await leader.says(text)
    with stage.session() as session:
        cases = session.exec(select(SupportCase).order_by(col(SupportCase.id)))
        assert [case.supporter_id for case in cases] == [land, money, None]
    assert (await officer.heard())[0].splitlines()[0] == "HT-1: chuyển đồng chí trả lời"
    assert (await leader.says("/phutrach"))[0].startswith("Rất tiếc")
    await clerk.says("/chuyen HT-3 giám đốc sở tài chính | đúng thẩm quyền")
    await clerk.says("1")
    with stage.session() as session:
        row = session.exec(
            select(History).where(History.event == "support_passed_on").order_by(col(History.id).desc())
        ).first()
        assert row is not None
        assert history.words(session, row.text_id) == "đúng thẩm quyền"

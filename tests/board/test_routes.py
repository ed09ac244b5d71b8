"""Requests for support go to who answers for their kind and field; passed on with a reason."""

from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from bot.routesdesk import read_rows
from models import History, Post, SupportCase, Unit
from rules.errors import UserError
from rules.states import SupportType
from services import history, routes
from tests.stage import START, Stage

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


def test_the_table_comes_from_a_file_at_the_desk(tmp_path: Path, session: Session) -> None:
    path = tmp_path / "phan-cong.csv"
    path.write_text("Loại,Lĩnh vực,Chức danh\nNguồn lực,,Giám đốc Sở Tài chính\n,đất đai,Giám đốc Sở Tài nguyên\n")
    assert read_rows(path) == [
        (SupportType.RESOURCES, "", "Giám đốc Sở Tài chính"),
        (None, "đất đai", "Giám đốc Sở Tài nguyên"),
    ]
    path.write_text("Tiền,,Giám đốc Sở Tài chính\n")
    with pytest.raises(UserError, match="one of the five"):
        read_rows(path)
    unit = Unit(name="Tỉnh ủy")
    session.add(unit)
    session.flush()
    post = Post(name="Giám đốc Sở Tài chính", unit_id=unit.id or 0)
    session.add(post)
    session.flush()
    for _ in range(2):  # loaded again, nothing doubles
        routes.set_line(session, None, SupportType.RESOURCES, "", post.id or 0, START)
    assert [(each.kind, each.post_id) for each in routes.of_root(session, START)] == [(SupportType.RESOURCES, post.id)]

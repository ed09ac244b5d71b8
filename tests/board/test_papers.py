"""`/phuluc` and `/baocaonam`: Word files for the asker alone; a leader's own year report for the leader."""

import io
from datetime import date

import pytest
from docx import Document
from sqlmodel import col, select

from bot import work
from models import Blob, Job
from tests.board.desk import POST, REFUSED, Desk, desk
from tests.jobs import in_process
from tests.stage import Actor, Stage

pytestmark = pytest.mark.anyio
SOON = "Đang lập tệp, sẽ gửi đồng chí tại đây ngay."
FILLED = "Đã điền sẵn từ số liệu; nguyên nhân và đề xuất đồng chí bổ sung trong tệp."
ANNEX = (
    "Phụ lục Quyết định 128-QĐ/TU – 1 nhiệm vụ, 1 chức danh\n"
    "Theo thể thức của cơ quan ban hành; đề nghị đồng chí kiểm tra trước khi trình ký."
)


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "_child", in_process)


async def made(table: Desk, person: Actor) -> str:
    """What comes with the file; where no file goes out, the line about it is left off."""
    assert await work.run_once(table.stage.db, table.stage.clock.now())
    await table.stage.settle()
    (text,) = await person.heard()
    return "\n".join(text.splitlines()[:2])


def words(stage: Stage) -> str:
    """All the words of the last file."""
    with stage.session() as session:
        blob = session.exec(select(Blob).order_by(col(Blob.id).desc())).first()
        assert blob is not None
        return str(Document(io.BytesIO(blob.data)).element.xml)


async def working(stage: Stage) -> Desk:
    table = await desk(stage)
    stage.add_task(table.post, "Bàn giao mặt bằng", due=date(2026, 12, 20), document=stage.add_document())
    return table


async def test_the_board_gets_an_annex(stage: Stage) -> None:
    table = await working(stage)
    assert await table.clerk.says("/phuluc") == [
        "Phụ lục của văn bản nào? Đề nghị đồng chí nhắn số, ký hiệu, ví dụ: 128-QĐ/TU."
    ]
    assert await table.clerk.says("128-qd/tu") == [SOON]
    assert await made(table, table.clerk) == ANNEX
    assert [word in words(stage) for word in ("Bàn giao mặt bằng", "PHỤ LỤC")] == [True, True]


async def test_a_leader_gets_the_own_year_report(stage: Stage) -> None:
    table = await working(stage)
    assert await table.leader.says("báo cáo năm") == [SOON]
    assert await made(table, table.leader) == f"Báo cáo năm 2026: {POST} – 1 nhiệm vụ, đã hoàn thành 0\n{FILLED}"
    assert "Bàn giao mặt bằng" in words(stage)


async def test_the_board_gets_any_leaders(stage: Stage) -> None:
    table = await working(stage)
    assert await table.clerk.says("/baocaonam") == ["Báo cáo năm của chức danh nào? Ví dụ: bí thư Nguyệt Đức."]
    assert await table.clerk.says("bi thu nguyet duc") == [SOON]
    assert (await made(table, table.clerk)).startswith(f"Báo cáo năm 2026: {POST} – 1 nhiệm vụ")
    assert await table.clerk.says("/baocaonam bí thư nguyệt đức năm 2024") == [SOON]
    assert (await made(table, table.clerk)).startswith(f"Báo cáo năm 2024: {POST} – 0 nhiệm vụ")


async def test_nobody_gets_anothers(stage: Stage) -> None:
    await working(stage)
    other = await stage.leader(stage.add_post("Bí thư Đảng ủy xã Yên Lạc", unit="xã Yên Lạc"), "Đồng chí B")
    member, stranger = await stage.committee_member(), await stage.stranger()
    assert await other.says("/baocaonam bí thư nguyệt đức") == [REFUSED]
    assert await other.says("/phuluc 128-QĐ/TU") == []
    assert (await member.says("/baocaonam"))[0].startswith("Báo cáo năm dành cho người giữ chức danh")
    await stranger.says("/baocaonam")
    with stage.session() as session:
        assert session.exec(select(Job)).all() == []

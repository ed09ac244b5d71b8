"""`/xuat`: the register goes to the asker alone, as a file or as an expiring address, with two lines of summary."""

import io
from collections.abc import Iterator
from datetime import date

import openpyxl
import pytest
from sqlmodel import select

from bot import work
from models import Blob, History, Job, SignedLink
from services import links
from tests.board.desk import POST, Desk, desk
from tests.jobs import in_process
from tests.stage import Actor, Stage

pytestmark = pytest.mark.anyio
URL = "https://bot.example.vn"
SOON = "Đang lập tệp, sẽ gửi đồng chí tại đây ngay."
PRIVATELY = "Đang lập tệp, xong sẽ gửi riêng đồng chí."


@pytest.fixture(autouse=True)
def public() -> Iterator[None]:
    links.use_public_url(URL)
    yield
    links.use_public_url("")


@pytest.fixture(autouse=True)
def here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child's work is done in this process, but for the test that wants a child: starting one takes seconds."""
    if request.node.originalname != "test_the_group_reads_only_that_it_was_sent_privately":
        monkeypatch.setattr(work, "_child", in_process)


async def made(table: Desk, person: Actor) -> list[str]:
    """Let the child work, and read what its result brings."""
    assert await work.run_once(table.stage.db, table.stage.clock.now())
    await table.stage.settle()
    return await person.heard()


def titles(stage: Stage) -> list[object]:
    """The task titles of the last file."""
    with stage.session() as session:
        data = session.exec(select(Blob).order_by(Blob.id.desc())).first().data  # type: ignore[union-attr]
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return [row[5] for row in sheet.iter_rows(min_row=2, values_only=True)]


async def two_tasks(stage: Stage) -> Desk:
    table = await desk(stage)
    stage.add_task(table.post, "Bàn giao mặt bằng", due=date(2026, 11, 20))
    stage.add_task(table.post, "Thu gom rác", document=stage.add_document())
    return table


async def test_the_file_follows_with_its_summary(stage: Stage) -> None:
    table = await two_tasks(stage)
    assert await table.clerk.says("/xuat") == [SOON]
    (text,) = await made(table, table.clerk)
    summary = "Sổ theo dõi nhiệm vụ: Tỉnh ủy – 2 nhiệm vụ, 1 chức danh\n🔴 1 quá hạn · 🟢 1 đúng tiến độ"
    if stage.street.channel.capabilities.files_out:
        assert text == summary
    else:
        assert text.startswith(f"{summary}\nTệp so-nhiem-vu-2026-11-26.xlsx, nhận được đến")
        assert f"{URL}/files/" in text
    assert sorted(str(title) for title in titles(stage)) == ["Bàn giao mặt bằng", "Thu gom rác"]


async def test_the_group_reads_only_that_it_was_sent_privately(stage: Stage) -> None:
    table = await two_tasks(stage)
    assert await table.in_group("/xuat") == [PRIVATELY]
    (text,) = await made(table, table.clerk)
    assert text.startswith("Sổ theo dõi nhiệm vụ: Tỉnh ủy")
    assert await table.clerk.heard(table.group) == await table.second.heard() == []


@pytest.mark.parametrize("what", ["128-QĐ/TU", "128", "bí thư nguyệt đức", "xã Nguyệt Đức"])
async def test_it_is_narrowed_by_what_is_named(stage: Stage, what: str) -> None:
    table = await two_tasks(stage)
    other = stage.add_post("Bí thư Đảng ủy xã Yên Lạc", unit="xã Yên Lạc")
    stage.add_task(other, "Việc của xã khác")
    assert await table.clerk.says(f"/xuat {what}") == [SOON]
    (text,) = await made(table, table.clerk)
    of = {"1": "Quyết định 128-QĐ/TU", "b": POST, "x": "xã Nguyệt Đức"}[what[0]]
    assert text.startswith(f"Sổ theo dõi nhiệm vụ: {of} – ")
    expected = ["Thu gom rác"] if what[0] == "1" else ["Bàn giao mặt bằng", "Thu gom rác"]
    assert sorted(str(title) for title in titles(stage)) == expected


async def test_what_is_not_found_is_said_and_nothing_is_made(stage: Stage) -> None:
    table = await two_tasks(stage)
    assert await table.clerk.says("/xuat 999-QĐ/TU") == ["Không tìm thấy văn bản “999-QĐ/TU”."]
    assert await table.clerk.says("/xuat sao hỏa") == ['Không tìm thấy đơn vị hoặc chức danh nào theo "sao hỏa".']
    stage.add_document(symbol="QĐ-UBND")
    (text,) = await table.clerk.says("/xuat 128")
    assert text.startswith("Có nhiều văn bản mang số này: 128-QĐ/TU (05/01/2026), 128/QĐ-UBND (05/01/2026).")
    with stage.session() as session:
        assert session.exec(select(Job)).all() == []


async def test_the_committee_has_it_too_and_a_leader_has_not(stage: Stage) -> None:
    table = await two_tasks(stage)
    member = await stage.committee_member()
    assert await member.says("/xuat") == [SOON]
    assert (await made(table, member))[0].startswith("Sổ theo dõi nhiệm vụ")
    assert await table.leader.says("/xuat") == ["Rất tiếc, nội dung này chỉ dành cho thành viên Ban Tổ chức."]
    with stage.session() as session:
        assert len(session.exec(select(Job)).all()) == 1
        assert (
            session.exec(select(SignedLink.person_id).where(SignedLink.person_id == table.leader.person_id)).all() == []
        )
        assert session.exec(select(History.event).where(History.event == "refused")).all() == ["refused"]


async def test_a_file_that_cannot_be_made_is_not_waited_for_in_silence(stage: Stage) -> None:
    table = await two_tasks(stage)
    await table.clerk.says("/xuat")
    with stage.session() as session:
        job = session.exec(select(Job)).one()
        job.args = {**job.args, "unit_id": "x"}
        session.add(job)
    for _ in range(work.TRIES):
        assert await work.run_once(stage.db, stage.clock.now())
    await stage.settle()
    assert await table.clerk.heard() == [
        "Chưa lập được tệp. Đề nghị đồng chí yêu cầu lại một lần; nếu vẫn không được, báo người quản trị hệ thống."
    ]

"""`/tiepnhan` and `/phieu`: who has accepted what, and slips with codes for those who are not linked."""

import io
import json

import pytest
from docx import Document
from sqlmodel import col, select

from bot import work
from models import Blob, Invitation, Job, Outbox, Task
from rules.states import TaskState
from services import acceptance, exporting
from services.codes import hash_of
from services.identity import actor_for
from tests.board.desk import POST, REFUSED, Desk, desk
from tests.jobs import in_process
from tests.stage import Stage

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "_child", in_process)


async def handed_over(stage: Stage) -> Desk:
    """Three posts with tasks of Decision 128: one accepts, one objects, one is silent and not linked."""
    table = await desk(stage)
    paper = stage.add_document()
    second, third = (stage.add_post(f"Bí thư Đảng ủy xã {name}", unit=f"xã {name}") for name in ("Yên Lạc", "Tam Hồng"))
    other = await stage.leader(second, "Đồng chí B")
    for post in (table.post, second, third):
        stage.add_task(post, f"Việc {post}", state=TaskState.ASSIGNED, document=paper)
    stage.add_task(third, "Việc ngoài quyết định")
    with stage.session() as session:
        now = stage.clock.now()
        tasks = session.exec(select(Task.id).order_by(col(Task.id))).all()
        acceptance.accept(session, actor_for(session, table.leader.person_id or 0, now.date()), [tasks[0] or 0], now)
        acceptance.objected(
            session, actor_for(session, other.person_id or 0, now.date()), [tasks[1] or 0], "vướng", now
        )
    await stage.settle()
    await table.clerk.heard()
    return table


async def test_who_accepted_who_objects_who_is_silent(stage: Stage) -> None:
    table = await handed_over(stage)
    assert await table.clerk.says("/tiepnhan 128-QĐ/TU") == [
        "Quyết định 128-QĐ/TU: đã tiếp nhận 1/3 nhiệm vụ (33,3%), 1/3 chức danh\n"
        "Có ý kiến (1): Bí thư Đảng ủy xã Yên Lạc (1 nhiệm vụ)\n"
        "Chưa trả lời, chưa kết nối (1): Bí thư Đảng ủy xã Tam Hồng"
    ]
    (everything,) = await table.clerk.says("/tiepnhan")
    assert everything.startswith("Toàn bộ nhiệm vụ: đã tiếp nhận 2/4 nhiệm vụ (50%), 1/3 chức danh")
    assert await table.clerk.says("/tiepnhan 999-QĐ/TU") == ["Không tìm thấy văn bản “999-QĐ/TU”."]


async def test_slips_go_to_the_asker_and_their_codes_are_kept_as_hashes(stage: Stage) -> None:
    table = await handed_over(stage)
    said = await table.in_group("/phieu 128-QĐ/TU")
    assert said[0] == "Đã cấp 1 mã mới, phiếu in gửi riêng đồng chí. Mã cũ chưa dùng không còn giá trị."
    assert await work.run_once(stage.db, stage.clock.now())
    await stage.settle()
    (text,) = await table.clerk.heard()
    assert text.startswith("Phiếu kết nối (mã dùng một lần): 1\n")
    assert await table.second.heard() == []
    with stage.session() as session:
        job = session.exec(select(Job)).one()
        printed = session.get_one(Blob, job.blob_id).data
        cells = [
            line for row in Document(io.BytesIO(printed)).tables[0].rows for line in row.cells[0].text.splitlines()
        ]
        assert (cells[2], session.exec(select(Invitation.code_hash)).all()) == (
            "Bí thư Đảng ủy xã Tam Hồng",
            [hash_of(cells[3])],
        )
        elsewhere = json.dumps([job.args, *[[row.args, row.body] for row in session.exec(select(Outbox))]])
        assert cells[3] not in elsewhere
        assert exporting.forget(session, stage.clock.now() + exporting.FILE_KEPT / 2) == 0
        assert exporting.forget(session, stage.clock.now() + exporting.FILE_KEPT * 2) == 1
        assert session.exec(select(Blob.data)).all() == [b""]
    newcomer = await stage.stranger("Đồng chí C")
    assert "Bí thư Đảng ủy xã Tam Hồng" in (await newcomer.says(cells[3]))[0]


async def test_those_who_are_linked_need_none_and_a_leader_gets_none(stage: Stage) -> None:
    table = await desk(stage)
    assert await table.clerk.says("/phieu") == ["Các chức danh này đều đã kết nối, không cần phiếu mới."]
    assert await table.leader.says("/phieu") == [REFUSED]
    assert await table.clerk.says("/phieu xã Không Có") == ["Không tìm thấy văn bản “xã Không Có”."]
    assert POST not in "".join(await table.leader.says("/tiepnhan"))
    with stage.session() as session:
        assert (session.exec(select(Job)).all(), session.exec(select(Invitation)).all()) == ([], [])

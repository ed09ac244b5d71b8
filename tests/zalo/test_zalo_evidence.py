"""What leaders send along on Zalo, from the phone to the task: not ready yet, gone, too large, one after the other."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from bot.fetch import LIMIT
from channels.zalo import media
from models import Blob, Evidence, Report
from tests.leader.scenes import Scene, a_leader
from tests.stage import PIXEL, Stage
from tests.streets import ZaloStreet

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("stage", ["zalo"], indirect=True)]
SEVEN = 'Đã ghi nhận:\n7. Mô hình ủ rác hữu cơ: đã nhận ảnh, tài liệu minh chứng\nNếu chưa đúng, đồng chí nhắn "sửa".'
GONE = "Không tải được tệp đồng chí gửi từ ứng dụng. Đề nghị gửi lại."
TOO_LARGE = "Tệp đồng chí gửi lớn hơn 10 MB nên không lưu được. Đề nghị gửi tệp nhỏ hơn hoặc chia thành nhiều phần."
WHICH = "Tệp đồng chí gửi thuộc nhiệm vụ nào? Nhắn số nhiệm vụ."


@pytest.fixture
async def scene(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Scene:
    monkeypatch.setattr(media, "PAUSES", (0.01, 0.01, 0.01))
    return await a_leader(stage)


async def switch(stage: Stage, **given: Any) -> None:
    street = stage.street
    assert isinstance(street, ZaloStreet)
    await street._post("/control/zalo", {"bot": street.bot["username"], **given})


def kept(stage: Stage) -> list[tuple[int, int, str, bytes]]:
    """Evidence as (task, report, kind, bytes)."""
    with stage.session() as session:
        rows = session.exec(select(Evidence, Blob).join(Blob).order_by(col(Evidence.id))).all()
        return [(row.task_id, row.report_id, row.kind, blob.data) for row, blob in rows]


def reports(stage: Stage) -> int:
    with stage.session() as session:
        return len(session.exec(select(Report)).all())


async def test_a_voice_note_is_kept_with_the_task_that_is_chosen(stage: Stage, scene: Scene) -> None:
    (asked,) = await scene.leader.sends_voice(b"\xff\xf1aac")
    assert asked.splitlines()[0] == WHICH
    assert await scene.leader.says("7") == [SEVEN]
    assert kept(stage) == [(scene.seven.id, 1, "voice", b"\xff\xf1aac")]


async def test_a_picture_that_is_ready_a_moment_later_is_kept(stage: Stage, scene: Scene) -> None:
    await switch(stage, media_waits=2)
    assert await scene.leader.sends_photo("7") == [SEVEN]
    assert kept(stage) == [(scene.seven.id, 1, "photo", PIXEL + b"\0")]


async def test_one_that_takes_longer_is_asked_for_again_and_what_is_said_meanwhile_waits(
    stage: Stage, scene: Scene
) -> None:
    await switch(stage, media_waits=4)
    assert await scene.leader.sends_photo("7") == []
    assert await scene.leader.says("2 39%") == []
    await stage.jump(stage.clock.now() + timedelta(seconds=5))
    first, second = await scene.leader.heard()
    assert (first, second.splitlines()[1][:2]) == (SEVEN, "2.")
    assert [row[:3] for row in kept(stage)] == [(scene.seven.id, 1, "photo")]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"media_life": 0.0}, GONE),
        ({"media_size": LIMIT + 1}, TOO_LARGE),
        ({"media_redirect": "https://example.vn/x"}, GONE),
    ],
    ids=["expired", "too large", "elsewhere"],
)
async def test_one_that_can_not_be_had_is_said_and_reports_nothing(
    stage: Stage, scene: Scene, given: dict[str, Any], said: str
) -> None:
    await switch(stage, **given)
    assert await scene.leader.sends_photo("7 xong") == [said]
    assert (kept(stage), reports(stage)) == ([], 0)


async def test_pictures_in_a_few_seconds_are_one_report_and_a_later_one_is_asked_about(
    stage: Stage, scene: Scene
) -> None:
    assert await scene.leader.sends_photo("7", count=2) == [SEVEN]
    await stage.jump(stage.clock.now() + timedelta(seconds=8))
    assert await scene.leader.sends_photo(data=b"\xff\xd8later") == []
    await stage.jump(stage.clock.now() + timedelta(seconds=12))
    (asked,) = await scene.leader.sends_photo(data=b"\xff\xd8much later")
    assert (asked.splitlines()[0], reports(stage)) == (WHICH, 1)
    assert [row[:2] for row in kept(stage)] == [(scene.seven.id, 1)] * 3

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
DONE = 'Đã ghi nhận:\n7. Mô hình ủ rác hữu cơ: hoàn thành – chờ thẩm định\nNếu chưa đúng, đồng chí nhắn "sửa".'
NOWHERE = "Tệp gửi kèm không được lưu: minh chứng do người được giao nhiệm vụ gửi trong cuộc trò chuyện riêng."
ONE = "1. Bàn giao mặt bằng: đã nhận ảnh, tài liệu minh chứng"
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
    assert asked.splitlines()[0].endswith("nếu là minh chứng, nhắn số nhiệm vụ.")
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
async def test_what_was_said_with_one_that_can_not_be_had_counts_and_one_message_tells_both(
    stage: Stage, scene: Scene, given: dict[str, Any], said: str
) -> None:
    await switch(stage, **given)
    assert await scene.leader.sends_photo("7 xong") == [f"{said}\n\n{DONE}"]
    assert (kept(stage), reports(stage)) == ([], 1)


async def test_three_that_expired_are_one_word_and_what_is_sent_again_finds_its_task(
    stage: Stage, scene: Scene
) -> None:
    await switch(stage, media_life=0.0)
    assert await scene.leader.sends_photo("7 xong", count=3) == [f"{GONE}\n\n{DONE}"]
    await stage.jump(stage.clock.now() + timedelta(seconds=11))
    assert await scene.leader.sends_photo("1") == [GONE]  # a number alone only names the task: no choice, no card
    await switch(stage, media_life=60.0)
    assert [said.splitlines()[1] for said in await scene.leader.sends_photo(count=2)] == [ONE]
    assert [row[:3] for row in kept(stage)] == [(scene.one.id, 2, "photo")] * 2


async def test_a_question_and_a_refusal_beside_a_lost_picture(stage: Stage, scene: Scene) -> None:
    await switch(stage, media_life=0.0)
    (asked,) = await scene.leader.sends_photo("hỗ trợ")
    assert asked.splitlines()[:3] == [GONE, "", "Đồng chí đề nghị hỗ trợ nhiệm vụ nào?"]
    (words,) = await scene.leader.says("7")
    assert words.startswith("7 · Mô hình ủ rác hữu cơ")
    clerk = await stage.clerk()
    (told,) = await clerk.sends_photo("traloi HT-99 có")
    assert told.splitlines()[:2] == [GONE, ""]


async def test_a_picture_of_somebody_who_reports_nothing_is_not_kept_and_its_words_are_heard(stage: Stage) -> None:
    clerk = await stage.clerk()
    (said,) = await clerk.sends_photo("việc")
    assert said.splitlines()[:2] == [NOWHERE, ""]
    assert kept(stage) == []


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

"""The digest with its picture: drawn by the child process, one message on every channel, and never late because of it."""

import base64
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from bot import work
from bot.claim import Claimed
from bot.mark import Outcome, mark
from channels.base import Capabilities, ChatRef, DeliveryError
from models import Blob, DigestIssue, Extension, Job, Outbox, OutboxState, SupportCase, Task
from rules.localtime import at
from rules.states import MessageClass, RoleKind
from services import digest, jobs, picturing
from services.figures import count
from services.published import Digest, Listed, Named, as_json
from services.retention import purge
from tests.pictures.sample import WEEK_47, WEEK_48
from tests.scheduler.organisation import Organisation
from tests.scheduler.test_digest import FRIDAY, LAST_LINE, MONDAY, scheme
from tests.scheduler.test_digest import WEEK_48 as SAID
from tests.stage import Stage
from views.issued import illustrated, with_picture
from views.layout import lay_out
from views.message import message

pytestmark = pytest.mark.anyio
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
TELEGRAM = Capabilities(image_out=True, files_out=True, max_text=4096, max_caption=1024)
ZALO = Capabilities(image_out=True, max_text=2000, max_caption=2000)
WITHOUT = Capabilities(max_text=2000, max_caption=2000)


def draw(stage: Stage) -> None:
    """As if the child process had drawn every picture that was asked for."""
    with stage.session() as session:
        blob = Blob(sha256="0" * 64, size=len(PNG), mime="image/png", data=PNG)
        session.add(blob)
        session.flush()
        for job in session.exec(select(Job).where(Job.state == "queued")).all():
            job.state, job.blob_id = "done", blob.id
            session.add(job)
            jobs.finished(session, job, stage.clock.now())


async def test_monday_s_picture_and_words_are_one_message(stage: Stage) -> None:
    await scheme(stage)
    member = await stage.committee_member()
    group = await stage.group(RoleKind.COMMITTEE, member)
    await stage.jump(at(MONDAY, 0))
    draw(stage)
    await stage.jump(at(MONDAY, 7))
    heard = [*await member.messages(), *await member.messages(group)]
    assert [(each["text"], each["picture"]) for each in heard] == [("\n".join(SAID), stage.can_press)] * 2


async def test_the_child_process_draws_what_was_kept(stage: Stage) -> None:
    """Once, for real: the job's figures go through the child and come back as a picture of the right width."""
    if stage.street.name != "bare":
        return
    await scheme(stage)
    await stage.jump(at(MONDAY, 0))
    assert await work.run_once(stage.db, stage.clock.now())
    with stage.session() as session:
        issue = session.exec(select(DigestIssue)).one()
        job = session.get_one(Job, issue.picture_job_id)
        blob = session.get_one(Blob, job.blob_id)
        assert (job.state, blob.mime, blob.data[:8]) == ("done", "image/png", PNG[:8])
        # and its figures, counted there too, are those that are counted here
        assert issue.figures == as_json(count(session, stage.unit_id, "2026-W48", at(MONDAY, 0)))
        assert int.from_bytes(blob.data[16:20]) == 1080


async def test_without_its_picture_the_digest_goes_out_on_time(stage: Stage) -> None:
    await scheme(stage)
    member = await stage.committee_member()
    await stage.jump(at(MONDAY, 0))
    await stage.jump(at(MONDAY, 7))
    assert [(each["text"], each["picture"]) for each in await member.messages()] == [("\n".join(SAID), False)]


async def test_a_digest_kept_late_waits_a_minute_for_its_picture_and_no_longer(stage: Stage) -> None:
    await scheme(stage)
    first = await stage.committee_member()
    late = at(date(2026, 12, 1), 10)
    await stage.jump(late)
    assert await first.heard() == []
    await stage.jump(late + timedelta(seconds=61))
    assert await first.heard() == ["\n".join(SAID)]


async def test_a_look_comes_with_its_picture_as_soon_as_it_is_drawn(stage: Stage) -> None:
    await scheme(stage)
    clerk = await stage.clerk()
    group = await stage.board_group(clerk)
    heard = [await clerk.says("/bantin"), await clerk.says("/bantin", in_group=group)]
    if not stage.can_press:
        assert [len(each) for each in heard] == [1, 1]
        return
    assert heard == [[], []]
    draw(stage)
    await stage.settle()
    private, public = await clerk.messages(), await clerk.messages(group)
    assert [(each["text"].splitlines()[0][:20], each["picture"]) for each in private + public] == [
        ("Tuần 48 (23–29/11) ·", True)
    ] * 2


async def test_a_look_whose_drawing_fails_is_answered_in_words(stage: Stage) -> None:
    await scheme(stage)
    clerk = await stage.clerk()
    heard = await clerk.says("/bantin")
    with stage.session() as session:
        for job in session.exec(select(Job)).all():
            job.state = "dead"
            jobs.failed(session, job, stage.clock.now())
    await stage.settle()
    heard += await clerk.heard()
    assert [text.splitlines()[-1] for text in heard] == [LAST_LINE]


async def test_a_look_is_answered_within_twenty_seconds(stage: Stage) -> None:
    await scheme(stage)
    clerk = await stage.clerk()
    heard = await clerk.says("/bantin")
    await stage.jump(stage.clock.now() + timedelta(seconds=21))
    heard += await clerk.heard()
    assert [text.splitlines()[-1] for text in heard] == [LAST_LINE]


def test_old_jobs_go_and_a_week_s_picture_stays(session: Session) -> None:
    here = Organisation(session)
    issue = digest.keep(session, here.unit, at(MONDAY, 0), at(MONDAY, 0))
    other = jobs.ask(session, "sleep", at(MONDAY, 0), seconds=0)
    drawn = session.get_one(Job, issue.picture_job_id)
    drawn.state = other.state = "done"
    session.flush()
    assert purge(session, at(date(2028, 1, 3), 2)) == {"job": 1}
    assert session.exec(select(Job.id)).all() == [drawn.id]


def test_a_picture_somebody_only_looked_at_goes_after_some_days(session: Session) -> None:
    here = Organisation(session)
    issue = digest.keep(session, here.unit, at(MONDAY, 0), at(MONDAY, 0))
    seen = picturing.count(session, here.unit, "2026-W49", at(MONDAY, 9), at(MONDAY, 9))
    for place, job in enumerate((session.get_one(Job, issue.picture_job_id), seen)):
        blob = Blob(sha256=str(place) * 64, size=len(PNG), mime="image/png", data=PNG)
        session.add(blob)
        session.flush()
        job.state, job.blob_id, job.finished_at = "done", blob.id, at(MONDAY, 10)
    session.flush()
    assert purge(session, at(date(2026, 12, 8), 2)) == {"files": 1}
    assert [blob.size for blob in session.exec(select(Blob).order_by(Blob.id))] == [len(PNG), 0]  # type: ignore[arg-type]


async def test_a_member_sends_a_code_to_see_what_stands_behind_it(stage: Stage) -> None:
    leader, member = await scheme(stage), await stage.committee_member()
    with stage.session() as session:
        task = session.get_one(Task, 1)
        asked = {
            "unit_id": task.unit_id,
            "task_id": 1,
            "asked_by": leader.person_id or 0,
            "asked_at": stage.clock.now(),
        }
        session.add(SupportCase(**asked, promised_on=FRIDAY))
        session.add(Extension(**asked, due_on=date(2026, 12, 15)))
    shown = [(await member.says(code))[0].splitlines()[0] for code in ("NV-1", "ht 1", "GH-1")]
    assert [line[:4] for line in shown] == ["NV-1", "HT-1", "GH-1"]
    assert all("Việc 1" in line or "xã Nguyệt Đức" in line for line in shown), shown


async def test_a_stranger_s_code_shows_nothing(stage: Stage) -> None:
    await scheme(stage)
    stranger = await stage.stranger()
    assert "Việc 1" not in "".join(await stranger.says("NV-1"))


def shapes(parts: Sequence[dict[str, object]]) -> list[tuple[bool, int]]:
    return [("blob" in part, sum(len(text) for text, _ in part["spans"])) for part in parts]  # type: ignore[attr-defined]


def test_the_words_go_beneath_where_there_is_room_in_fewer_or_alone() -> None:
    said = Digest(WEEK_48)
    short, brief, whole = (message("x" * size) for size in (900, 1000, 1800))
    fits = illustrated(said, 7, [short])
    shrinks = illustrated(said, 7, [message("x" * 2100), whole, brief, short])
    alone = illustrated(said, 7, [whole, whole])
    assert [[shapes(lay_out(each, can)) for can in (TELEGRAM, ZALO, WITHOUT)] for each in (fits, shrinks, alone)] == [
        [[(True, 900)], [(True, 900)], [(False, 900)]],
        [[(True, 1000)], [(True, 1800)], [(False, 1800)]],
        [[(False, 1800)], [(True, 1800)], [(False, 1800)]],
    ]


def test_a_full_digest_has_ten_lines_and_finds_room_beneath_its_picture() -> None:
    long = tuple(Named(f"NV-{n}", "Đảng ủy các xã Nguyệt Đức – Yên Phương – Tam Hồng", 22) for n in range(5))
    other = tuple(replace(item, code=f"HT-{n}") for n, item in enumerate(long))
    listed, older = Listed(30, long), Listed(30, tuple(replace(i, code=f"NV-9{n}") for n, i in enumerate(long)))
    figures = replace(
        WEEK_48, newly_late=listed, longest_late=older, late_cases=Listed(9, other), second_extensions=Listed(2, other[:2]),
        disputes=listed, for_meeting=listed, early=older, due_soon=17, silent=4, leaders=78, unverified=9, unplanned=5,
    )  # fmt: skip
    said = with_picture(Digest(figures, WEEK_47, (), (("", "Họp giao ban thứ Năm"), ("NV-1", "đã hẹn"))), 7)
    assert len(said.text.splitlines()) == 10
    assert 1024 < len(said.text) <= 2000
    assert [shapes(lay_out(said, can))[0][0] for can in (TELEGRAM, ZALO, WITHOUT)] == [True, True, False]
    beneath = "".join(span.text for span in said.brief)
    assert (len(beneath.splitlines()), len(beneath) <= 1024) == (10, True)
    assert "Mới quá hạn (30): NV-0 Đảng ủy" in beneath


def test_nothing_new_is_three_lines() -> None:
    waiting = Listed(1, (Named("HT-9", "Giám đốc Sở Tài chính", 6),))
    before = replace(WEEK_48, week="2026-W47", late_cases=Listed(1, (Named("HT-9", "Giám đốc Sở Tài chính", 1),)))
    said = with_picture(Digest(replace(WEEK_48, late_cases=waiting), before), None)
    assert said.text.splitlines() == [
        "Tuần 48 (23–29/11) · 266 nhiệm vụ: 🔴 12 quá hạn · 🟡 31 chậm tiến độ · 🟢 195 đúng tiến độ"
        " · ⚪ 3 chưa bắt đầu/tạm dừng · 🔵 20 hoàn thành trước hạn · ✔ 5 hoàn thành",
        "Không thay đổi so với tuần trước · Quá hạn lâu nhất: NV-12 xã Nguyệt Đức (22 ngày làm việc)"
        " · 1 kiến nghị quá hạn trả lời",
        LAST_LINE,
    ]


@pytest.mark.parametrize(
    "news",
    [
        {"newly_late": Listed(1, (Named("NV-1", "x", 1),))},
        {"lights": WEEK_48.lights | {"red": 13}},
        {"late_cases": Listed(1, (Named("HT-10", "x", 6),))},
        {"unverified": 1},
    ],
)
def test_any_change_is_said_in_full(news: dict[str, object]) -> None:
    now = replace(WEEK_48, **news)  # type: ignore[arg-type]
    assert "Không thay đổi" not in with_picture(Digest(now, replace(WEEK_48, week="2026-W47")), None).text


def test_the_targets_are_said_with_what_is_in_no_bucket() -> None:
    line = next(text for text in with_picture(Digest(WEEK_48), None).text.splitlines() if "Chỉ tiêu" in text)
    assert line == "Chỉ tiêu: 25 trong 28 – 3 chưa phân loại (vượt: 7, đạt: 4, trên 70%: 8, 50–70%: 3, dưới 50%: 3)"


def refused(session: Session, error: DeliveryError, attempts: int) -> Outbox:
    row = Outbox(
        lane="b:1", bot="b", chat_id="1", kind="digest", message_class=MessageClass.ROUTINE, attempts=attempts,
        state=OutboxState.SENDING, not_before=at(FRIDAY, 7), created_at=at(FRIDAY, 7),
        body=[{"spans": [["ngắn", "plain"]], "blob": 7, "name": "a.png", "alone": [["đầy đủ", "bold"]]}],
    )  # fmt: skip
    session.add(row)
    session.flush()
    mark(session, [Outcome(Claimed(row.id or 0, "b:1", ChatRef("b", "1"), False, ()), (), error)], at(FRIDAY, 7))
    return row


@pytest.mark.parametrize(
    ("error", "attempts", "alone"),
    [
        (DeliveryError("400 PHOTO_INVALID_DIMENSIONS", permanent=True), 1, True),
        (DeliveryError("timed out", ambiguous=True), 3, True),
        (DeliveryError("timed out", ambiguous=True), 2, False),
        (DeliveryError("403 blocked", permanent=True, unreachable=True), 1, False),
    ],
)
def test_a_picture_that_is_not_taken_leaves_the_words(
    session: Session, error: DeliveryError, attempts: int, alone: bool
) -> None:
    row = refused(session, error, attempts)
    assert (row.body == [{"spans": [["đầy đủ", "bold"]]}]) is alone
    assert row.state is (OutboxState.DEAD if error.unreachable else OutboxState.QUEUED)

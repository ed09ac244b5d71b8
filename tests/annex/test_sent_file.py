"""A workbook that arrives in a clerk's private chat is answered by its dry run; a choice imports it."""

import pytest
from sqlmodel import Session

from bot.annex import importing
from bot.fetch import keep_blob
from bot.store import store
from bot.work import run_once
from channels.base import Attachment, ChatRef, Incoming
from tests.annex.office import clean_rows, workbook
from tests.stage import Actor, Stage

pytestmark = pytest.mark.anyio


async def hand_in(stage: Stage, clerk: Actor, data: bytes, *, by_reply: bool) -> None:
    """A workbook with `/giao`: as its caption, or in reply to it."""

    def keep(session: Session) -> None:
        file = Attachment("document", "k1", "phu-luc.xlsx", None, 9, stored=keep_blob(session, data, None))
        user = stage.street.account(clerk.user)
        chat = ChatRef(stage.street.channel.bot, user)
        now = stage.clock.now()
        sent = Incoming("k1", chat, user, "Cán bộ", now, text="/giao", attachments=(file,), by_reply=by_reply)
        store(session, [sent], now)

    await stage.db.run(keep)
    await stage.settle()


async def test_giao_in_reply_to_a_file_reads_it(stage: Stage) -> None:
    clerk = await stage.clerk()
    await hand_in(stage, clerk, b"PK", by_reply=True)
    assert await clerk.heard() == ["Đang đọc phụ lục phu-luc.xlsx. Kết quả sẽ gửi trong một tin."]


async def test_a_file_with_giao_is_read_and_imported(stage: Stage) -> None:
    rows = [clean_rows()[0].but(owner="Trưởng Ban Tổ chưc Tỉnh uỷ"), *clean_rows()[1:3]]
    stage.add_post(rows[1].owner)
    clerk = await stage.clerk()

    await hand_in(stage, clerk, workbook(rows), by_reply=False)
    assert await clerk.heard() == ["Đang đọc phụ lục phu-luc.xlsx. Kết quả sẽ gửi trong một tin."]
    assert await run_once(stage.db, stage.clock.now())
    await stage.settle()
    (said,) = await clerk.heard()
    assert "1. “Trưởng Ban Tổ chưc Tỉnh uỷ” (1 dòng): 1 Trưởng Ban Tổ chức Tỉnh ủy" in said
    assert await clerk.says("1 = 1") == [
        "Đã ghi: “Trưởng Ban Tổ chưc Tỉnh uỷ” là Trưởng Ban Tổ chức Tỉnh ủy.\n"
        "Đang kiểm tra lại phụ lục. Kết quả sẽ gửi trong một tin."
    ]
    await clerk.presses("Nhập 2 dòng")
    await importing.run_once(stage.db, stage.clock.now())
    await importing.run_once(stage.db, stage.clock.now())
    await stage.settle()
    assert "Đã nhập 2 dòng cho 1 chức danh" in (await clerk.heard())[-1]

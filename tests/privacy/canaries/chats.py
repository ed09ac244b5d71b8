"""Strings that are said in chats: by a leader, by the board, by strangers, and what breaks the handler."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import text

from bot.batch import Batch
from services.invitations import issue
from tests.privacy.canaries.kinds import Place
from tests.privacy.canaries.people import Town, new_tasks

TURNED_AWAY = "không được lưu"


async def plant(here: Town) -> None:
    await _leader(here)
    await _board(here)
    await _given(here)
    await _refused(here)
    await _strangers(here)
    await _breaking(here)


async def _leader(here: Town) -> None:
    leader, word = here.leader, here.string
    await leader.says(f"1 130 hộ, vướng {word('obstacle')}")
    await leader.says(f"sửa 1 128 hộ, vướng {word('edit')}")  # HT-2, as HT-1 is taken back
    await leader.sends_photo(f"2 đang làm, vướng {word('caption')}")
    await leader.says(f"1 129 hộ, vướng hộ có căn cước {word('card')}")
    await leader.says(f"hỗ trợ 1 xin ý kiến {word('support')}")
    await leader.says("5")
    await leader.says("hỗ trợ 2")
    await leader.says(f"xin ý kiến {word('guided')}")
    await leader.says("5")
    await leader.says(f"hỗ trợ 3 hộ có căn cước {word('asked')} chưa đồng ý")
    await leader.says("5")
    await leader.says(f"xin gia hạn 2 đến 15/12 vì {word('extension')}")


async def _board(here: Town) -> None:
    clerk, word = here.clerk, here.string
    await clerk.says(f"/chidao NV-1 {word('order')} | 30/11")
    await here.leader.says(f"CD-1 {word('answer')}")
    await clerk.says(f"/traloi HT-2 {word('reply')}")
    await clerk.says(f"/bantin NV-1 {word('remark')}")
    await clerk.says(f"/bantin gọi số {word('dialled')}")
    asked = await clerk.says(f"/tiendo {word('group')}", in_group=here.group)
    here.witness("group", Place.REFUSED, "Không tìm thấy" in "".join(asked))


async def _given(here: Town) -> None:
    await new_tasks(here, "Số hóa hồ sơ")
    await here.leader.says(f"cam kết 5: {here.string('commitment')}")
    await here.leader.says("1")
    await new_tasks(here, "Dọn kho lưu trữ")
    await here.leader.says(f"2 {here.string('objection')}")


async def _refused(here: Town) -> None:
    for slug, said in (
        ("marked", "TÀI LIỆU MẬT\n{}"),
        ("pasted", "8123456:AAF{}x7Qp2LmZ9vRt4KdW8sNy6Bq1"),
    ):
        answers = await here.leader.says(said.format(here.string(slug)))
        here.witness(slug, Place.REFUSED, TURNED_AWAY in "".join(answers))
    answers = await here.leader.sends_photo(f"Tối mật: {here.string('markedcaption')}")
    here.witness("markedcaption", Place.REFUSED, TURNED_AWAY in "".join(answers))


async def _strangers(here: Town) -> None:
    stage, newcomer = here.stage, here.newcomer
    said = await newcomer.says(here.string("gibberish"))
    here.witness("gibberish", Place.REFUSED, "nhắn mã" in "".join(said))
    with stage.session() as session:
        code = issue(
            session, None, unit_id=stage.unit_id, post_id=here.post, role=None, group=False, now=stage.clock.now()
        )
    here.rows["code"].string = code
    here.witness("code", Place.USED, "Mã này dành cho" in "".join(await newcomer.says(code)))
    await newcomer.says("1")
    if not stage.can_press:
        here.witness("forged", Place.REFUSED, await here.leader.says(f"ok G99 {here.string('forged')}"))


async def _breaking(here: Town) -> None:
    """A handler that fails, with what was said in its error; and one whose statement fails with it in its parameters."""
    with broken(here.string("poison"), here.string("database")):
        for slug in ("poison", "database"):
            await here.newcomer.says(f"{here.string(slug)} hỏng")
            await here.stage.jump(here.stage.clock.now() + timedelta(seconds=10))
            await here.stage.jump(here.stage.clock.now() + timedelta(seconds=10))


@contextmanager
def broken(poison: str, database: str) -> Iterator[None]:
    handle = Batch.handle

    def breaking(self: Batch, incoming: Any, *rest: Any) -> Any:
        if poison in incoming.text:
            raise ValueError(f"cannot read {incoming.text!r}")
        if database in incoming.text:
            self._session.execute(text("INSERT INTO free_text (id, body) VALUES (1, :body)"), {"body": incoming.text})
        return handle(self, incoming, *rest)

    Batch.handle = breaking  # type: ignore[method-assign]
    try:
        yield
    finally:
        Batch.handle = handle  # type: ignore[method-assign]

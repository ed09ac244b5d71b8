"""What only Zalo brings into a conversation: names picked in a group, things without content, people the law protects."""

from datetime import timedelta

import pytest
from sqlmodel import select

from models import Inbox, InboxState, Outbox, Report, Task
from rules.text import utf16_len
from tests.board.desk import Desk, desk
from tests.leader.scenes import a_leader
from tests.stage import Actor, Stage
from tests.streets import BOT_NAME, PhoneStreet, ZaloStreet

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("stage", ["zalo"], indirect=True)]
AT = f"@{BOT_NAME}"
UNREADABLE = "Trợ lý không đọc được loại tin này. Đồng chí có thể nhắn chữ, gửi ảnh hoặc tin thoại."
ASSIGN = "giao bi thu nguyet duc | Dọn kho | biên bản | 30/6/2027"


async def writes(table: Desk, text: str) -> list[str]:
    """The clerk writes exactly this in the group, where only a message with the bot's name reaches it."""
    await table.clerk.heard(table.group)
    street = table.stage.street
    assert isinstance(street, ZaloStreet)
    await PhoneStreet.say(street, table.clerk.user, table.group, text, reply_to=None, forwarded=False)
    await table.stage.settle()
    return await table.clerk.heard(table.group)


async def sends(actor: Actor, what: str, **more: str) -> list[str]:
    """Something that a phone can send and a bot can't read."""
    await actor.heard()
    street = actor.stage.street
    assert isinstance(street, ZaloStreet)
    await street._post(f"/phones/api/{what}", {"user": int(actor.user), "chat": int(actor.user), **more})
    await actor.stage.settle()
    return await actor.heard()


def tasks(stage: Stage) -> list[str]:
    with stage.session() as session:
        return [task.title for task in session.exec(select(Task))]


@pytest.mark.parametrize(
    "form", [f"{AT} {{}}", f"{AT}, {{}}", f"{AT}: {{}}", f"{{}} {AT}", f"  {AT}   {{}}  ", f"{AT}\u00a0{{}}"]
)
async def test_a_command_and_its_confirmation_in_a_group_carry_the_name_anywhere(stage: Stage, form: str) -> None:
    table = await desk(stage)
    (echo,) = await writes(table, form.format(ASSIGN))
    assert echo.splitlines()[1] == "Nhiệm vụ: Dọn kho"
    (said,) = await writes(table, form.format(f"ok {await table.code()}"))
    assert said.startswith("Đã giao NV-1")
    assert tasks(stage) == ["Dọn kho"]


async def test_what_does_not_name_the_bot_never_reaches_it(stage: Stage) -> None:
    table = await desk(stage)
    for text in (ASSIGN, f"/{ASSIGN}", "Bot Giao Việc cho xem tiến độ", "@Bot Giao Việcx tiendo"):
        assert await writes(table, text) == []
    with stage.session() as session:
        assert session.exec(select(Inbox)).all() == []


async def test_the_words_of_the_bots_name_are_no_command(stage: Stage) -> None:
    table = await desk(stage)
    for text in (f"{AT} cảm ơn đồng chí", f"{AT} | Dọn kho | biên bản | 30/6/2027", AT):
        (said,) = await writes(table, text)
        assert not said.startswith("Người được giao"), text
    assert tasks(stage) == []


@pytest.mark.parametrize(
    "said", ["kết thúc NV-1 đạt", "Kết thúc NV-1 đạt", "ket thuc NV-1 đạt", "ketthuc NV-1 đạt", "/ketthuc NV-1 đạt"]
)
async def test_a_command_may_be_spelled_as_it_is_written(stage: Stage, said: str) -> None:
    table = await desk(stage)
    stage.add_task(table.post, "Dọn kho", product="biên bản")
    for answers in (await table.clerk.says(said), await table.in_group(said)):
        assert answers[0].splitlines()[0] == "NV-1 · Dọn kho"


async def test_what_people_say_in_the_words_of_a_command_stays_what_it_is(stage: Stage) -> None:
    table = await desk(stage)
    for said in ("tiến độ công trình vẫn tốt", "trả lời sau nhé", "kết nối internet chậm quá"):
        (answer,) = await table.clerk.says(said)
        assert answer.startswith("Hệ thống chưa hiểu nội dung này"), said


async def test_the_boards_work_is_done_in_a_private_chat_from_the_order_to_the_end(stage: Stage) -> None:
    post = stage.add_post("Bí thư Đảng ủy xã Nguyệt Đức")
    leader, clerk = await stage.leader(post), await stage.clerk()
    await clerk.says(ASSIGN)
    assert (await clerk.says("1"))[0].startswith("Đã giao NV-1")
    assert (await leader.heard())[0].splitlines()[1] == "1. Dọn kho – sản phẩm: biên bản – thời hạn 30/6/2027"
    await leader.says("1")
    await leader.says("hỗ trợ 1 xin ý kiến về đơn giá")
    await leader.says("5")
    assert (await clerk.says("trả lời HT-1 Áp dụng Quyết định 12"))[0].startswith("Đã trả lời HT-1")
    assert (await leader.heard())[0].startswith("Ban Tổ chức trả lời HT-1")
    await leader.says("1")
    await leader.says("1 xong")
    await leader.sends_photo("1")
    await clerk.says("kết thúc NV-1 đạt")
    assert await clerk.says("1") == ["Đã kết thúc NV-1: đạt."]
    assert (await leader.heard())[0].startswith("Ban Tổ chức đã kết thúc nhiệm vụ 1")


async def test_something_unreadable_in_a_group_is_said_once_a_day_to_whoever_sent_it(stage: Stage) -> None:
    table = await desk(stage)
    street = stage.street
    assert isinstance(street, ZaloStreet)

    async def comes(key: str) -> list[str]:
        chat = {"id": street.place(table.group), "chat_type": "GROUP"}
        sender = {"id": street.account(table.clerk.user), "display_name": "Cán bộ", "is_bot": False}
        message = {"message_id": key, "from": sender, "chat": chat, "date": 1764122400000}
        update = {"event_name": "message.unsupported.received", "message": message}
        await street._post("/control/zalo/inject", {"bot": street.bot["username"], "update": update})
        await stage.settle()
        return await table.clerk.heard(table.group)

    await table.clerk.heard(table.group)
    assert [await comes("u1"), await comes("u2")] == [[UNREADABLE], []]
    assert await table.clerk.heard() == []
    await stage.jump(stage.start + timedelta(days=1))
    assert await comes("u3") == [UNREADABLE]


async def test_what_is_over_2000_units_is_split_between_lines_with_its_codes_whole(stage: Stage) -> None:
    post = stage.add_post("Bí thư Đảng ủy xã Nguyệt Đức")
    leader = await stage.leader(post)
    for _ in range(30):
        stage.add_task(post, "Bàn giao mặt bằng")
    parts = await leader.says("; ".join(f"{n} vướng kinh phí 😀😀 đợt {n}" for n in range(1, 31)))
    lines = [
        f'{n}. Vướng mắc: "kinh phí 😀😀 đợt {n}" – đã chuyển Ban Tổ chức (HT-{n}), trả lời chậm nhất ngày 1/12'
        for n in range(1, 31)
    ]
    assert [each for part in parts for each in part.splitlines()][1:31] == lines
    assert len(parts) == 2
    assert 1900 < utf16_len(parts[0]) <= 2000


async def test_what_comes_without_content_is_answered_and_changes_nothing(stage: Stage) -> None:
    scene = await a_leader(stage)
    sticker = await sends(scene.leader, "sticker")
    assert sticker == await scene.leader.says("đã nhận")
    kinds = ("contact", "location", "link", "video")
    assert [await sends(scene.leader, "card", kind=kind) for kind in kinds] == [[UNREADABLE], [], [], []]
    await stage.jump(stage.start + timedelta(days=1))
    assert await sends(scene.leader, "card", kind="contact") == [UNREADABLE]
    with stage.session() as session:
        assert [row for row in session.exec(select(Report)) if row.value is not None] == []
        assert {row.state for row in session.exec(select(Inbox))} == {InboxState.DONE}


async def test_a_protected_sender_is_never_asked_for_what_was_hidden(stage: Stage) -> None:
    scene = await a_leader(stage)
    street = stage.street
    assert isinstance(street, ZaloStreet)
    user = street._user(scene.leader.user, "Đồng chí A") | {"protected": True}
    await street._post("/control/scene", {"users": [user]})
    heard = [await scene.leader.says(text) for text in ("việc", "1 xong", "hỗ trợ 1 kinh phí")]
    assert heard == [[UNREADABLE], [], []]
    with stage.session() as session:
        assert session.exec(select(Report)).all() == []


async def test_the_boards_and_the_committees_people_are_told_once_too(stage: Stage) -> None:
    for actor in (await stage.clerk(), await stage.committee_member()):
        heard = [await sends(actor, "card", kind=kind) for kind in ("contact", "location", "link")]
        assert heard == [[UNREADABLE], [], []]
        assert (await actor.says("trợ giúp")) != []


@pytest.mark.parametrize(
    "token", ["1459232241454765289:AbcdefGhijklmnop12", "123456789:AAEhBP0av28fgXYZabcdefghijklmnopqrst"]
)
async def test_a_token_that_was_pasted_is_neither_kept_nor_said_again(stage: Stage, token: str) -> None:
    scene = await a_leader(stage)
    for text in (token, f"hỗ trợ 1 token là {token}"):
        (said,) = await scene.leader.says(text)
        assert said.startswith("Tin nhắn có token của một bot nên không được tiếp nhận")
    with stage.session() as session:
        kept = [str(row.payload) for row in session.exec(select(Inbox))]
        said = [str(row.body) for row in session.exec(select(Outbox))]
        assert [each for each in kept + said if token[-10:] in each] == []

"""Groups: privacy mode, members, and becoming a supergroup."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import telegram

from sandbox.people import Phone, Refused
from tests.sandbox.conftest import GROUP, LAN, MINH, OTHER_TOKEN, SCENE, STRANGER, TOKEN, Api, Control

pytestmark = pytest.mark.anyio

OTHER = {"token": OTHER_TOKEN, "id": 2000, "username": "khac_bot", "name": "Khác"}


@pytest.fixture
def other(control: Control) -> Api:
    """A second bot in a group of its own with the first."""
    group = {"id": -600, "title": "Hai bot", "members": [MINH], "admins": [LAN], "bots": [TOKEN, OTHER_TOKEN]}
    control.post("/control/scene", {"bots": [OTHER], "groups": [group]})
    return Api(control.http, OTHER_TOKEN)


@pytest.fixture
async def both(other: Api, control: Control, anyio_backend: str) -> AsyncIterator[Phone]:
    async with Phone(control.url, MINH, -600) as phone:
        yield phone


def texts(api: Api) -> list[Any]:
    return [update["message"].get("text") for update in api.updates() if "message" in update]


async def test_in_privacy_mode_a_bot_sees_only_what_is_meant_for_it(api: Api, minh: Phone) -> None:
    for text in ("chào cả nhà", "@giaoviec_bot ơi", "xem /giao", "/giao", "/giao@giaoviec_bot NV-1", "/giao@khac_bot"):
        await minh.say(text)
    assert texts(api) == ["/giao", "/giao@giaoviec_bot NV-1"]


async def test_a_reply_to_the_bot_or_to_a_command_for_it_is_seen(api: Api, minh: Phone) -> None:
    question = api.result("sendMessage", chat_id=GROUP, text="Hạn nào?")["message_id"]
    await minh.say("30/6", reply_to=question)
    command = await minh.say("/giao")
    await minh.say("bổ sung", reply_to=command)
    talk = await minh.say("chuyện riêng")
    await minh.say("ừ", reply_to=talk)
    assert texts(api) == ["30/6", "/giao", "bổ sung"]


async def test_without_privacy_mode_or_as_administrator_a_bot_sees_everything(
    api: Api, minh: Phone, control: Control
) -> None:
    await minh.say("không nghe")
    control.post("/control/members", {"chat": GROUP, "by": LAN, "member": 1000, "status": "administrator"})
    await minh.say("nghe")
    assert texts(api) == ["nghe"]


async def test_a_general_command_is_for_the_last_bot_that_spoke(api: Api, other: Api, both: Phone) -> None:
    api.result("sendMessage", chat_id=-600, text="tôi trước")
    mine = other.result("sendMessage", chat_id=-600, text="tôi sau")["message_id"]
    await both.say("/viec")
    await both.say("/viec@giaoviec_bot")
    await both.say("/giao@giaoviec_bot", reply_to=mine)
    assert (texts(api), texts(other)) == (["/viec@giaoviec_bot"], ["/viec", "/giao@giaoviec_bot"])


async def test_bots_do_not_hear_each_other(api: Api, other: Api, both: Phone) -> None:
    other.result("sendMessage", chat_id=-600, text="/giao@giaoviec_bot")
    await both.wait_for("/giao@giaoviec_bot")
    assert (texts(api), texts(other)) == ([], [])


async def test_private_chats_of_two_bots_are_two_chats(api: Api, other: Api, control: Control) -> None:
    async with Phone(control.url, MINH, bot="khac_bot") as phone, Phone(control.url, MINH, "bot:giaoviec_bot") as first:
        await phone.say("riêng")
        other.result("sendMessage", chat_id=MINH, text="đáp")
        assert (await phone.expect()).text == "đáp"
        await first.refresh()
        assert first.history == []
    assert (texts(api), texts(other)) == ([], ["riêng"])
    assert api.refusal("sendMessage", chat_id=MINH, text="a")[0] == 403


async def test_coming_and_going_is_told_to_every_bot(bot: telegram.Bot, minh: Phone, control: Control) -> None:
    control.post("/control/members", {"chat": GROUP, "by": LAN, "member": STRANGER, "status": "member"})
    control.post("/control/members", {"chat": GROUP, "by": LAN, "member": STRANGER, "status": "left"})
    came, left = [update.message for update in await bot.get_updates()]
    assert came
    assert left
    assert [user.id for user in came.new_chat_members] == [STRANGER]
    assert left.left_chat_member
    assert left.left_chat_member.id == STRANGER
    await minh.refresh()
    assert [each.text for each in minh.history] == ["Khách đã vào nhóm", "Khách đã rời nhóm"]


async def test_a_bot_that_is_thrown_out_is_told_and_shut_out(bot: telegram.Bot, api: Api, control: Control) -> None:
    control.post("/control/members", {"chat": GROUP, "by": LAN, "member": 1000, "status": "kicked"})
    refused = (403, "Forbidden: bot was kicked from the group chat")
    assert api.refusal("sendMessage", chat_id=GROUP, text="a") == refused
    changed, left = await bot.get_updates()
    assert changed.my_chat_member
    assert changed.my_chat_member.new_chat_member.status == "kicked"
    assert changed.my_chat_member.from_user.id == LAN
    assert left.message
    assert left.message.left_chat_member
    assert left.message.left_chat_member.id == 1000
    control.post("/control/members", {"chat": GROUP, "by": LAN, "member": 1000, "status": "left"})
    refused = (403, "Forbidden: bot is not a member of the group chat")
    assert api.refusal("sendMessage", chat_id=GROUP, text="a") == refused


async def test_a_group_becomes_a_supergroup(bot: telegram.Bot, api: Api, minh: Phone, control: Control) -> None:
    new = control.post("/control/migrate", {"chat": GROUP})["chat"]
    with pytest.raises(telegram.error.ChatMigrated) as moved:
        await bot.send_message(GROUP, "a")
    assert moved.value.new_chat_id == new
    refused = (400, "Bad Request: group chat was upgraded to a supergroup chat")
    assert api.refusal("sendMessage", chat_id=GROUP, text="a") == refused
    old, fresh = [update.message for update in await bot.get_updates()]
    assert old
    assert fresh
    assert (old.chat.id, old.migrate_to_chat_id) == (GROUP, new)
    assert (fresh.chat.id, fresh.migrate_from_chat_id, fresh.chat.type) == (new, GROUP, "supergroup")
    assert (await bot.send_message(new, "a")).chat.id == new
    with pytest.raises(Refused, match="Không còn ở trong"):
        await minh.say("vào nhóm cũ")
    assert control.get("/phones/api/state")["phones"][1]["chat"]["id"] == new


async def test_a_supergroup_does_not_move_again(control: Control) -> None:
    new = control.post("/control/migrate", {"chat": GROUP})["chat"]
    assert control.refused("/control/migrate", {"chat": new}) == "Nhóm này không nâng cấp được."


async def test_chats_and_members_can_be_asked_for(bot: telegram.Bot, other: Api) -> None:
    chat = await bot.get_chat(-600)
    assert (chat.id, chat.title, chat.type) == (-600, "Hai bot", "group")
    person = await bot.get_chat(LAN)
    assert (person.id, person.first_name, person.type) == (LAN, "Lan", "private")
    admin, member, outside, itself = [await bot.get_chat_member(-600, who) for who in (LAN, MINH, STRANGER, 1000)]
    assert [each.status for each in (admin, member, outside, itself)] == ["administrator", "member", "left", "member"]
    assert isinstance(admin, telegram.ChatMemberAdministrator)
    assert [each.user.id for each in await bot.get_chat_administrators(-600)] == [LAN]
    assert await bot.get_chat_member_count(-600) == 4


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("getChat", {"chat_id": STRANGER}, "chat not found"),
        ("getChat", {"chat_id": 4242}, "chat not found"),
        ("getChatMember", {"chat_id": GROUP, "user_id": 4242}, "user not found"),
        ("getChatMember", {"chat_id": GROUP, "user_id": 0}, "invalid user_id specified"),
        ("getChatAdministrators", {"chat_id": LAN}, "there are no administrators in the private chat"),
        ("getUserProfilePhotos", {"user_id": 4242}, "user not found"),
    ],
)
def test_a_question_about_nobody(api: Api, method: str, params: dict[str, int], words: str) -> None:
    assert api.refusal(method, **params) == (400, f"Bad Request: {words}")


def test_a_scene_that_does_not_hold_together_is_refused(control: Control) -> None:
    phone = {**SCENE["phones"][0], "user": 4242}
    assert "4242" in control.refused("/control/scene", {"phones": [phone]})
    assert control.refused("/control/scene", {"bots": [{"name": "thiếu"}]})

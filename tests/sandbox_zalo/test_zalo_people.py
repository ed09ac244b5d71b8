"""What people do and what bots hear of it: the shapes of events, ids, groups."""

from __future__ import annotations

import re
import time
import unicodedata
from typing import Any

import pytest

from sandbox.people import Refused
from sandbox.zalo.people import ZaloPhone
from tests.sandbox_zalo.conftest import (
    BOTH,
    FIRST,
    GROUP,
    HOA,
    LAN,
    MINH,
    NAME,
    ONE,
    SCENE,
    SECOND,
    STRANGER,
    Api,
    Control,
)
from tests.sandbox_zalo.picture_host import png

pytestmark = pytest.mark.anyio
HEX = re.compile(r"[0-9a-f]{20}")


def taken(update: Any, *names: str) -> Any:
    """The event without what differs each time, which is checked here."""
    message = dict(update["message"])
    assert HEX.fullmatch(message.pop("message_id"))
    assert abs(message.pop("date") / 1000 - time.time()) < 5
    for name in names:
        message.pop(name)
    return {**update, "message": message}


def private(control: Control, user: int, name: str) -> dict[str, Any]:
    wire = control.wire_id(user)
    sender = {"id": wire, "display_name": name, "is_bot": False}
    return {"from": sender, "chat": {"id": wire, "chat_type": "PRIVATE"}}


async def test_a_text(api: Api, control: Control, lan: ZaloPhone) -> None:
    await lan.say(" Xin chào\nhttps://a.vn ")
    assert taken(api.update()) == {
        "event_name": "message.text.received",
        "message": {
            **private(control, LAN, "Lan Nguyễn"),
            "text": "Xin chào\nhttps://a.vn",
            "message_type": "CHAT_MESSAGE",
        },
    }


async def test_several_pictures_are_several_events_without_anything_in_common(
    api: Api, control: Control, lan: ZaloPhone
) -> None:
    await lan.photo(png(), png(), caption="1 xong")
    first, second = api.update(), api.update()
    address = first["message"]["photo_url"]
    assert address.startswith(f"{control.url}/zalo-media/")
    assert control.http.get(address).content == png()
    base = {**private(control, LAN, "Lan Nguyễn"), "message_type": "CHAT_PHOTO"}
    name = "message.image.received"
    assert taken(first, "photo_url") == {"event_name": name, "message": {**base, "caption": "1 xong"}}
    assert taken(second, "photo_url") == {"event_name": name, "message": base}


@pytest.mark.parametrize(("field", "names"), [("photo", {"photo"}), ("both", {"photo", "photo_url"})])
async def test_a_picture_in_the_field_of_the_documentation(
    api: Api, control: Control, lan: ZaloPhone, field: str, names: set[str]
) -> None:
    control.zalo(photo_field=field)
    await lan.photo(png())
    assert {"photo", "photo_url"} & set(api.update()["message"]) == names


async def test_a_voice_message(api: Api, control: Control, lan: ZaloPhone) -> None:
    await lan.voice(b"\xff\xf1aac")
    update = api.update()
    assert control.http.get(update["message"]["voice_url"]).headers["content-type"] == "audio/aac"
    assert taken(update, "voice_url") == {
        "event_name": "message.voice.received",
        "message": {**private(control, LAN, "Lan Nguyễn"), "message_type": "CHAT_VOICE"},
    }


async def test_a_sticker(api: Api, control: Control, lan: ZaloPhone) -> None:
    await lan.sticker()
    assert taken(api.update(), "url") == {
        "event_name": "message.sticker.received",
        "message": {
            **private(control, LAN, "Lan Nguyễn"),
            "sticker": "d063f44dc80821567819",
            "message_type": "CHAT_STICKER",
        },
    }


@pytest.mark.parametrize("what", ["file", "contact", "location", "link", "video"])
async def test_what_the_platform_does_not_forward(api: Api, control: Control, lan: ZaloPhone, what: str) -> None:
    if what == "file":
        await lan.file(b"PK", "ke-hoach.docx", caption="/giao")
    else:
        await lan.card(what)
    assert taken(api.update()) == {
        "event_name": "message.unsupported.received",
        "message": private(control, LAN, "Lan Nguyễn"),
    }


async def test_a_protected_sender_looks_just_the_same(api: Api, control: Control) -> None:
    async with ZaloPhone(control.url, HOA, f"bot:{FIRST}") as hoa:
        await hoa.say("Tôi xin nghỉ")
    assert taken(api.update()) == {
        "event_name": "message.unsupported.received",
        "message": private(control, HOA, "Hoa"),
    }


async def test_unsupported_may_come_without_a_message(api: Api, control: Control, lan: ZaloPhone) -> None:
    control.zalo(unsupported="bare")
    await lan.card("contact")
    assert api.update() == {"event_name": "message.unsupported.received"}


async def test_a_forwarded_text_does_not_tell_that_it_is_one(api: Api, lan: ZaloPhone) -> None:
    await lan.say("chuyển tiếp", forward_from=MINH)
    assert set(api.update()["message"]) == {"message_id", "from", "chat", "text", "date", "message_type"}
    assert lan.history == []
    await lan.refresh()
    assert lan.history[0].raw["forwarded_from"] == "Minh"


def test_ids_differ_from_bot_to_bot_and_are_the_same_after_a_reset(control: Control) -> None:
    found = {(bot, member): control.wire_id(member, bot) for bot in (FIRST, SECOND) for member in (LAN, MINH, BOTH)}
    assert len(set(found.values())) == 6
    assert all(HEX.fullmatch(wire.removeprefix("zgr-")) for wire in found.values())
    assert [found[FIRST, BOTH][:4], found[FIRST, LAN][:4] == "zgr-"] == ["zgr-", False]
    control.post("/control/reset")
    control.post("/control/scene", SCENE)
    assert {key: control.wire_id(key[1], key[0]) for key in found} == found


def test_a_scene_may_fix_ids(control: Control) -> None:
    person = {"id": 77, "first_name": "Tú", "zalo_ids": {FIRST: "6ede9afa66b88fe6d6a9"}}
    group = {"id": -77, "title": "Nhóm", "members": [77], "bots": [ONE], "zalo_id": "zgr-f8a7101d77709e2ec761"}
    control.post("/control/scene", {"users": [person], "groups": [group]})
    assert (control.wire_id(77), control.wire_id(-77)) == ("6ede9afa66b88fe6d6a9", "zgr-f8a7101d77709e2ec761")


async def test_a_mention_arrives_as_the_text_it_is(api: Api, control: Control, minh: ZaloPhone) -> None:
    await minh.say(f"@{NAME} lịch họp tuần này?")
    assert taken(api.update()) == {
        "event_name": "message.text.received",
        "message": {
            "from": {"id": control.wire_id(MINH), "display_name": "Minh", "is_bot": False},
            "chat": {"id": control.wire_id(GROUP), "chat_type": "GROUP"},
            "text": f"@{NAME} lịch họp tuần này?",
            "message_type": "CHAT_MESSAGE",
        },
    }


@pytest.mark.parametrize(
    "text", ["Bot Giao Việc ơi", "/tiendo", "@Bot giao việc này", "@Bot Giao Việcx", "1", "@Bot Giao", "ok G7"]
)
async def test_in_a_group_nothing_else_is_heard(api: Api, control: Control, minh: ZaloPhone, text: str) -> None:
    await minh.say(text)
    assert api.texts(1) == []
    assert control.log("queued") == []


async def test_an_at_name_that_was_only_typed_is_not_heard(api: Api, minh: ZaloPhone) -> None:
    await minh.tell(f"@{NAME} tiến độ", picked=False)
    await minh.tell(f"xin chào @{NAME}", picked=True)
    assert api.texts(2) == [f"xin chào @{NAME}"]


async def test_a_reply_to_the_bot_is_heard_without_what_it_replies_to(
    api: Api, control: Control, minh: ZaloPhone
) -> None:
    api.result("sendMessage", chat_id=control.wire_id(GROUP), text="Xác nhận?")
    question = await minh.expect()
    own = await minh.say("nói với nhau")
    await minh.say("cũng vậy", reply_to=own)
    await minh.say("ok", reply_to=question.id)
    assert set(api.update()["message"]) == {"message_id", "from", "chat", "text", "date", "message_type"}
    assert api.texts(1) == []
    await minh.refresh()
    assert minh.history[-1].raw["reply_to"] == question.id


async def test_a_picture_must_carry_the_mention_in_its_own_caption(api: Api, minh: ZaloPhone) -> None:
    await minh.photo(png())
    await minh.photo(png(), png(), caption=f"@{NAME} 1 xong")
    assert api.update()["message"]["caption"] == f"@{NAME} 1 xong"
    assert api.update() is None


async def test_each_bot_hears_its_own_mention(api: Api, second: Api, control: Control) -> None:
    async with ZaloPhone(control.url, MINH, BOTH) as minh:
        await minh.say("@Bot Giao Việc 2 chào")
        await minh.say("@Bot Giao Việc chào")
        await minh.say("@Bot Giao Việc và @Bot Giao Việc 2")
    assert api.texts(3) == ["@Bot Giao Việc chào", "@Bot Giao Việc và @Bot Giao Việc 2"]
    assert second.texts(3) == ["@Bot Giao Việc 2 chào", "@Bot Giao Việc và @Bot Giao Việc 2"]


async def test_a_name_in_the_decomposed_form_is_the_same_name(api: Api, minh: ZaloPhone) -> None:
    await minh.say(unicodedata.normalize("NFD", f"@{NAME} chào"))
    assert len(api.texts(1)) == 1


def test_a_bot_that_joins_a_group_gets_an_event_without_a_message(second: Api, control: Control) -> None:
    me = int(second.result("getMe")["id"])
    change = {"chat": GROUP, "by": MINH, "member": me, "status": "member"}
    control.post("/control/members", change)
    assert second.update() == {"event_name": "bot.group.joined"}
    control.post("/control/members", {**change, "status": "left"})
    assert second.update() is None
    texts = [event["message"]["text"] for event in control.events("message")]
    assert texts == ["Bot Giao Việc 2 đã vào nhóm", "Bot Giao Việc 2 đã rời nhóm"]


def test_people_who_come_and_go_are_nobody_s_business(api: Api, control: Control) -> None:
    change = {"chat": GROUP, "by": MINH, "member": STRANGER, "status": "member"}
    control.post("/control/members", change)
    assert api.update() is None


async def test_a_phone_cannot_do_what_zalo_has_not(api: Api, control: Control, lan: ZaloPhone) -> None:
    number = await lan.say("chào")
    for action, given in (("edit", {"message_id": number, "text": "a"}), ("block", {}), ("unblock", {})):
        words = control.refused(f"/phones/api/{action}", {"user": LAN, "chat": f"bot:{FIRST}", **given})
        assert words == "Không làm được việc này với trợ lý trên Zalo."
    with pytest.raises(Refused, match="no message with a button"):
        await lan.press("1")


@pytest.mark.parametrize(
    ("action", "given", "words"),
    [
        ("send", {"text": " "}, "Tin nhắn trống."),
        ("send", {"text": "a", "reply_to": 99}, "Tin được trả lời không còn ở đây."),
        ("card", {"kind": "horse"}, "Không có loại tin này: horse."),
        ("sticker", {"user": STRANGER, "chat": GROUP}, "Không còn ở trong cuộc trò chuyện này."),
        ("sticker", {"chat": "bot:giaoviec_bot"}, "Chỉ gửi được loại tin này trên Zalo."),
    ],
)
def test_what_a_phone_is_told_no_to(control: Control, action: str, given: dict[str, Any], words: str) -> None:
    asked = {"user": LAN, "chat": f"bot:{FIRST}", **given}
    assert control.refused(f"/phones/api/{action}", asked) == words


def test_the_page_is_told_of_quota_and_mentions(control: Control) -> None:
    lan, board = control.http.get("/phones/api/state").json()["phones"]
    assert lan == {
        "id": "lan",
        "title": "Lãnh đạo",
        "subtitle": "",
        "platform": "zalo",
        "user": {"id": LAN, "name": "Lan Nguyễn"},
        "chat": {"id": LAN, "type": "private", "title": NAME, "bot": FIRST},
        "quota": {"bot": FIRST, "used": 0, "limit": 3000},
    }
    assert (board["chat"]["bot"], board["mentions"]) == (None, [NAME])


def test_the_tour_of_the_scene_is_served(control: Control) -> None:
    assert control.http.get("/phones/api/tour").status_code == 404
    steps = [{"title": "Tham gia", "text": "…", "phone": "lan"}]
    control.post("/control/scene", {"tour": steps})
    control.post("/control/scene", {"users": []})
    assert control.http.get("/phones/api/tour").json() == steps
    control.post("/control/reset")
    assert control.http.get("/phones/api/tour").status_code == 404

"""The plan: messages of a month in both directions, users, groups."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.people import Refused
from sandbox.zalo.people import ZaloPhone
from tests.sandbox_zalo.conftest import FIRST, GROUP, LAN, ONE, STRANGER, TWO, Api, Control

pytestmark = pytest.mark.anyio
EXCEEDED = {"ok": False, "description": "Quota exceeded", "error_code": 429}


def send(api: Api, control: Control) -> Any:
    return api("sendMessage", chat_id=control.wire_id(LAN), text="a")


def quota(control: Control) -> tuple[int, int, int]:
    found = control.zalo()["quota"]
    return found["used"], found["in"], found["out"]


async def test_messages_are_counted_in_both_directions(api: Api, control: Control, lan: ZaloPhone) -> None:
    await lan.say("một")
    await lan.photo(b"a", b"b")
    send(api, control)
    api.result("sendSticker", chat_id=control.wire_id(LAN), sticker="d063f44dc80821567819")
    api("sendChatAction", chat_id=control.wire_id(LAN), action="typing")
    api("sendMessage", chat_id=control.wire_id(LAN), text="")
    assert quota(control) == (5, 3, 2)
    control.zalo(quota_counts="out")
    assert quota(control) == (2, 3, 2)


async def test_what_a_group_s_bot_does_not_hear_costs_nothing(api: Api, control: Control, minh: ZaloPhone) -> None:
    await minh.say("nói với nhau")
    assert quota(control) == (0, 0, 0)


@pytest.mark.parametrize(("errors_as", "status"), [("body", 200), ("status", 429)])
def test_when_the_quota_is_gone_every_send_is_refused(api: Api, control: Control, errors_as: str, status: int) -> None:
    control.zalo(quota=3, quota_used=2, errors_as=errors_as)
    assert send(api, control)[1]["ok"] is True
    assert send(api, control) == (status, EXCEEDED)
    assert api("sendSticker", chat_id=control.wire_id(LAN), sticker="d063f44dc80821567819") == (status, EXCEEDED)
    assert (len(control.log("send")), quota(control)[0]) == (1, 3)
    control.zalo(quota=4)
    assert send(api, control)[1]["ok"] is True


async def test_people_are_still_heard(api: Api, control: Control, lan: ZaloPhone) -> None:
    control.zalo(quota=0)
    await lan.say("còn đó không?")
    assert api.texts(1) == ["còn đó không?"]


def test_a_new_month_begins_with_nothing(api: Api, control: Control) -> None:
    control.post("/phones/api/clock", {"jump": "2023-11-30T23:59:00+07:00"})
    control.zalo(quota=1, quota_used=1)
    assert send(api, control)[1] == EXCEEDED
    control.post("/phones/api/clock", {"jump": "2023-12-01T00:00:01+07:00"})
    assert send(api, control)[1]["ok"] is True
    assert control.zalo()["quota"] == {"bot": FIRST, "used": 1, "limit": 1, "month": "2023-12", "in": 0, "out": 1}


async def test_the_phones_are_told_of_every_change(api: Api, control: Control, lan: ZaloPhone) -> None:
    await lan.say("một")
    send(api, control)
    control.zalo(quota_used=2995)
    told = [(event["bot"], event["used"], event["limit"]) for event in control.events("quota")]
    assert told == [(FIRST, 1, 3000), (FIRST, 2, 3000), (FIRST, 2995, 3000)]
    assert control.http.get("/phones/api/state").json()["phones"][0]["quota"]["used"] == 2995


async def test_a_bot_has_so_many_users_and_no_more(api: Api, control: Control, lan: ZaloPhone) -> None:
    assert control.zalo(user_limit=3)["users"] == 3
    async with ZaloPhone(control.url, STRANGER, f"bot:{FIRST}") as stranger:
        with pytest.raises(Refused, match="Bot này đã đủ 3 người dùng"):
            await stranger.say("chào")
        await lan.say("người cũ")
        control.zalo(user_limit=4)
        await stranger.say("chào")
    assert api.texts(3) == ["người cũ", "chào"]


def test_fifty_users_is_the_limit_of_the_free_plan(control: Control) -> None:
    people = [{"id": number, "first_name": "Người", "started": [FIRST]} for number in range(100, 148)]
    words = "Bot này đã đủ 50 người dùng."
    assert control.refused("/control/scene", {"users": people}) == words
    assert control.zalo()["users"] == 50


def test_three_groups_is_the_limit_of_the_free_plan(control: Control) -> None:
    group = {"title": "Thêm", "members": [LAN], "bots": [ONE]}
    control.post("/control/scene", {"groups": [{"id": -801, **group}]})
    assert control.refused("/control/scene", {"groups": [{"id": -802, **group}]}) == "Bot này đã ở đủ 3 nhóm."
    control.zalo(group_limit=4)
    control.post("/control/scene", {"groups": [{"id": -802, **group}]})
    assert control.zalo()["groups"] == 4


def test_a_full_bot_cannot_be_added_to_a_group(second: Api, control: Control) -> None:
    control.post("/control/zalo", {"bot": TWO, "group_limit": 1})
    change = {"chat": GROUP, "by": LAN, "member": int(second.result("getMe")["id"]), "status": "member"}
    assert control.refused("/control/members", change) == "Bot này đã ở đủ 1 nhóm."

"""getUpdates: one event a call, handed over once or for ever, and shared by pollers."""

from __future__ import annotations

import asyncio
import time

import httpx
import pytest

from sandbox.zalo.people import ZaloPhone
from tests.sandbox_zalo.conftest import FIRST, Api, Control, soon

pytestmark = pytest.mark.anyio
IDLE = {"ok": False, "description": "Request timeout", "error_code": 408}


def test_nothing_to_hand_over_is_a_408_after_a_short_hold(api: Api) -> None:
    begun = time.monotonic()
    assert api("getUpdates", timeout="30") == (408, IDLE)
    assert 0.1 < time.monotonic() - begun < 4


@pytest.mark.parametrize("timeout", [0, "0", 0.01])
def test_a_shorter_timeout_is_honoured(api: Api, control: Control, timeout: object) -> None:
    control.zalo(idle_hold=5)
    begun = time.monotonic()
    assert api("getUpdates", timeout=timeout)[0] == 408
    assert time.monotonic() - begun < 4


def test_the_idle_answer_may_stand_in_the_body_only(api: Api, control: Control) -> None:
    control.zalo(idle_status=200)
    assert api("getUpdates") == (200, IDLE)


async def test_one_event_a_call_in_order_and_once(api: Api, lan: ZaloPhone) -> None:
    for text in ("một", "hai"):
        await lan.say(text)
    assert api.texts(3) == ["một", "hai"]


async def test_a_waiting_poll_answers_as_soon_as_something_arrives(api: Api, control: Control, lan: ZaloPhone) -> None:
    control.zalo(idle_hold=5)
    waiting = asyncio.create_task(asyncio.to_thread(api.texts, 1))
    await soon(lambda: control.zalo()["pollers"] == 1)
    begun = time.monotonic()
    await lan.say("chào")
    assert await waiting == ["chào"]
    assert time.monotonic() - begun < 4


async def test_in_replay_mode_the_latest_comes_on_every_poll_at_once_until_told_otherwise(
    api: Api, control: Control, lan: ZaloPhone
) -> None:
    control.zalo(delivery="replay", idle_hold=5)
    await lan.say("một")
    begun = time.monotonic()
    assert api.texts(3) == ["một"] * 3
    assert time.monotonic() - begun < 4
    await lan.say("hai")
    assert api.texts(3) == ["hai"] * 3
    control.zalo(delivery="once", idle_hold=0.1)
    assert api.texts(1) == []


async def test_in_replay_mode_several_may_come_again_in_turn(api: Api, control: Control, lan: ZaloPhone) -> None:
    control.zalo(delivery="replay", replayed=2)
    for text in ("một", "hai", "ba"):
        await lan.say(text)
    assert api.texts(7) == ["một", "hai", "ba", "hai", "ba", "hai", "ba"]
    again = [(entry["again"], entry["by"]) for entry in control.log("delivered")]
    assert again == [(False, "poll")] * 3 + [(True, "poll")] * 4


async def test_what_arrives_while_nobody_polls_may_be_lost(api: Api, control: Control, lan: ZaloPhone) -> None:
    control.zalo(lose_unpolled=True, unpolled_after=60)
    await lan.say("không ai nghe")
    assert api.texts(1) == []
    await lan.say("ngay sau")
    control.zalo(unpolled_after=0)
    await lan.say("quá muộn")
    assert api.texts(2) == ["ngay sau"]
    assert [entry["reason"] for entry in control.log("lost")] == ["nobody polls"] * 2
    assert control.zalo()["lost"] == 2


async def test_two_pollers_split_what_comes(api: Api, control: Control, lan: ZaloPhone) -> None:
    control.zalo(idle_hold=2)
    pollers = [asyncio.create_task(asyncio.to_thread(_alone, control.url + api.path)) for _ in range(2)]
    await soon(lambda: control.zalo()["pollers"] == 2)
    for text in ("một", "hai"):
        await lan.say(text)
    assert sorted(await asyncio.gather(*pollers)) == ["hai", "một"]


def _alone(address: str) -> str:
    with httpx.Client(timeout=10, trust_env=False) as http:
        return str(http.post(f"{address}/getUpdates", json={"timeout": 5}).json()["result"]["message"]["text"])


async def test_a_poller_that_hung_up_gets_nothing(api: Api, control: Control, lan: ZaloPhone) -> None:
    control.zalo(idle_hold=5)
    async with httpx.AsyncClient(timeout=httpx.Timeout(10, read=0.5), trust_env=False) as http:
        with pytest.raises(httpx.ReadTimeout):
            await http.post(f"{control.url}{api.path}/getUpdates")
    await soon(lambda: control.zalo()["pollers"] == 0)
    await lan.say("chào")
    assert api.texts(1) == ["chào"]


async def test_what_was_handed_over_and_not_taken_is_lost(api: Api, control: Control, lan: ZaloPhone) -> None:
    control.zalo(faults=[{"kind": "reset", "method": "getUpdates", "when": "after", "times": 1}])
    await lan.say("mất")
    with pytest.raises(httpx.TransportError):
        api("getUpdates")
    assert api.texts(1) == []


async def test_the_result_may_be_a_list(api: Api, control: Control, lan: ZaloPhone) -> None:
    control.zalo(poll_body="list")
    await lan.say("chào")
    [update] = api.result("getUpdates")
    assert update["message"]["text"] == "chào"


def test_an_event_that_nobody_knows_can_be_slipped_in(api: Api, control: Control) -> None:
    update = {"event_name": "message.reaction.received", "message": {"message_id": "a1"}}
    control.post("/control/zalo/inject", {"bot": FIRST, "update": update})
    control.post("/control/zalo/inject", {"bot": FIRST, "update": ["gì đây"]})
    assert [api.update(), api.update()] == [update, ["gì đây"]]
    assert [entry["message_id"] for entry in control.log("queued")] == ["a1", None]


async def test_a_reset_ends_every_wait(api: Api, control: Control) -> None:
    control.zalo(idle_hold=20)
    waiting = asyncio.create_task(asyncio.to_thread(_status, control.url + api.path))
    await soon(lambda: control.zalo()["pollers"] == 1)
    control.post("/control/reset")
    assert await asyncio.wait_for(waiting, 2) == 408


def _status(address: str) -> int:
    with httpx.Client(timeout=10, trust_env=False) as http:
        return http.post(f"{address}/getUpdates").status_code

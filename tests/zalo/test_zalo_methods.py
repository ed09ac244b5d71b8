"""All eleven methods as they go over the wire, and against the stand-in."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from channels.base import DeliveryError, Sent
from channels.zalo import Me, Webhook, ZaloClient
from channels.zalo.client import ACTION_SECONDS, API, PHOTO_SECONDS, SECONDS
from channels.zalo.faults import Refused, Unsure
from tests.zalo.zalo_support import Json, Place, answering

pytestmark = pytest.mark.anyio

Call = Callable[[ZaloClient], Awaitable[Any]]
SENT = {"message_id": "82599fa32f56d00e8941", "date": 1749632637199}
AT = datetime(2025, 6, 11, 9, 3, 57, 199000, UTC)
HOOK = {"url": "https://bot.example.vn/zalo/hook", "updated_at": 1749538250568}
ME = {"id": "1459232241454765289", "account_name": "bot.VDK", "account_type": "BASIC", "can_join_groups": False}


@pytest.mark.parametrize(
    ("call", "method", "body", "seconds", "result", "expected"),
    [
        (lambda c: c.get_me(), "getMe", {}, SECONDS, ME, Me("1459232241454765289", "bot.VDK", None, False)),
        (lambda c: c.get_updates(25), "getUpdates", {"timeout": 25}, 35.0, {"event_name": "x"}, {"event_name": "x"}),
        (
            lambda c: c.set_webhook("https://x.vn", "s3cret-s3cret"),
            "setWebhook",
            {"url": "https://x.vn", "secret_token": "s3cret-s3cret"},
            SECONDS,
            {**HOOK, "verification": {"ok": True, "status_code": 200, "outcome": "webhook.ok", "latency_ms": 214}},
            Webhook(HOOK["url"], "webhook.ok"),
        ),
        (
            lambda c: c.test_webhook(),
            "testWebhook",
            {},
            SECONDS,
            {"ok": True, "url": HOOK["url"], "status_code": 200, "outcome": "webhook.err.tls"},
            Webhook(HOOK["url"], "webhook.err.tls"),
        ),
        (lambda c: c.delete_webhook(), "deleteWebhook", {}, SECONDS, {"url": "", "updated_at": 1}, True),
        (lambda c: c.get_webhook_info(), "getWebhookInfo", {}, SECONDS, HOOK, Webhook(HOOK["url"])),
        (
            lambda c: c.send_message("6ede", "Xin chào"),
            "sendMessage",
            {"chat_id": "6ede", "text": "Xin chào"},
            SECONDS,
            SENT,
            Sent(SENT["message_id"], AT),
        ),
        (
            lambda c: c.send_message("6ede", "Xin", [{"start": 0, "len": 3, "st": ["b"]}]),
            "sendMessage",
            {"chat_id": "6ede", "text": "Xin", "text_styles": [{"start": 0, "len": 3, "st": ["b"]}]},
            SECONDS,
            SENT,
            Sent(SENT["message_id"], AT),
        ),
        (
            lambda c: c.send_photo("6ede", "https://x.vn/a.jpg", "Tuần 48"),
            "sendPhoto",
            {"chat_id": "6ede", "photo": "https://x.vn/a.jpg", "caption": "Tuần 48"},
            PHOTO_SECONDS,
            SENT,
            Sent(SENT["message_id"], AT),
        ),
        (
            lambda c: c.send_photo("6ede", "https://x.vn/a.jpg"),
            "sendPhoto",
            {"chat_id": "6ede", "photo": "https://x.vn/a.jpg"},
            PHOTO_SECONDS,
            SENT,
            Sent(SENT["message_id"], AT),
        ),
        (
            lambda c: c.send_sticker("6ede", "d063f44d"),
            "sendSticker",
            {"chat_id": "6ede", "sticker": "d063f44d"},
            SECONDS,
            SENT,
            Sent(SENT["message_id"], AT),
        ),
        (
            lambda c: c.send_voice("6ede", "https://x.vn/1.aac"),
            "sendVoice",
            {"chat_id": "6ede", "voice_url": "https://x.vn/1.aac"},
            SECONDS,
            SENT,
            Sent(SENT["message_id"], AT),
        ),
        (
            lambda c: c.send_chat_action("6ede"),
            "sendChatAction",
            {"chat_id": "6ede", "action": "typing"},
            ACTION_SECONDS,
            None,
            None,
        ),
    ],
)
async def test_a_method(call: Call, method: str, body: Json, seconds: float, result: Any, expected: Any) -> None:
    heard: list[httpx.Request] = []
    answer = {"ok": True} if result is None else {"ok": True, "result": result}
    assert await call(ZaloClient("12:abc", transport=answering(200, answer, heard))) == expected
    (request,) = heard
    assert (request.method, str(request.url), request.headers["Content-Type"]) == (
        "POST",
        f"{API}/bot12:abc/{method}",
        "application/json",
    )
    assert json.loads(request.content) == body
    assert request.extensions["timeout"]["read"] == seconds


@pytest.mark.parametrize("result", [None, [], "x"])
async def test_an_answer_without_what_was_asked_for(result: Any) -> None:
    with pytest.raises(Unsure):
        await ZaloClient("12:abc", transport=answering(200, {"ok": True, "result": result})).get_me()


async def test_a_webhook_of_the_shortest_answer() -> None:
    client = ZaloClient("12:abc", transport=answering(200, {"ok": True, "result": {"url": "https://x.vn"}}))
    assert await client.set_webhook("https://x.vn", "s" * 8) == Webhook("https://x.vn")


@pytest.mark.parametrize("token", ["", "1:a b", "1:a/b", "1:a?b", "1:a\n"])
def test_what_can_be_no_token(token: str) -> None:
    with pytest.raises(DeliveryError, match="GIAOVIEC_ZALO_TOKENS"):
        ZaloClient(token)


@pytest.mark.parametrize("api", ["", "bot-api.zaloplatforms.com", "ftp://x.vn"])
def test_what_can_be_no_address(api: str) -> None:
    with pytest.raises(ValueError, match="GIAOVIEC_ZALO_API"):
        ZaloClient("1:a", api=api)


@pytest.fixture
async def client(place: Place) -> Any:
    made = ZaloClient(place.token, api=f"{place.api}/")
    yield made
    await made.aclose()


async def test_the_bot_itself(place: Place, client: ZaloClient) -> None:
    assert await client.get_me() == Me((await client.get_me()).id, place.username, "Bot Giao Việc", True)


async def test_nothing_arrived(client: ZaloClient) -> None:
    assert await client.get_updates(0) is None


async def test_a_webhook_comes_and_goes(place: Place, client: ZaloClient) -> None:
    url = "http://127.0.0.1:9/hook"
    assert await client.get_webhook_info() is None
    assert await client.delete_webhook() is False
    assert await client.set_webhook(url, "s3cret-s3cret") == Webhook(url, "webhook.err.conn")
    assert await client.get_webhook_info() == Webhook(url)
    assert await client.test_webhook() == Webhook(url, "webhook.err.conn")
    assert await client.delete_webhook() is True
    assert await client.get_webhook_info() is None


async def test_the_days_probes_are_used_up(place: Place, client: ZaloClient) -> None:
    await place.switch(probes_a_day=0)
    await client.set_webhook("http://127.0.0.1:9/hook", "s3cret-s3cret")
    with pytest.raises(Refused) as caught:
        await client.test_webhook()
    assert caught.value.code == 426


async def test_stickers_and_voice(place: Place, client: ZaloClient) -> None:
    sent = [
        await client.send_sticker(place.person_id, "d063f44dc80821567819"),
        await client.send_voice(place.person_id, "https://x.vn/1.aac"),
    ]
    assert [each["message_id"] for each in await place.log("send")] == [each.message_id for each in sent]


async def test_typing(place: Place, client: ZaloClient) -> None:
    await client.send_chat_action(place.person_id)
    assert await place.calls("sendChatAction") == 1

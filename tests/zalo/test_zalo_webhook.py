"""Receiving by webhook: the bodies that the stand-in really posts to the bot's own HTTP server, and who may post there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlmodel import Session, col, select
from structlog.testing import capture_logs

from bot.app import App
from bot.clock import Clock
from bot.db import Database
from bot.web import make_web
from channels.base import DeliveryError
from channels.zalo import ZaloChannel
from models import Inbox
from tests.standin import Running
from tests.zalo.zalo_support import EVENT, NAME, MakeChannel, Place, event

pytestmark = pytest.mark.anyio

SECRET = "S3cret_x-9"


def inbox(bot: App) -> list[tuple[str, str]]:
    """Key and words of what is stored, oldest first."""
    with Session(bot.db.engine) as session:
        return [(row.key, row.payload["text"]) for row in session.exec(select(Inbox).order_by(col(Inbox.id)))]


async def stored(bot: App, count: int) -> list[tuple[str, str]]:
    async with asyncio.timeout(5):
        while len(inbox(bot)) < count:  # noqa: ASYNC110 - another thread's rows
            await asyncio.sleep(0.02)
    return inbox(bot)


@pytest.fixture
async def bot(database: Database, channel: ZaloChannel) -> App:
    """Its routes and its storing; nothing else of it runs."""
    return App(database, {"zalo1": channel}, Clock(), webhook_secret=SECRET)


@pytest.fixture
async def hook(bot: App, place: Place, channel: ZaloChannel) -> AsyncIterator[str]:
    running = Running(make_web(bot))
    yield f"{running.url}/hook/zalo1"
    await place.ask("deleteWebhook")
    running.stop()


@pytest.mark.parametrize("body", ["flat", "wrapped", "list", "wrapped_list"])
async def test_an_event_is_posted_with_the_secret_and_stored(
    body: str, place: Place, channel: ZaloChannel, bot: App, hook: str
) -> None:
    await place.switch(webhook_body=body)
    with capture_logs() as logs:
        await channel.set_webhook(hook, SECRET)
    await place.tell(f"@{NAME}, tiến độ")
    ((key, text),) = await stored(bot, 1)
    assert (key.partition(":")[0], text, logs) == (place.group_id, "tiến độ", [])


async def test_an_event_that_is_delivered_three_times_is_stored_once(
    place: Place, channel: ZaloChannel, bot: App, hook: str
) -> None:
    await place.switch(webhook_times=3)
    await channel.set_webhook(hook, SECRET)
    for said in ("một", "hai"):
        await place.act("send", text=said)
    await place.until_logged("delivered", 6)
    assert sorted(text for _, text in inbox(bot)) == ["hai", "một"]


@pytest.mark.parametrize(
    "body",
    ["", "{}", "[]", "null", "{", "xin chào", '{"ok":true,"result":{"event_name":"message.unsupported.received"}}'],
)
async def test_whatever_is_posted_with_the_secret_is_confirmed(
    body: str, place: Place, channel: ZaloChannel, bot: App, hook: str
) -> None:
    await channel.set_webhook(hook, SECRET)
    answer = await place.http.post("/control/zalo/inject", json={"bot": place.username, "body": body})
    assert (answer.json(), inbox(bot)) == ({"status": 200}, [])


@pytest.mark.parametrize("header", ["X-Bot-Api-Secret-Token", "x-bot-api-secret-token"])
async def test_the_secret_is_shown_in_the_platforms_own_header(header: str, place: Place, bot: App, hook: str) -> None:
    answer = await place.http.post(hook, json=EVENT, headers={header: SECRET})
    assert (answer.status_code, len(inbox(bot))) == (200, 1)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Bot-Api-Secret-Token": ""},
        {"X-Bot-Api-Secret-Token": "wrong"},
        {"X-Bot-Api-Secret-Token": f"{SECRET} x"},
        {"X-Telegram-Bot-Api-Secret-Token": SECRET},
        {"X-Zalo-Secret-Token": SECRET},
    ],
)
async def test_nobody_else_may_post(headers: dict[str, str], place: Place, bot: App, hook: str) -> None:
    answer = await place.http.post(hook, json=EVENT, headers=headers)
    assert (answer.status_code, inbox(bot)) == (401, [])


async def test_nothing_is_taken_where_no_secret_is_set(place: Place, bot: App, hook: str) -> None:
    bot.webhook_secret = ""
    answer = await place.http.post(hook, json=EVENT, headers={"X-Bot-Api-Secret-Token": ""})
    assert (answer.status_code, inbox(bot)) == (404, [])


async def test_a_bot_that_is_not_ours(place: Place, bot: App, hook: str) -> None:
    answer = await place.http.post(f"{hook}x", json=EVENT, headers={"X-Bot-Api-Secret-Token": SECRET})
    assert answer.status_code == 404


async def test_an_address_that_the_platform_cannot_reach_is_noted(place: Place, channel: ZaloChannel) -> None:
    with capture_logs() as logs:
        await channel.set_webhook("http://127.0.0.1:9/hook/zalo1", SECRET)
    assert [(each["event"], each["outcome"]) for each in logs] == [("zalo_webhook_unverified", "webhook.err.conn")]
    assert (await place.state())["webhook"] == "http://127.0.0.1:9/hook/zalo1"


@pytest.mark.parametrize(("url", "secret"), [("nowhere", SECRET), ("http://127.0.0.1:9/hook", "short")])
async def test_what_the_platform_does_not_take(url: str, secret: str, channel: ZaloChannel) -> None:
    with pytest.raises(DeliveryError) as caught:
        await channel.set_webhook(url, secret)
    assert caught.value.permanent


async def test_a_webhook_for_an_unknown_token(place: Place, make: MakeChannel) -> None:
    with pytest.raises(DeliveryError, match="GIAOVIEC_ZALO_TOKENS"):
        await make("999:unknown", place.api).set_webhook("http://127.0.0.1:9/hook", SECRET)


async def test_unsupported_and_unknown_events_by_webhook(
    place: Place, channel: ZaloChannel, bot: App, hook: str
) -> None:
    await channel.set_webhook(hook, SECRET)
    await place.act("sticker")
    await place.act("card", kind="contact", title="Danh thiếp")
    await place.inject(event("message.link.received", message_id="x"))
    assert [text for _, text in await stored(bot, 2)] == ["", ""]

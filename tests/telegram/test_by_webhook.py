"""Receiving by webhook: the body the stand-in really posts, and what is none of its."""

from __future__ import annotations

import asyncio

import pytest

from channels.base import DeliveryError, Incoming
from channels.telegram import TelegramChannel, TokenRefused
from tests.listening import listening
from tests.telegram.support import MakeChannel, Place

pytestmark = pytest.mark.anyio

SECRET = "S3cret_x-9"


class Hook:
    """Takes whatever is posted, and remembers the head and the body of each."""

    def __init__(self) -> None:
        self.heads: list[str] = []
        self.bodies: asyncio.Queue[bytes] = asyncio.Queue()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        lengths = [line.partition(":")[2] for line in head.split("\r\n") if line.lower().startswith("content-length:")]
        self.heads.append(head)
        await self.bodies.put(await reader.readexactly(int(lengths[0])))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        writer.close()


async def test_an_update_is_posted_with_the_secret_and_read(place: Place, channel: TelegramChannel) -> None:
    hook = Hook()
    async with listening(hook.serve) as url:
        await channel.set_webhook(f"{url}/hook/tg", SECRET)
        await place.act("send", user=place.clerk, chat=place.group, text=f"/tiendo@{place.username}")
        body = await asyncio.wait_for(hook.bodies.get(), 5)
        await place.ask("deleteWebhook")
    (incoming,) = channel.parse(body)
    assert f"X-Telegram-Bot-Api-Secret-Token: {SECRET}" in hook.heads[0]
    expected = (str(place.group), True, str(place.clerk), "/tiendo")
    assert (incoming.chat.id, incoming.group, incoming.sender, incoming.text) == expected


async def test_the_platform_is_told_which_updates_are_wanted(place: Place, channel: TelegramChannel) -> None:
    await channel.set_webhook("http://127.0.0.1:9/hook/tg", SECRET)
    info = await place.ask("getWebhookInfo")
    assert (info["url"], info["allowed_updates"]) == (
        "http://127.0.0.1:9/hook/tg",
        ["callback_query", "message", "my_chat_member"],
    )


async def test_an_address_the_platform_does_not_take(channel: TelegramChannel) -> None:
    with pytest.raises(DeliveryError, match="invalid webhook URL"):
        await channel.set_webhook("nowhere", SECRET)


async def test_a_webhook_for_an_unknown_token(place: Place, make: MakeChannel) -> None:
    with pytest.raises(TokenRefused):
        await make("999:unknown", place.url).set_webhook("http://127.0.0.1:9/hook/tg", SECRET)


async def test_an_update_that_is_not_for_the_bot(channel: TelegramChannel) -> None:
    assert list(channel.parse(b'{"update_id":1,"edited_message":{}}')) == []


@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe", b"[]", b"null", b"{", b'{"update_id":1,"message":{"text":[]}}', b"{}"]
)
async def test_a_body_that_is_none_of_the_platforms(body: bytes, channel: TelegramChannel) -> None:
    with pytest.raises(ValueError):
        channel.parse(body)


async def test_the_same_body_has_the_same_key(channel: TelegramChannel) -> None:
    body = (
        b'{"update_id":5,"message":{"message_id":1,"date":0,"chat":{"id":3,"type":"private"},'
        b'"from":{"id":3,"is_bot":false,"first_name":"A"},"text":"1"}}'
    )
    once: list[Incoming] = list(channel.parse(body))
    assert [each.key for each in once] == ["5"]
    assert list(channel.parse(body)) == once

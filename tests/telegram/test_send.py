"""Sending over the real wire: what arrives, and what each refusal means to the core."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from channels.base import Button, ChatRef, DeliveryError, File, Outgoing, Sent, Span
from channels.telegram import TelegramChannel, TokenRefused
from channels.telegram import wire as wire_module
from tests.telegram.support import Crooked, Json, MakeChannel, Place, png

pytestmark = pytest.mark.anyio


def text(chat: ChatRef, *spans: Span, **more: Any) -> Outgoing:
    return Outgoing(chat, spans or (Span("xin chào"),), **more)


def verdict(error: DeliveryError) -> Json:
    return {name: value for name, value in vars(error).items() if value}


async def refused(channel: TelegramChannel, message: Outgoing) -> Json:
    with pytest.raises(DeliveryError) as caught:
        await channel.send(message)
    return verdict(caught.value)


async def test_a_message_arrives_with_its_styles_and_buttons(place: Place, channel: TelegramChannel) -> None:
    buttons = ((Button("1 giao", "t1"),), (Button("0 không giao", "t0"),))
    sent = await channel.send(text(place.chat, Span("🔴 NV-12", "bold"), Span(" <b>&amp;"), buttons=buttons))
    (shown,) = await place.shown()
    assert sent == Sent(str(shown["id"]), datetime.fromisoformat(shown["date"]).astimezone(UTC))
    assert {key: shown[key] for key in ("text", "entities", "buttons")} == {
        "text": "🔴 NV-12 <b>&amp;",
        "entities": [{"type": "bold", "offset": 0, "length": 8}],
        "buttons": [[{"text": "1 giao", "data": "t1"}], [{"text": "0 không giao", "data": "t0"}]],
    }


async def test_a_reply_quotes(place: Place, channel: TelegramChannel) -> None:
    said = (await place.act("send", text="việc"))["message_id"]
    await channel.send(text(place.chat, reply_to=str(said)))
    assert [each["reply_to"] for each in await place.shown()] == [said]


async def test_a_reply_to_what_was_deleted_is_sent_all_the_same(place: Place, channel: TelegramChannel) -> None:
    await channel.send(text(place.chat, reply_to="999"))
    assert [each["text"] for each in await place.shown()] == ["xin chào"]


async def test_a_picture_with_its_caption(place: Place, channel: TelegramChannel) -> None:
    picture = File("tuần 48.png", "image/png", png(), picture=True)
    await channel.send(text(place.chat, Span("Tuần 48", "italic"), file=picture, buttons=((Button("1", "t"),),)))
    (shown,) = await place.shown()
    assert (await place.http.get(shown["photo_url"])).status_code == 200
    assert (shown["text"], shown["entities"], shown["buttons"]) == (
        "Tuần 48",
        [{"type": "italic", "offset": 0, "length": 7}],
        [[{"text": "1", "data": "t"}]],
    )


async def test_a_document_arrives_byte_for_byte_under_its_name(place: Place, channel: TelegramChannel) -> None:
    data = bytes(range(256)) * 1000
    await channel.send(text(place.chat, file=File("Phụ lục 111.xlsx", "application/vnd.ms-excel", data)))
    (shown,) = await place.shown()
    assert shown["document"]["name"] == "Phụ lục 111.xlsx"
    assert (await place.http.get(shown["document"]["url"])).content == data


async def test_a_caption_that_is_too_long_never_leaves(place: Place, channel: TelegramChannel) -> None:
    with pytest.raises(ValueError, match="1024"):
        await channel.send(text(place.chat, Span("a" * 1025), file=File("a.txt", "text/plain", b"a")))
    assert await place.shown() == []


async def test_a_person_who_blocked_the_bot(place: Place, channel: TelegramChannel) -> None:
    await place.act("block")
    assert await refused(channel, text(place.chat)) == {"permanent": True, "unreachable": True}


async def test_a_chat_that_does_not_exist(place: Place, channel: TelegramChannel) -> None:
    assert await refused(channel, text(ChatRef("tg", "424242"))) == {"permanent": True, "unreachable": True}


async def test_a_group_that_moved(place: Place, channel: TelegramChannel) -> None:
    moved = (await place.http.post("/control/migrate", json={"chat": place.group})).json()["chat"]
    assert await refused(channel, text(ChatRef("tg", str(place.group)))) == {"migrated_to": str(moved)}


async def test_too_many_at_once(place: Place, channel: TelegramChannel) -> None:
    await place.faults({"kind": "429", "method": "sendMessage", "times": 1, "retry_after": 7})
    assert await refused(channel, text(place.chat)) == {"retry_after": 7.0}


async def test_a_text_that_is_too_long(place: Place, channel: TelegramChannel) -> None:
    assert await refused(channel, text(place.chat, Span("a" * 4097))) == {"permanent": True}


@pytest.mark.parametrize("kind", ["500", "502html"])
async def test_a_server_fault_may_have_hidden_a_success(kind: str, place: Place, channel: TelegramChannel) -> None:
    await place.faults({"kind": kind, "method": "sendMessage", "times": 1, "when": "after"})
    assert await refused(channel, text(place.chat)) == {"ambiguous": True}
    assert len(await place.shown()) == 1


async def test_a_connection_cut_off_after_the_request(place: Place, channel: TelegramChannel) -> None:
    await place.faults({"kind": "reset", "method": "sendMessage", "times": 1, "when": "after"})
    assert await refused(channel, text(place.chat)) == {"ambiguous": True}


async def test_an_answer_that_does_not_come(
    place: Place, channel: TelegramChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire_module, "SECONDS", 0.2)
    await place.faults({"kind": "slow", "method": "sendMessage", "times": 1, "delay": 1.0})
    assert await refused(channel, text(place.chat)) == {"ambiguous": True}


async def test_a_server_that_is_down_has_accepted_nothing(place: Place, make: MakeChannel) -> None:
    assert await refused(make(place.token, "http://127.0.0.1:9"), text(place.chat)) == {}


async def test_a_proxy_that_is_down_has_passed_on_nothing(place: Place, make: MakeChannel) -> None:
    channel = make(place.token, "http://api.example", proxy="http://127.0.0.1:9")
    assert await refused(channel, text(place.chat)) == {}


async def test_through_a_proxy(place: Place, crooked: Crooked, make: MakeChannel) -> None:
    crooked.says("200 OK", b'{"ok":true,"result":{"message_id":3,"date":0}}')
    sent = await make(place.token, "http://api.example", proxy=crooked.url).send(text(place.chat))
    asked = crooked.heard[0].split(b"\r\n")[0].decode()
    assert asked == f"POST http://api.example/bot{place.token}/sendMessage HTTP/1.1"
    assert sent == Sent("3", datetime(1970, 1, 1, tzinfo=UTC))


async def test_an_unknown_token(place: Place, make: MakeChannel) -> None:
    channel = make("999:unknown", place.url)
    with pytest.raises(TokenRefused):
        await channel.send(text(place.chat))
    assert await refused(channel, text(place.chat)) == {"permanent": True}


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        ("200 OK", b"<html>log in to the hotel</html>", {"ambiguous": True}),
        ("200 OK", b'{"ok":true,"result":true}', {"ambiguous": True}),
        (
            "200 OK",
            b'{"ok":false,"error_code":403,"description":"Forbidden"}',
            {"permanent": True, "unreachable": True},
        ),
        ("404 Not Found", b"<html>nginx</html>", {}),
        (
            "413 Too Large",
            b'{"ok":false,"error_code":413,"description":"Request Entity Too Large"}',
            {"permanent": True},
        ),
        ("429 Too Many", b"slow down", {"retry_after": 5.0}),
        ("504 Gateway Timeout", b"", {"ambiguous": True}),
        ("302 Found", b"", {}),
    ],
)
async def test_what_others_on_the_way_answer(
    status: str, body: bytes, expected: Json, place: Place, crooked: Crooked, make: MakeChannel
) -> None:
    crooked.says(status, body)
    assert await refused(make(place.token, crooked.url), text(place.chat)) == expected


async def test_a_refused_style_costs_the_style_and_not_the_message(place: Place, channel: TelegramChannel) -> None:
    await channel.send(text(place.chat, Span("đậm", "underline"), Span(" thường")))  # type: ignore[arg-type]
    await channel.send(text(place.chat, Span("lạ", "wavy")))  # type: ignore[arg-type]
    assert [(each["text"], len(each["entities"])) for each in await place.shown()] == [("đậm thường", 1), ("lạ", 0)]


async def test_many_at_once_share_the_connections(place: Place, channel: TelegramChannel) -> None:
    await asyncio.gather(*(channel.send(text(place.chat)) for _ in range(40)))
    assert len(await place.shown()) == 40


async def test_half_a_letter_does_not_stop_a_message(place: Place, channel: TelegramChannel) -> None:
    await channel.send(text(place.chat, Span("a\ud83db", "bold")))
    assert [each["text"] for each in await place.shown()] == ["a?b"]

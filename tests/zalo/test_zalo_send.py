"""Sending over the real wire: what arrives, and what each trouble means to the core."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from channels.base import Button, Capabilities, ChatRef, DeliveryError, File, Outgoing, Pace, Sent, Span
from channels.zalo import ZaloChannel
from channels.zalo import client as client_module
from channels.zalo.render import text_styles, units
from tests.listening import listening
from tests.telegram.support import png
from tests.zalo.zalo_support import Json, MakeChannel, Place, answering

pytestmark = pytest.mark.anyio

PICTURE = File("tuần 48.png", "image/png", png(), picture=True)


def text(chat: ChatRef, *spans: Span, **more: Any) -> Outgoing:
    return Outgoing(chat, spans or (Span("xin chào"),), **more)


async def refused(channel: ZaloChannel, message: Outgoing) -> Json:
    with pytest.raises(DeliveryError) as caught:
        await channel.send(message)
    return {name: value for name, value in vars(caught.value).items() if value}


class Pictures:
    """Serves the published picture; counts how often it was asked for."""

    def __init__(self, data: bytes) -> None:
        self.published: list[File] = []
        self._data = data
        self.url = ""

    async def publish(self, file: File) -> str:
        self.published.append(file)
        return f"{self.url}/a.png"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        head = f"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: {len(self._data)}\r\nConnection: close"
        writer.write(head.encode() + b"\r\n\r\n" + self._data)
        writer.close()


@pytest.fixture
async def pictures() -> Any:
    made = Pictures(png())
    async with listening(made.serve) as made.url:
        yield made


async def test_a_message_arrives_with_its_styles(place: Place, channel: ZaloChannel) -> None:
    spans = (Span("🔴 NV-12", "bold"), Span(" <b>&amp; **x** "), Span("chậm", "italic"), Span(" G7", "code"))
    sent = await channel.send(text(place.chat, *spans))
    (shown,) = await place.shown()
    (logged,) = await place.log("send")
    assert sent == Sent(logged["message_id"], sent.at)
    assert sent.at == datetime.fromisoformat(shown["date"]).astimezone(UTC).replace(microsecond=sent.at.microsecond)
    assert (shown["text"], shown["entities"]) == (
        "🔴 NV-12 <b>&amp; **x** chậm G7",
        [{"type": "bold", "offset": 0, "length": 8}, {"type": "italic", "offset": 24, "length": 4}],
    )


async def test_a_message_to_a_group(place: Place, channel: ZaloChannel) -> None:
    await channel.send(text(place.group_chat))
    assert [(each["lane"], each["text"]) for each in await place.log("send")] == [(str(place.group), "xin chào")]


async def test_formatting_that_is_refused_goes_out_plain(place: Place, channel: ZaloChannel) -> None:
    await place.switch(formatted="refuse")
    with capture_logs() as logs:
        await channel.send(text(place.chat, Span("NV-12", "bold"), Span(" xong")))
    assert [(each["text"], each["entities"]) for each in await place.shown()] == [("NV-12 xong", [])]
    assert [each["event"] for each in logs] == ["zalo_formatting_refused"]
    assert await place.calls("sendMessage") == 2


async def test_a_formatted_message_that_is_refused_in_any_form(place: Place, channel: ZaloChannel) -> None:
    message = text(ChatRef("zalo1", "0" * 20), Span("NV-12", "bold"))
    assert await refused(channel, message) == {"permanent": True}
    assert await place.calls("sendMessage") == 2


async def test_a_plain_message_that_is_refused_is_not_tried_again(place: Place, channel: ZaloChannel) -> None:
    assert await refused(channel, text(ChatRef("zalo1", "0" * 20))) == {"permanent": True}
    assert await place.calls("sendMessage") == 1


async def test_trouble_with_a_formatted_message_does_not_send_it_twice(place: Place, channel: ZaloChannel) -> None:
    await place.faults({"kind": "500", "method": "sendMessage", "when": "after", "times": 1})
    assert await refused(channel, text(place.chat, Span("NV-12", "bold"))) == {"ambiguous": True}
    assert await place.calls("sendMessage") == 1


async def test_a_picture_is_published_and_fetched(place: Place, make: MakeChannel, pictures: Pictures) -> None:
    channel = make(place.token, place.api, publish=pictures.publish)
    await channel.send(text(place.chat, Span("Tuần 48", "bold"), file=PICTURE))
    (shown,) = await place.shown()
    assert (pictures.published, shown["text"]) == ([PICTURE], "Tuần 48")
    assert (await place.http.get(shown["photo_url"])).content == PICTURE.data


async def test_a_picture_without_words(place: Place, make: MakeChannel, pictures: Pictures) -> None:
    channel = make(place.token, place.api, publish=pictures.publish)
    await channel.send(Outgoing(place.chat, (), file=PICTURE))
    assert [each["text"] for each in await place.shown()] == [""]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"file": File("a.xlsx", "application/vnd.ms-excel", b"x")}, "xin chào"),
        ({"file": PICTURE}, "a" * 2001),
        ({"buttons": ((Button("1", "t"),),)}, "xin chào"),
        ({}, ""),
        ({}, "a" * 2001),
        ({}, "😀" * 1001),
    ],
)
async def test_what_the_core_must_not_send_never_leaves(
    more: Json, words: str, place: Place, make: MakeChannel, pictures: Pictures
) -> None:
    with pytest.raises(ValueError):
        await make(place.token, place.api, publish=pictures.publish).send(text(place.chat, Span(words), **more))
    assert await place.log("call") == []


async def test_a_picture_without_a_place_to_publish_it(place: Place, channel: ZaloChannel) -> None:
    with pytest.raises(ValueError, match="no file can be sent"):
        await channel.send(text(place.chat, file=PICTURE))


async def test_the_longest_text_arrives(place: Place, channel: ZaloChannel) -> None:
    await channel.send(text(place.chat, Span("😀" * 1000)))
    assert [units(each["text"]) for each in await place.shown()] == [2000]


async def test_a_quote_is_left_out(place: Place, channel: ZaloChannel) -> None:
    await channel.send(text(place.chat, reply_to="82599fa32f56d00e8941"))
    assert len(await place.shown()) == 1


@pytest.mark.parametrize("errors_as", ["body", "status"])
async def test_the_months_quota_is_gone(errors_as: str, place: Place, channel: ZaloChannel) -> None:
    await place.switch(quota=1, quota_used=1, errors_as=errors_as)
    assert await refused(channel, text(place.chat)) == {"retry_after": 3600.0, "quota": True}


async def test_a_token_that_was_reset(place: Place, channel: ZaloChannel) -> None:
    await place.switch(token_ok=False)
    assert await refused(channel, text(place.chat)) == {"permanent": True}


@pytest.mark.parametrize("kind", ["403", "408", "500", "502html", "504html", "timeout", "reset"])
async def test_trouble_that_may_have_hidden_a_success(kind: str, place: Place, channel: ZaloChannel) -> None:
    rule = {"kind": kind, "method": "sendMessage", "times": 1, "when": "after", "delay": 0.05}
    await place.faults(rule)
    assert await refused(channel, text(place.chat)) == {"ambiguous": True}
    assert len(await place.shown()) == 1


async def test_an_answer_that_comes_too_late(
    place: Place, channel: ZaloChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "SECONDS", 0.2)
    await place.faults({"kind": "slow", "method": "sendMessage", "times": 1, "delay": 1.0})
    assert await refused(channel, text(place.chat)) == {"ambiguous": True}
    assert len(await place.shown()) == 1


async def test_a_server_that_is_down_has_accepted_nothing(place: Place, make: MakeChannel) -> None:
    assert await refused(make(place.token, "http://127.0.0.1:9"), text(place.chat)) == {}


async def test_an_answer_that_trickles_is_given_up(make: MakeChannel, monkeypatch: pytest.MonkeyPatch) -> None:
    hung_up = asyncio.Event()

    async def trickle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        while not reader.at_eof():
            writer.write(b" ")
            with suppress(TimeoutError):
                await asyncio.wait_for(reader.read(), 0.02)
        writer.close()
        hung_up.set()

    monkeypatch.setattr(client_module, "SECONDS", 0.2)
    async with listening(trickle) as url:
        assert await refused(make("1:canary", url), text(ChatRef("zalo1", "6ede"))) == {"ambiguous": True}
        await asyncio.wait_for(hung_up.wait(), 2)


async def test_a_send_that_is_cancelled_is_cancelled(place: Place, channel: ZaloChannel) -> None:
    await place.faults({"kind": "slow", "method": "sendMessage", "times": 1, "delay": 1.0})
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await channel.send(text(place.chat))


async def test_typing_is_shown_and_its_failing_stays_silent(place: Place, channel: ZaloChannel) -> None:
    await channel.typing(place.chat)
    await channel.typing(ChatRef("zalo1", "0" * 20))
    await place.faults({"kind": "500", "method": "sendChatAction"})
    await channel.typing(place.chat)
    assert await place.calls("sendChatAction") == 3


def test_what_the_channel_can_do() -> None:
    async def publish(file: File) -> str:
        return "https://x.vn/a.png"

    words = ZaloChannel("zalo1", "1:canary", transport=answering(500, b""))
    pictures = ZaloChannel("zalo1", "1:canary", transport=answering(500, b""), publish=publish)
    can = {"image_in": True, "voice_in": True, "typing": True, "max_text": 2000, "max_caption": 2000}
    assert words.capabilities == Capabilities(**can)
    assert pictures.capabilities == Capabilities(**can, image_out=True)
    assert words.pace == Pace(every=0.2, chat=1.0, group=1.0)


@given(st.lists(st.builds(Span, st.text(max_size=8), st.sampled_from(["plain", "bold", "italic", "code"]))))
def test_styles_cover_exactly_their_words(spans: list[Span]) -> None:
    whole = "".join(each.text for each in spans).encode("utf-16-le", "surrogatepass")
    covered = [
        whole[2 * s["start"] : 2 * (s["start"] + s["len"])].decode("utf-16-le", "surrogatepass")
        for s in text_styles(spans)
    ]
    assert covered == [each.text for each in spans if each.style in ("bold", "italic") and each.text]

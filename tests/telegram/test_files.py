"""Files that people sent."""

from __future__ import annotations

from contextlib import aclosing
from typing import Any

import pytest

from channels.base import Attachment, FetchError
from channels.telegram import TelegramChannel
from channels.telegram import wire as wire_module
from tests.telegram.support import Crooked, MakeChannel, Place, first, png

pytestmark = pytest.mark.anyio

LIMIT = 10 * 1024 * 1024


async def arrived(channel: TelegramChannel) -> Any:
    batches: Any = channel.poll()
    async with aclosing(batches):
        return await first(batches)


async def failure(channel: TelegramChannel, attachment: Attachment, limit: int = LIMIT) -> tuple[str, bool]:
    with pytest.raises(FetchError) as caught:
        await channel.fetch(attachment, limit)
    return caught.value.failure, caught.value.transient


async def test_a_document_comes_byte_for_byte(place: Place, channel: TelegramChannel) -> None:
    data = bytes(range(256)) * 2000
    await place.upload("file", ("phụ lục.xlsx", data, "application/vnd.ms-excel"), caption="7")
    (said,) = await arrived(channel)
    (found,) = said.attachments
    assert (said.text, found) == (
        "7",
        Attachment("document", found.ref, name="phụ lục.xlsx", mime="application/vnd.ms-excel", size=len(data)),
    )
    assert await channel.fetch(found, LIMIT) == data
    assert await channel.fetch(found, len(data)) == data


async def test_pictures_sent_together(place: Place, channel: TelegramChannel) -> None:
    await place.upload("photo", *[("a.png", png(), "image/png")] * 3, caption="1 xong")
    batch = await arrived(channel)
    assert [each.text for each in batch] == ["1 xong", "", ""]
    assert len({each.album for each in batch}) == 1
    assert {each.attachments[0].kind for each in batch} == {"photo"}
    assert await channel.fetch(batch[0].attachments[0], LIMIT) != b""


async def test_a_voice_note(place: Place, channel: TelegramChannel) -> None:
    await place.upload("voice", ("a.ogg", b"OggS", "audio/ogg"))
    (said,) = await arrived(channel)
    assert [each.kind for each in said.attachments] == ["voice"]
    assert await channel.fetch(said.attachments[0], LIMIT) == b"OggS"


async def test_a_file_of_no_bytes(place: Place, channel: TelegramChannel) -> None:
    await place.upload("file", ("a.txt", b"", "text/plain"))
    (said,) = await arrived(channel)
    assert await failure(channel, said.attachments[0]) == ("empty", False)


async def test_a_file_whose_announced_size_is_over_the_limit_is_not_asked_for(channel: TelegramChannel) -> None:
    assert await failure(channel, Attachment("document", "x", size=LIMIT + 1)) == ("too_large", False)


async def test_a_file_that_is_larger_than_announced(place: Place, channel: TelegramChannel) -> None:
    await place.upload("file", ("a.bin", b"x" * 300_000, "text/plain"))
    (said,) = await arrived(channel)
    unannounced = Attachment("document", said.attachments[0].ref)
    assert await failure(channel, unannounced, 299_999) == ("too_large", False)


async def test_a_handle_that_is_gone(channel: TelegramChannel) -> None:
    assert await failure(channel, Attachment("photo", "unknown")) == ("gone", False)


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        ("400 Bad Request", b'{"ok":false,"description":"Bad Request: file is too big"}', ("too_large", False)),
        ("404 Not Found", b'{"ok":false,"description":"Not Found"}', ("gone", False)),
        ("404 Not Found", b"<html>a proxy's page</html>", ("network", True)),
        ("401 Unauthorized", b'{"ok":false,"description":"Unauthorized"}', ("network", True)),
        ("502 Bad Gateway", b"", ("network", True)),
        ("200 OK", b'{"ok":true,"result":{"file_id":"x"}}', ("gone", False)),
    ],
)
async def test_what_the_server_may_answer(
    status: str, body: bytes, expected: tuple[str, bool], crooked: Crooked, make: MakeChannel
) -> None:
    crooked.says(status, body, to="getFile")
    assert await failure(make("7:token", crooked.url), Attachment("photo", "x")) == expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", ("network", True)), ("", ("network", True))],
)
async def test_a_download_that_breaks_off(
    headers: str, expected: tuple[str, bool], crooked: Crooked, make: MakeChannel
) -> None:
    crooked.results(getFile={"file_id": "x", "file_path": "photos/a.jpg"})
    crooked.answers["a.jpg"] = headers.encode()
    assert await failure(make("7:token", crooked.url), Attachment("photo", "x")) == expected


async def test_a_server_that_does_not_answer(
    place: Place, channel: TelegramChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire_module, "SECONDS", 0.2)
    await place.upload("voice", ("a.ogg", b"OggS", "audio/ogg"))
    (said,) = await arrived(channel)
    await place.faults({"kind": "slow", "method": "getFile", "times": 1, "delay": 1.0})
    assert await failure(channel, said.attachments[0]) == ("network", True)

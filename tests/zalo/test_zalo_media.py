"""Pictures and voice that people sent: from the platform's hosts only, as soon as they are ready, and no longer than allowed."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from channels.base import Attachment, FetchError
from channels.zalo import ZaloChannel
from channels.zalo import media as media_module
from channels.zalo.media import Media, is_public, public_address
from tests.telegram.support import first, png
from tests.zalo.zalo_support import MakeChannel, Place, polling

pytestmark = pytest.mark.anyio

LIMIT = 10 * 1024 * 1024
HOSTS = ("zdn.vn", "zadn.vn")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media_module, "PAUSES", (0.01, 0.01, 0.01))


async def arrived(channel: ZaloChannel) -> Attachment:
    async with polling(channel) as batches:
        (said,) = await first(batches)
    (found,) = said.attachments
    return Attachment(**vars(found))


async def failure(channel: Any, attachment: Attachment, limit: int = LIMIT) -> tuple[str, bool]:
    with pytest.raises(FetchError) as caught:
        await channel.fetch(attachment, limit)
    return caught.value.failure, caught.value.transient


async def pictured(place: Place) -> None:
    await place.upload("photo", ("a.png", png(), "image/png"), caption="1 xong")


@pytest.mark.parametrize("field", ["photo_url", "photo", "both"])
async def test_a_picture_comes_byte_for_byte(field: str, place: Place, channel: ZaloChannel) -> None:
    await place.switch(photo_field=field)
    await pictured(place)
    found = await arrived(channel)
    assert (found.kind, found.mime) == ("photo", "image/jpeg")
    assert await channel.fetch(found, LIMIT) == png()
    assert await channel.fetch(found, len(png())) == png()


async def test_a_voice_note(place: Place, channel: ZaloChannel) -> None:
    await place.upload("voice", ("a.aac", b"\xff\xf1aac", "audio/aac"))
    found = await arrived(channel)
    assert (found.kind, await channel.fetch(found, LIMIT)) == ("voice", b"\xff\xf1aac")


async def test_pictures_sent_together_are_events_of_their_own(place: Place, channel: ZaloChannel) -> None:
    await place.upload("photo", *[("a.png", png(), "image/png")] * 3, caption="1 xong")
    async with polling(channel) as batches:
        said = [(await first(batches))[0] for _ in range(3)]
    assert [(each.text, each.album, len(each.attachments)) for each in said] == [
        ("1 xong", None, 1),
        ("", None, 1),
        ("", None, 1),
    ]


async def test_a_file_cannot_be_had_at_all(place: Place, channel: ZaloChannel) -> None:
    await place.upload("file", ("a.pdf", b"%PDF", "application/pdf"))
    found = await arrived(channel)
    assert found == Attachment("other", "")
    assert await failure(channel, found) == ("gone", False)


async def test_a_picture_that_is_ready_a_moment_later(place: Place, channel: ZaloChannel) -> None:
    await place.switch(media_waits=3)
    await pictured(place)
    assert await channel.fetch(await arrived(channel), LIMIT) == png()


async def test_a_picture_that_is_not_ready_for_long_is_asked_for_again_later(
    place: Place, channel: ZaloChannel
) -> None:
    await place.switch(media_waits=4)
    await pictured(place)
    found = await arrived(channel)
    assert await failure(channel, found) == ("network", True)
    assert await channel.fetch(found, LIMIT) == png()


async def test_a_picture_that_has_expired(place: Place, channel: ZaloChannel) -> None:
    await place.switch(media_life=0.0)
    await pictured(place)
    assert await failure(channel, await arrived(channel)) == ("gone", False)


async def test_a_picture_of_no_bytes(place: Place, channel: ZaloChannel) -> None:
    await place.switch(media_size=0)
    await pictured(place)
    assert await failure(channel, await arrived(channel)) == ("empty", False)


@pytest.mark.parametrize("told", [True, False])
async def test_a_picture_that_is_too_large(told: bool, place: Place, channel: ZaloChannel) -> None:
    await place.switch(media_size=3_000_000, media_length=told)
    await pictured(place)
    assert await failure(channel, await arrived(channel), 2_999_999) == ("too_large", False)


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:9/x", "https://example.vn/x", "http://169.254.169.254/latest", "", "http://[x"]
)
async def test_a_picture_that_leads_elsewhere(target: str, place: Place, channel: ZaloChannel) -> None:
    await place.switch(media_redirect=target or "?")
    await pictured(place)
    assert await failure(channel, await arrived(channel)) == ("gone", False)


async def test_without_an_entry_for_it_the_stand_in_is_not_asked(place: Place, make: MakeChannel) -> None:
    await pictured(place)
    channel = make(place.token, place.api, media_hosts=HOSTS)
    assert await failure(channel, await arrived(channel)) == ("gone", False)
    assert await place.log("media") == []


class Asked:
    """A media host with one answer, behind a look-up with one result."""

    def __init__(self, answer: Callable[[httpx.Request], httpx.Response], address: str = "203.0.113.7") -> None:
        self.requests: list[httpx.Request] = []
        self.names: list[str] = []
        self._answer, self._address = answer, address
        self.media = Media(httpx.MockTransport(self._heard), HOSTS, self._looked_up)

    def _heard(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self._answer(request)

    async def _looked_up(self, host: str) -> str:
        self.names.append(host)
        return self._address


def photo(address: str) -> Attachment:
    return Attachment("photo", address)


def saying(status: int, data: bytes = b"", **headers: str) -> Callable[[httpx.Request], httpx.Response]:
    return lambda request: httpx.Response(status, content=data, headers=headers)


@pytest.mark.parametrize("address", ["203.0.113.7", "2001:db8::7"])
async def test_a_host_of_the_platform_is_asked_at_the_address_that_was_looked_at(address: str) -> None:
    asked = Asked(saying(200, b"data"), address)
    assert await asked.media.fetch(photo("https://photo-stal-1.zdn.vn/a/b.jpg?x=1"), LIMIT) == b"data"
    (request,) = asked.requests
    assert (request.url, request.headers["Host"], request.extensions["sni_hostname"], asked.names) == (
        httpx.URL("https://photo-stal-1.zdn.vn/a/b.jpg?x=1").copy_with(host=address),
        "photo-stal-1.zdn.vn",
        "photo-stal-1.zdn.vn",
        ["photo-stal-1.zdn.vn"],
    )


@pytest.mark.parametrize("address", ["https://zdn.vn/a", "https://A.ZDN.VN/a", "https://a.b.zadn.vn:443/a"])
async def test_an_address_of_the_platform(address: str) -> None:
    assert await Asked(saying(200, b"data")).media.fetch(photo(address), LIMIT) == b"data"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a.jpg",
        "/etc/passwd",
        "file:///etc/passwd",
        "ftp://a.zdn.vn/a",
        "http://a.zdn.vn/a",
        "https://a.zdn.vn:8443/a",
        "https://evilzdn.vn/a",
        "https://zdn.vn.evil.vn/a",
        "https://a.zdn.vn./a",
        "https://evil.vn/a.zdn.vn",
        "https://a.zdn.vn@evil.vn/a",
        "https://user:pass@a.zdn.vn/a",
        "https://evil.vn#a.zdn.vn",
        "https://evil.vn?.zdn.vn",
        "https://evil.vn\\a.zdn.vn/a",
        "https://127.0.0.1/a",
        "https://[::1]/a",
        "https://169.254.169.254/latest/meta-data",
        "https://2130706433/a",
        "https://localhost/a",
        "https://a.zdn\u3002vn\u200b/a",
        "https://[a.zdn.vn/a",
        "https://a.zdn.vn\r\nHost: evil.vn/a",
        "javascript:alert(1)",
    ],
)
async def test_an_address_that_is_none_of_the_platforms_is_never_asked(address: str) -> None:
    asked = Asked(saying(200, b"data"))
    assert await failure(asked.media, photo(address)) == ("gone", False)
    assert (asked.requests, asked.names) == ([], [])


@pytest.mark.parametrize("host", ["10.0.0.1", "127.0.0.1"])
async def test_a_private_address_is_not_asked_even_if_listed_as_a_domain(host: str) -> None:
    media = Media(httpx.MockTransport(saying(200, b"data")), (host,))
    assert await failure(media, photo(f"https://{host}/a")) == ("gone", False)


@pytest.mark.parametrize(
    ("listed", "address", "found"),
    [
        ("127.0.0.1:8001", "http://127.0.0.1:8001/a", True),
        ("[::1]:8001", "http://[::1]:8001/a", True),
        ("localhost:80", "http://localhost/a", True),
        ("LocalHost:443", "https://localhost/a", True),
        ("127.0.0.1:8001", "http://127.0.0.1:8002/a", False),
        ("127.0.0.1:8001", "ftp://127.0.0.1:8001/a", False),
        ("localhost:80", "https://localhost/a", False),
    ],
)
async def test_a_stand_in_is_named_with_its_port(listed: str, address: str, found: bool) -> None:
    media = Media(httpx.MockTransport(saying(200, b"data")), (listed,))
    if found:
        assert await media.fetch(photo(address), LIMIT) == b"data"
    else:
        assert await failure(media, photo(address)) == ("gone", False)


async def test_a_redirect_within_the_platform_is_followed() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/a":
            return httpx.Response(302, headers={"Location": "https://b.zadn.vn/b"})
        return httpx.Response(200, content=request.headers["Host"].encode())

    asked = Asked(answer)
    assert await asked.media.fetch(photo("https://a.zdn.vn/a"), LIMIT) == b"b.zadn.vn"
    assert asked.names == ["a.zdn.vn", "b.zadn.vn"]


async def test_a_redirect_that_goes_round_ends() -> None:
    asked = Asked(saying(302, Location="/a"))
    assert await failure(asked.media, photo("https://a.zdn.vn/a")) == ("gone", False)
    assert len(asked.requests) == 3


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (400, ("gone", False)),
        (401, ("gone", False)),
        (403, ("gone", False)),
        (404, ("gone", False)),
        (410, ("gone", False)),
        (304, ("gone", False)),
        (202, ("network", True)),
        (408, ("network", True)),
        (429, ("network", True)),
        (500, ("network", True)),
        (502, ("network", True)),
    ],
)
async def test_what_the_media_host_may_answer(status: int, expected: tuple[str, bool]) -> None:
    assert await failure(Asked(saying(status)).media, photo("https://a.zdn.vn/a")) == expected


async def test_a_connection_that_breaks() -> None:
    def broken(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadError("cut")

    assert await failure(Asked(broken).media, photo("https://a.zdn.vn/a")) == ("network", True)


async def test_a_host_that_does_not_end(monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(host: str) -> str:
        await asyncio.sleep(60)
        return host

    monkeypatch.setattr(media_module, "SECONDS", 0.05)
    media = Media(httpx.MockTransport(saying(200, b"data")), HOSTS, never)
    assert await failure(media, photo("https://a.zdn.vn/a")) == ("network", True)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("14.225.0.1", True),
        ("2405:4800::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:14.225.0.1", True),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


async def test_a_name_that_leads_home_is_not_asked() -> None:
    with pytest.raises(FetchError) as caught:
        await public_address("localhost")
    assert (caught.value.failure, caught.value.transient) == ("gone", False)


@pytest.mark.parametrize(
    ("host", "expected"), [("a..zdn.vn", ("gone", False)), (f"{'a' * 64}.zdn.vn", ("gone", False))]
)
async def test_a_name_that_is_none(host: str, expected: tuple[str, bool]) -> None:
    with pytest.raises(FetchError) as caught:
        await public_address(host)
    assert (caught.value.failure, caught.value.transient) == expected


async def test_a_name_that_does_not_resolve(monkeypatch: pytest.MonkeyPatch) -> None:
    async def unknown(*args: object, **named: object) -> Any:
        raise socket.gaierror("unknown")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", unknown)
    with pytest.raises(FetchError) as caught:
        await public_address("a.zdn.vn")
    assert (caught.value.failure, caught.value.transient) == ("network", True)


async def test_one_private_address_among_several_spoils_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    async def two(*args: object, **named: object) -> Any:
        return [(2, 1, 6, "", (each, 443)) for each in ("14.225.0.1", "10.0.0.1")]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", two)
    with pytest.raises(FetchError, match="gone"):
        await public_address("a.zdn.vn")

"""The token is in every address, and never appears: not in a log at DEBUG, an error, its chain, its frames, nor in a repr."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs

from channels.base import Attachment, ChatRef, CommandHelp, DeliveryError, FetchError, File, Outgoing, Span
from channels.zalo import ZaloChannel, ZaloClient
from channels.zalo import client as client_module
from channels.zalo.faults import ZaloError
from tests.telegram.support import Crooked, first
from tests.zalo.zalo_support import MakeChannel, Place, polling

pytestmark = pytest.mark.anyio

SECRET = "AAF-CANARY_x7Qp2LmZ9vRt4KdW8sNy6Bq1"
TOKEN = f"8123456:{SECRET}"
HOOK_SECRET = "HOOK-CANARY-8n2"
CHAT = ChatRef("zalo1", "6ede9afa66b88fe6d6a9")
WORDS = "nội dung không ai được đọc trong nhật ký"
LIBRARIES = ("", "httpx", "httpcore", "httpcore.http11", "httpcore.connection", "asyncio")
Call = Callable[[ZaloChannel], Awaitable[object]]


async def poll(channel: ZaloChannel) -> object:
    async with polling(channel) as batches:
        return await first(batches, seconds=0.3)


async def picture(channel: ZaloChannel) -> object:
    return await channel.send(Outgoing(CHAT, (Span(WORDS),), file=File("a.png", "image/png", b"x", picture=True)))


CALLS: dict[str, Call] = {
    "start": lambda channel: channel.start([CommandHelp("viec", "Danh sách")]),
    "poll": poll,
    "send": lambda channel: channel.send(Outgoing(CHAT, (Span(WORDS, "bold"),))),
    "picture": picture,
    "typing": lambda channel: channel.typing(CHAT),
    "set_webhook": lambda channel: channel.set_webhook("https://x.vn/hook/zalo1", HOOK_SECRET),
}
CLIENT_CALLS: dict[str, Callable[[ZaloClient], Awaitable[object]]] = {
    "getMe": lambda client: client.get_me(),
    "getUpdates": lambda client: client.get_updates(1),
    "deleteWebhook": lambda client: client.delete_webhook(),
    "getWebhookInfo": lambda client: client.get_webhook_info(),
    "testWebhook": lambda client: client.test_webhook(),
    "sendSticker": lambda client: client.send_sticker("6ede", "d063f44d"),
    "sendVoice": lambda client: client.send_voice("6ede", "https://x.vn/1.aac"),
}
ECHO = f'{{"ok":false,"description":"no such path: /bot{TOKEN}/x (bot{TOKEN.replace(":", "%3A")}, {SECRET})"}}'.encode()
ANSWERS = {
    "unauthorized": ("200 OK", b'{"ok":false,"error_code":401,"description":"Unauthorized"}'),
    "not found": ("404 Not Found", b'{"ok":false,"error_code":404,"description":"Not Found"}'),
    "echo in a refusal": ("400 Bad Request", ECHO),
    "echo in a 404": ("404 Not Found", ECHO),
    "echo under a 200": ("200 OK", ECHO),
    "echo in a page": ("502 Bad Gateway", f"<html>/bot{TOKEN}/sendMessage failed</html>".encode()),
    "garbage": ("200 OK", f"/bot{TOKEN}/".encode()),
    "redirect": ("302 Found", b""),
}


class Everything(logging.Handler):
    """All records as text, with their tracebacks."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(logging.Formatter().format(record))


@pytest.fixture
def everything() -> Any:
    handler = Everything()
    before = {name: logging.getLogger(name).level for name in LIBRARIES}
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture
def bot(make: MakeChannel) -> Callable[[str], ZaloChannel]:
    async def publish(file: File) -> str:
        return "https://x.vn/media/a.png"

    return lambda api: make(TOKEN, api, publish=publish)


async def traces(call: Awaitable[object], subject: object, handler: Everything) -> str:
    """Whatever could be read somewhere after that call, loggers turned up as far as they go after the channel was made."""
    for name in LIBRARIES:
        logging.getLogger(name).setLevel(logging.DEBUG)
    said = ""
    with capture_logs() as logs:
        try:
            await call
        except (DeliveryError, FetchError, ZaloError, TimeoutError) as error:
            said = told(error)
    return "\n".join([said, *handler.lines, repr(logs), repr(subject), str(subject)])


def told(error: BaseException) -> str:
    """The error, its arguments and attributes, and the whole chain, suppressed contexts included, with local variables."""
    parts = [repr(error), str(error), repr(vars(error))]
    seen: BaseException | None = error
    while seen is not None:
        parts += traceback.TracebackException.from_exception(seen, capture_locals=True, compact=False).format()
        parts.append(repr(seen.args))
        seen = seen.__cause__ or seen.__context__
    return "".join(parts)


def assert_silent(found: str) -> None:
    for trace in (TOKEN, SECRET, TOKEN.replace(":", "%3A")):
        assert trace not in found


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("call", CALLS)
async def test_whatever_the_platform_answers(
    call: str, answer: str, crooked: Crooked, bot: Callable[[str], ZaloChannel], everything: Everything
) -> None:
    crooked.says(*ANSWERS[answer])
    channel = bot(crooked.url)
    found = await traces(CALLS[call](channel), channel, everything)
    assert TOKEN.encode() in crooked.heard[0]
    assert_silent(found)


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("method", CLIENT_CALLS)
async def test_whatever_the_platform_answers_to_the_client(
    method: str, answer: str, crooked: Crooked, everything: Everything
) -> None:
    crooked.says(*ANSWERS[answer])
    client = ZaloClient(TOKEN, api=crooked.url, transport=httpx.AsyncHTTPTransport(verify=False))
    found = await traces(CLIENT_CALLS[method](client), client, everything)
    await client.aclose()
    assert f"/bot{TOKEN}/{method} ".encode() in crooked.heard[0]
    assert_silent(found)


@pytest.mark.parametrize("api", ["http://127.0.0.1:9", "https://api.invalid", "http://[x", "http://x\n"])
@pytest.mark.parametrize("call", CALLS)
async def test_a_platform_that_cannot_be_reached(
    call: str, api: str, bot: Callable[[str], ZaloChannel], everything: Everything
) -> None:
    channel = bot(api)
    assert_silent(await traces(CALLS[call](channel), channel, everything))


@pytest.mark.parametrize("call", CALLS)
async def test_a_connection_cut_off(
    call: str, crooked: Crooked, bot: Callable[[str], ZaloChannel], everything: Everything
) -> None:
    channel = bot(crooked.url)
    found = await traces(CALLS[call](channel), channel, everything)
    assert TOKEN.encode() in crooked.heard[0]
    assert_silent(found)


@pytest.mark.parametrize("call", ["start", "send", "poll"])
async def test_an_answer_that_does_not_come(
    call: str,
    place: Place,
    bot: Callable[[str], ZaloChannel],
    everything: Everything,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(client_module, "SECONDS", 0.1)
    scene = {"bots": [{"platform": "zalo", "token": TOKEN, "username": "bot.canary", "name": "Bot Canary"}]}
    (await place.http.post("/control/scene", json=scene)).raise_for_status()
    rule = {"kind": "timeout", "delay": 0.5}
    (await place.http.post("/control/zalo", json={"bot": "bot.canary", "faults": [rule]})).raise_for_status()
    channel = bot(place.api)
    assert_silent(await traces(CALLS[call](channel), channel, everything))


async def test_an_error_of_the_transport_that_names_the_address(everything: Everything) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadError(f"while reading {request.url}", request=request)

    client = ZaloClient(TOKEN, transport=httpx.MockTransport(fail))
    found = await traces(client.get_me(), client, everything)
    assert "while reading" in found
    assert_silent(found)


async def test_a_picture_that_cannot_be_had(
    crooked: Crooked, bot: Callable[[str], ZaloChannel], everything: Everything
) -> None:
    channel = bot(crooked.url)
    assert_silent(await traces(channel.fetch(Attachment("photo", f"{crooked.url}/a"), 1000), channel, everything))
    assert TOKEN.encode() not in crooked.heard[0]


async def test_when_all_goes_well_neither_token_nor_words_are_logged(
    crooked: Crooked, bot: Callable[[str], ZaloChannel], everything: Everything
) -> None:
    me = {"id": "1459232241454765289", "account_name": "bot.x", "can_join_groups": True}
    sent = {"message_id": "82599fa32f56d00e8941", "date": 1749632637199}
    crooked.results(getMe=me, sendMessage=sent, sendPhoto=sent, sendChatAction={}, setWebhook={"url": "https://x.vn"})
    channel = bot(crooked.url)
    found = ""
    for call in ("start", "typing", "send", "picture", "set_webhook"):
        found += await traces(CALLS[call](channel), channel, everything)
    assert_silent(found)
    assert WORDS not in found
    assert HOOK_SECRET not in found


async def test_a_token_that_is_refused_at_once_is_not_repeated() -> None:
    with pytest.raises(DeliveryError) as caught:
        ZaloChannel("zalo1", f"{TOKEN} ")
    assert_silent(str(caught.value) + repr(caught.value.args))

"""The token never appears: not in a log at DEBUG, not in an error, its chain, its frames, nor in any repr."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from typing import Any

import pytest
from structlog.testing import capture_logs

from channels.base import Attachment, ChatRef, CommandHelp, DeliveryError, FetchError, Incoming, Outgoing, Span
from channels.telegram import TelegramChannel
from channels.telegram import wire as wire_module
from tests.telegram.support import Crooked, MakeChannel, Place, first

pytestmark = pytest.mark.anyio

SECRET = "AAF-CANARY_x7Qp2LmZ9vRt4KdW8sNy6Bq1"
TOKEN = f"8123456:{SECRET}"
CHAT = ChatRef("tg", "5")
WORDS = "nội dung không ai được đọc trong nhật ký"
LIBRARIES = ("", "telegram", "telegram.Bot", "telegram.request", "telegram.BaseRequest", "httpx", "httpcore", "asyncio")
Call = Callable[[TelegramChannel], Awaitable[object]]


async def poll(channel: TelegramChannel) -> object:
    batches: Any = channel.poll()
    async with aclosing(batches):
        return await first(batches, seconds=0.3)


CALLS: dict[str, Call] = {
    "start": lambda channel: channel.start([CommandHelp("viec", "Danh sách")]),
    "poll": poll,
    "send": lambda channel: channel.send(Outgoing(CHAT, (Span(WORDS),))),
    "fetch": lambda channel: channel.fetch(Attachment("photo", "ref"), 1000),
    "typing": lambda channel: channel.typing(CHAT),
    "acknowledge": lambda channel: channel.acknowledge(pressed()),
    "set_webhook": lambda channel: channel.set_webhook("https://x.vn/hook/tg", "s3cret"),
}
ECHO = f'{{"ok":false,"description":"no such path: /bot{TOKEN}/x (bot{TOKEN.replace(":", "%3A")}, {SECRET})"}}'.encode()
ANSWERS = {
    "unauthorized": ("401 Unauthorized", b'{"ok":false,"error_code":401,"description":"Unauthorized"}'),
    "not found": ("404 Not Found", b'{"ok":false,"error_code":404,"description":"Not Found"}'),
    "echo in a refusal": ("400 Bad Request", ECHO),
    "echo in a 404": ("404 Not Found", ECHO),
    "echo under a 200": ("200 OK", ECHO),
    "echo in a page": ("502 Bad Gateway", f"<html>/bot{TOKEN}/sendMessage failed</html>".encode()),
    "garbage": ("200 OK", f"/bot{TOKEN}/".encode()),
    "redirect": ("302 Found", b""),
}


def pressed() -> Incoming:
    when: Any = None
    return Incoming("1", CHAT, "5", "A", when, event="press", token="t", press_id="77")


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


async def traces(call: Call, channel: TelegramChannel, handler: Everything) -> str:
    """Whatever could be read somewhere after that call, loggers turned up as far as they go after the channel was made."""
    for name in LIBRARIES:
        logging.getLogger(name).setLevel(logging.DEBUG)
    said = ""
    with capture_logs() as logs:
        try:
            await call(channel)
        except (DeliveryError, FetchError, TimeoutError) as error:
            said = told(error)
    return "\n".join([said, *handler.lines, repr(logs), repr(channel), str(channel)])


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
async def test_whatever_the_server_answers(
    call: str, answer: str, crooked: Crooked, make: MakeChannel, everything: Everything
) -> None:
    crooked.says(*ANSWERS[answer])
    found = await traces(CALLS[call], make(TOKEN, crooked.url), everything)
    assert TOKEN.encode() in crooked.heard[0]
    assert_silent(found)


@pytest.mark.parametrize("call", CALLS)
async def test_a_refused_connection(call: str, make: MakeChannel, everything: Everything) -> None:
    assert_silent(await traces(CALLS[call], make(TOKEN, "http://127.0.0.1:9"), everything))


@pytest.mark.parametrize("call", CALLS)
async def test_a_name_that_does_not_resolve(call: str, make: MakeChannel, everything: Everything) -> None:
    assert_silent(await traces(CALLS[call], make(TOKEN, "https://api.invalid"), everything))


@pytest.mark.parametrize("call", CALLS)
async def test_a_connection_cut_off(call: str, crooked: Crooked, make: MakeChannel, everything: Everything) -> None:
    found = await traces(CALLS[call], make(TOKEN, crooked.url), everything)
    assert TOKEN.encode() in crooked.heard[0]
    assert_silent(found)


@pytest.mark.parametrize("call", ["start", "send", "fetch"])
async def test_an_answer_that_does_not_come(
    call: str, place: Place, make: MakeChannel, everything: Everything, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire_module, "SECONDS", 0.1)
    bot = {"token": TOKEN, "id": 8123456, "username": "canary_bot", "name": "B"}
    await place.http.post("/control/scene", json={"bots": [bot]})
    await place.faults({"kind": "timeout", "delay": 0.5})
    assert_silent(await traces(CALLS[call], make(TOKEN, place.url), everything))


async def test_a_password_of_a_proxy(make: MakeChannel, everything: Everything) -> None:
    channel = make(TOKEN, "http://api.example", proxy="http://user:PROXY-CANARY@127.0.0.1:9")
    found = await traces(CALLS["send"], channel, everything)
    assert_silent(found)
    assert "PROXY-CANARY" not in found


async def test_when_all_goes_well_neither_token_nor_words_are_logged(
    crooked: Crooked, make: MakeChannel, everything: Everything
) -> None:
    crooked.results(getMe={"id": 8123456, "is_bot": True, "first_name": "B", "username": "b"}, setMyCommands=True)
    crooked.results(sendMessage={"message_id": 1, "date": 0}, sendChatAction=True, setMyDescription=True)
    channel = make(TOKEN, crooked.url)
    found = ""
    for call in ("start", "typing", "send"):
        found += await traces(CALLS[call], channel, everything)
    assert_silent(found)
    assert WORDS not in found


async def test_inside_the_channel_the_library_holds_a_stand_in(make: MakeChannel) -> None:
    channel = make(TOKEN, "http://127.0.0.1:9")
    assert_silent(repr(channel._methods) + repr(vars(channel)) + str(channel._methods.base_file_url))


async def test_a_token_that_is_refused_at_once_is_not_repeated() -> None:
    with pytest.raises(DeliveryError) as caught:
        TelegramChannel("tg", f"{TOKEN} ")
    assert_silent(str(caught.value) + repr(caught.value.args))

"""Our own connections: kept open, never used again when in doubt, closed when nobody reads on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import httpx
import pytest

from channels.telegram.direct import Direct
from tests.listening import listening

pytestmark = pytest.mark.anyio
SECONDS = {"connect": 1.0, "read": 0.3, "write": 1.0, "pool": 0.3}
PLAIN = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@dataclass
class Server:
    """Gives the same answer to every request; remembers on which connection each came."""

    answer: bytes = PLAIN
    afterwards: bytes = b""
    closes: bool = False
    came_on: list[int] = field(default_factory=list)
    writers: list[asyncio.StreamWriter] = field(default_factory=list)
    url: str = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        number = len(self.writers)
        self.writers.append(writer)
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = next((int(x[15:]) for x in head.lower().split(b"\r\n") if x.startswith(b"content-length:")), 0)
                await reader.readexactly(length)
                self.came_on.append(number)
                writer.write(self.answer)
                await asyncio.sleep(0.02)
                writer.write(self.afterwards)
                if self.closes:
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        writer.close()


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    made = Server()
    async with listening(made.serve) as url:
        made.url = f"{url}/x"
        yield made


@pytest.fixture
async def direct() -> AsyncIterator[Direct]:
    made = Direct(most=2, idle=30)
    yield made
    await made.aclose()


async def ask(direct: Direct, server: Server) -> tuple[int, bytes]:
    request = httpx.Request("POST", server.url, content=b"abc", extensions={"timeout": SECONDS})
    response = await direct.handle_async_request(request)
    try:
        return response.status_code, b"".join([piece async for piece in response.aiter_raw()])
    finally:
        await response.aclose()


async def test_one_connection_serves_one_call_after_the_other(server: Server, direct: Direct) -> None:
    assert [await ask(direct, server) for _ in range(3)] == [(200, b"ok")] * 3
    assert server.came_on == [0, 0, 0]


async def test_calls_side_by_side_have_a_connection_each_and_no_more_than_allowed(
    server: Server, direct: Direct
) -> None:
    await asyncio.gather(*(ask(direct, server) for _ in range(6)))
    assert (len(server.writers), len(server.came_on)) == (2, 6)


async def test_an_answer_in_pieces(server: Server, direct: Direct) -> None:
    server.answer = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    assert [await ask(direct, server) for _ in range(2)] == [(200, b"abcde")] * 2
    assert server.came_on == [0, 0]


async def test_a_hint_before_the_answer_is_passed_over(server: Server, direct: Direct) -> None:
    server.answer = b"HTTP/1.1 103 Early Hints\r\n\r\n" + PLAIN
    assert await ask(direct, server) == (200, b"ok")


@pytest.mark.parametrize("goodbye", ["closes", "says so"])
async def test_a_connection_that_the_server_closes_is_not_used_again(
    goodbye: str, server: Server, direct: Direct
) -> None:
    server.closes = goodbye == "closes"
    if goodbye == "says so":
        server.answer = PLAIN.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1)
    for _ in range(2):
        assert await ask(direct, server) == (200, b"ok")
        await asyncio.sleep(0.05)
    assert server.came_on == [0, 1]


async def test_what_nobody_asked_for_is_not_taken_for_the_next_answer(server: Server, direct: Direct) -> None:
    server.afterwards = b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n"
    for _ in range(2):
        assert await ask(direct, server) == (200, b"ok")
        await asyncio.sleep(0.05)
    assert server.came_on == [0, 1]


async def test_an_old_connection_is_opened_anew(server: Server) -> None:
    direct = Direct(most=2, idle=0)
    assert [await ask(direct, server) for _ in range(2)] == [(200, b"ok")] * 2
    assert server.came_on == [0, 1]
    await direct.aclose()


async def test_an_answer_that_is_not_read_on_costs_the_connection(server: Server, direct: Direct) -> None:
    server.answer = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nbegin"
    request = httpx.Request("GET", server.url, extensions={"timeout": SECONDS})
    response = await direct.handle_async_request(request)
    await response.aclose()
    server.answer = PLAIN
    assert await ask(direct, server) == (200, b"ok")
    assert server.came_on == [0, 1]


async def test_a_call_that_is_given_up_leaves_room_for_others(server: Server, direct: Direct) -> None:
    server.answer = b""
    for _ in range(3):
        with pytest.raises(httpx.ReadTimeout):
            await ask(direct, server)
    server.answer = PLAIN
    assert await ask(direct, server) == (200, b"ok")


@pytest.mark.parametrize(
    ("answer", "error"),
    [(b"", httpx.ReadTimeout), (b"SSH-2.0-x\r\n\r\n", httpx.RemoteProtocolError)],
)
async def test_what_is_no_answer(answer: bytes, error: type[Exception], server: Server, direct: Direct) -> None:
    server.answer = answer
    with pytest.raises(error):
        await ask(direct, server)


async def test_a_connection_cut_off_before_the_answer(server: Server, direct: Direct) -> None:
    server.answer, server.closes = b"", True
    with pytest.raises(httpx.RemoteProtocolError):
        await ask(direct, server)


async def test_nobody_listens(direct: Direct) -> None:
    with pytest.raises(httpx.ConnectError):
        await ask(direct, Server(url="http://127.0.0.1:9/"))


async def test_waiting_for_room_ends(server: Server, direct: Direct) -> None:
    server.answer = b""
    slow = [asyncio.create_task(ask(direct, server)) for _ in range(2)]
    await asyncio.sleep(0.05)
    request = httpx.Request("POST", server.url, extensions={"timeout": SECONDS | {"pool": 0.05}})
    with pytest.raises(httpx.PoolTimeout):
        await direct.handle_async_request(request)
    for error in await asyncio.gather(*slow, return_exceptions=True):
        assert isinstance(error, httpx.ReadTimeout)

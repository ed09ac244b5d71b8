"""Neither the HTTP status nor the body alone can be believed: every row of the reference's table 1.4, and its rule."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.base import ChatRef, DeliveryError, Outgoing, Span
from channels.zalo import TokenRefused, ZaloChannel, ZaloClient
from channels.zalo.answers import result_in
from channels.zalo.faults import (
    Answered,
    QuotaExceeded,
    Refused,
    TokenUnknown,
    Troubled,
    Unsent,
    Unsure,
    ZaloError,
)
from tests.zalo.zalo_support import answering

pytestmark = pytest.mark.anyio

HTML = b"<html><h1>502</h1></html>"
HELLO = Outgoing(ChatRef("zalo1", "6ede"), (Span("xin chao"),))
SENT = {"ok": True, "result": {"message_id": "82599fa3", "date": 1749632637199}}


def no(code: int, description: str) -> dict[str, Any]:
    return {"ok": False, "description": description, "error_code": code}


def client(status: int, body: Any) -> ZaloClient:
    return ZaloClient("1:canary", transport=answering(status, body))


async def fault(status: int, body: Any) -> ZaloError:
    with pytest.raises(ZaloError) as caught:
        await client(status, body).send_message("6ede", "xin chao")
    return caught.value


async def verdict(transport: httpx.AsyncBaseTransport) -> dict[str, Any]:
    """What the core hears of a send."""
    with pytest.raises(DeliveryError) as caught:
        await ZaloChannel("zalo1", "1:canary", transport=transport).send(HELLO)
    return {name: value for name, value in vars(caught.value).items() if value}


PERMANENT = {"permanent": True}
AMBIGUOUS = {"ambiguous": True}
QUOTA = {"retry_after": 3600.0, "quota": True}


@pytest.mark.parametrize(
    ("status", "body", "kind", "expected"),
    [
        (200, no(401, "Unauthorized"), TokenUnknown, PERMANENT),
        (401, no(401, "Unauthorized"), TokenUnknown, PERMANENT),
        (200, no(400, "Bad request"), Refused, PERMANENT),
        (400, no(400, "invalid API name"), Refused, PERMANENT),
        (404, no(404, "Not Found"), Refused, PERMANENT),
        (200, {"ok": False, "errorCode": 426, "description": "daily limit"}, Refused, PERMANENT),
        (200, no(403, "Internal server error"), Troubled, AMBIGUOUS),
        (403, no(403, "Internal server error"), Troubled, AMBIGUOUS),
        (408, no(408, "Request timeout"), Troubled, AMBIGUOUS),
        (200, no(500, "Internal server error"), Troubled, AMBIGUOUS),
        (502, HTML, Troubled, AMBIGUOUS),
        (504, HTML, Troubled, AMBIGUOUS),
        (504, no(504, "Gateway timeout"), Troubled, AMBIGUOUS),
        (200, HTML, Troubled, AMBIGUOUS),
        (404, HTML, Troubled, AMBIGUOUS),
        (401, b"", Troubled, AMBIGUOUS),
        (200, [], Troubled, AMBIGUOUS),
        (200, {}, Troubled, AMBIGUOUS),
        (200, b"[" * 100_000, Troubled, AMBIGUOUS),
        (502, SENT, Troubled, AMBIGUOUS),
        (429, no(429, "Quota exceeded"), QuotaExceeded, QUOTA),
        (200, no(429, "Quota exceeded"), QuotaExceeded, QUOTA),
        (429, {"ok": False, "description": "Quota exceeded"}, QuotaExceeded, QUOTA),
        (200, {"ok": False, "description": "no"}, Refused, PERMANENT),
        (200, {"ok": False, "error_code": 0, "description": "no"}, Refused, PERMANENT),
        (200, {"ok": False, "error_code": "401", "description": "no"}, TokenUnknown, PERMANENT),
        (200, {"ok": False, "error_code": -32, "description": "no"}, Refused, PERMANENT),
        (200, {"ok": False, "error_code": [], "description": []}, Refused, PERMANENT),
    ],
)
async def test_what_a_send_may_be_answered(
    status: int, body: Any, kind: type[ZaloError], expected: dict[str, Any]
) -> None:
    assert type(await fault(status, body)) is kind
    assert await verdict(answering(status, body)) == expected


async def test_a_fault_tells_what_both_said() -> None:
    found = await fault(200, no(400, "Bad request: chat not found"))
    assert isinstance(found, Answered)
    assert (found.code, found.status, str(found)) == (400, 200, "400 Bad request: chat not found")


async def test_a_token_that_is_refused_is_said_in_one_sentence() -> None:
    with pytest.raises(TokenRefused, match="GIAOVIEC_ZALO_TOKENS"):
        await ZaloChannel("zalo1", "1:canary", transport=answering(200, no(401, "Unauthorized"))).send(HELLO)


@pytest.mark.parametrize("extra", [{}, {"error_code": 0}])
async def test_a_success(extra: dict[str, Any]) -> None:
    assert (await client(200, {**SENT, **extra}).send_message("6ede", "a")).message_id == "82599fa3"


@pytest.mark.parametrize(
    "result", [None, {}, [], {"message_id": "a"}, {"message_id": "a", "date": "x"}, {"message_id": "a", "date": 1e99}]
)
async def test_a_success_that_does_not_say_what_was_sent(result: Any) -> None:
    assert await verdict(answering(200, {"ok": True, "result": result})) == AMBIGUOUS


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (408, no(408, "Request timeout")),
        (200, no(408, "Request timeout")),
        (408, b""),
        (408, HTML),
        (200, {"ok": False, "description": "Request TIMEOUT"}),
        (400, no(400, "long poll timeout")),
    ],
)
async def test_a_poll_that_brought_nothing(status: int, body: Any) -> None:
    assert await client(status, body).get_updates() is None


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (504, no(504, "Gateway timeout"), Troubled),
        (502, HTML, Troubled),
        (200, no(401, "Unauthorized"), TokenUnknown),
        (200, no(429, "Quota exceeded: timeout"), QuotaExceeded),
        (409, no(409, "Conflict"), Refused),
    ],
)
async def test_a_poll_that_failed(status: int, body: Any, kind: type[ZaloError]) -> None:
    with pytest.raises(kind):
        await client(status, body).get_updates()


async def test_no_webhook_is_set() -> None:
    assert await client(404, no(404, "Not Found")).get_webhook_info() is None
    assert await client(200, {"ok": True, "result": {"url": "", "updated_at": 1}}).get_webhook_info() is None


@pytest.mark.parametrize("code", [400, 404])
@pytest.mark.parametrize("as_status", [True, False])
async def test_there_was_no_webhook_to_delete(code: int, as_status: bool) -> None:
    assert await client(code if as_status else 200, no(code, "no webhook")).delete_webhook() is False


async def test_a_deleted_webhook() -> None:
    assert await client(200, {"ok": True, "result": {"url": "", "updated_at": 1}}).delete_webhook() is True


async def test_a_page_in_place_of_an_answer_is_not_taken_for_no_webhook() -> None:
    with pytest.raises(Troubled):
        await client(404, HTML).get_webhook_info()


@pytest.mark.parametrize(
    ("error", "kind", "expected"),
    [
        (httpx.ConnectError("down"), Unsent, {}),
        (httpx.ConnectTimeout("down"), Unsent, {}),
        (httpx.PoolTimeout("busy"), Unsent, {}),
        (httpx.ReadTimeout("slow"), Unsure, AMBIGUOUS),
        (httpx.ReadError("cut"), Unsure, AMBIGUOUS),
        (httpx.WriteError("cut"), Unsure, AMBIGUOUS),
        (httpx.RemoteProtocolError("odd"), Unsure, AMBIGUOUS),
        (OSError("cut"), Unsure, AMBIGUOUS),
    ],
)
async def test_a_network_that_fails(error: Exception, kind: type[ZaloError], expected: dict[str, Any]) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise error

    transport = httpx.MockTransport(fail)
    with pytest.raises(kind):
        await ZaloClient("1:canary", transport=transport).get_me()
    assert await verdict(transport) == expected


@given(st.integers(100, 599), st.binary(max_size=60))
def test_whatever_is_no_success_is_a_fault_of_the_tree(status: int, body: bytes) -> None:
    with pytest.raises(Answered):
        result_in(status, body)


@given(
    st.integers(100, 599),
    st.dictionaries(
        st.sampled_from(["ok", "error_code", "errorCode", "description", "result"]),
        st.none() | st.booleans() | st.integers() | st.text("-045") | st.text() | st.lists(st.integers(), max_size=2),
    ),
)
def test_odd_envelopes_are_read_without_surprise(status: int, body: dict[str, Any]) -> None:
    succeeded = body.get("ok") is True and 200 <= status < 300
    if succeeded:
        assert result_in(status, json.dumps(body).encode()) == body.get("result")
        return
    with pytest.raises(Answered):
        result_in(status, json.dumps(body).encode())

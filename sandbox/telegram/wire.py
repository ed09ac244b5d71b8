"""The Bot API's HTTP side, as a bare ASGI application: it stands on the hot path of every benchmark."""

import asyncio
import json
from typing import Any
from urllib.parse import unquote

from starlette.types import Receive, Scope, Send

from sandbox.faults import Rule
from sandbox.telegram import methods as methods
from sandbox.telegram.call import Call
from sandbox.telegram.errors import Refusal, too_many
from sandbox.telegram.params import read_params
from sandbox.telegram.receiving import Raw
from sandbox.telegram.registry import perform
from sandbox.transport import abort
from sandbox.world import World

BAD_GATEWAY = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n"
    b"<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n"
)
JSON_TYPE = (b"content-type", b"application/json")


async def serve(world: World, scope: Scope, receive: Receive, send: Send) -> None:
    """Answers one call below /bot."""
    try:
        call = await _read(world, scope, receive)
    except Refusal as refusal:
        return await _refuse(world, refusal, send)
    try:
        rule = world.faults.pick(call.method, call.text("chat_id")) if world.faults.rules else None
        if rule:
            return await _troubled(call, rule, scope, send)
        body = await _result(call)
    except Refusal as refusal:
        return await _refuse(world, refusal, send, method=call.method, chat=call.text("chat_id"))
    return await _answer(send, 200, body)


async def _read(world: World, scope: Scope, receive: Receive) -> Call:
    token, slash, method = scope["path"][4:].partition("/")
    params, uploads = await read_params(scope, receive)
    bot = world.bots.get(unquote(token))
    if not slash:
        raise Refusal(404, "Not Found")
    if bot is None:
        raise Refusal(401, "Unauthorized")
    return Call(world, bot, method.lower(), params, uploads)


async def _result(call: Call) -> bytes:
    return b'{"ok":true,"result":' + dumped(await perform(call)) + b"}"


def dumped(result: Any) -> bytes:
    return result if isinstance(result, Raw) else json.dumps(result, separators=(",", ":")).encode()


async def _refuse(world: World, refusal: Refusal, send: Send, **context: str) -> None:
    world.log.add("refused", code=refusal.code, description=refusal.description, **context)
    wait = refusal.parameters.get("retry_after") if refusal.code == 429 else None
    extra = [(b"retry-after", str(wait).encode())] if wait is not None else []
    await _answer(send, refusal.code, dumped(refusal.body()), *extra)


async def _answer(send: Send, status: int, body: bytes, *extra: tuple[bytes, bytes], kind: Any = JSON_TYPE) -> None:
    headers = [kind, (b"content-length", str(len(body)).encode()), *extra]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _troubled(call: Call, rule: Rule, scope: Scope, send: Send) -> None:
    """Carries out a fault; with `when: after` the call takes effect first and its result is lost."""
    call.world.log.add("fault", fault=rule.kind, when=rule.when, method=call.method, chat=call.text("chat_id"))
    body = await _result(call) if rule.when == "after" or rule.kind == "slow" else b""
    if rule.kind in ("slow", "timeout"):
        await asyncio.sleep(rule.delay)
    if rule.kind == "slow":
        await _answer(send, 200, body)
    elif rule.kind in ("timeout", "reset"):
        abort(scope)
    elif rule.kind == "502html":
        await _answer(send, 502, BAD_GATEWAY, kind=(b"content-type", b"text/html"))
    else:
        raise _refusal(rule)


def _refusal(rule: Rule) -> Refusal:
    if rule.kind == "429":
        return too_many(rule.retry_after)
    if rule.kind == "403":
        return Refusal(403, "Forbidden: bot was blocked by the user")
    return Refusal(500, "Internal Server Error")

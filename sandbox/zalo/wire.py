"""The Zalo Bot API's HTTP side: `/zalo/bot<token>/<method>`, or `/bot<token>/<method>` for a token of a Zalo bot."""

import asyncio
import json
from typing import Any
from urllib.parse import unquote

from starlette.types import Receive, Scope, Send

from sandbox.telegram import errors as body_errors
from sandbox.telegram.params import read_params
from sandbox.transport import abort
from sandbox.world import World
from sandbox.zalo import methods as methods
from sandbox.zalo.bots import ZaloBot
from sandbox.zalo.call import Call
from sandbox.zalo.errors import WORDS, ClientGone, Refusal, bad_request, unauthorized
from sandbox.zalo.faults import PAGES, Fault
from sandbox.zalo.registry import perform

BASE = "/zalo/bot"
PAGE = b"<html>\r\n<head><title>%d</title></head>\r\n<body>\r\n<center><h1>%d</h1></center>\r\n</body>\r\n</html>\r\n"


def concerns(world: World, path: str) -> bool:
    """Is this a call of a Zalo bot?"""
    if path.startswith(BASE):
        return True
    return bool(world.zalo.bots) and path.startswith("/bot") and _parts(path)[0] in world.zalo.bots


def _parts(path: str) -> tuple[str, str]:
    token, _, method = path.removeprefix("/zalo").removeprefix("/bot").partition("/")
    return unquote(token), method


async def serve(world: World, scope: Scope, receive: Receive, send: Send) -> None:
    token, method = _parts(scope["path"])
    bot = world.zalo.bots.get(token)
    try:
        call = await _read(world, bot, method, scope, receive)
        fault = call.bot.faults.pick(call.method, call.text("chat_id"))
        if fault:
            await _troubled(call, fault, scope, send)
        else:
            await _answer(send, 200, success(call.bot, await perform(call)))
    except Refusal as refusal:
        await _refuse(world, bot, method, refusal, send)
    except ClientGone:
        return


async def _read(world: World, bot: ZaloBot | None, method: str, scope: Scope, receive: Receive) -> Call:
    try:
        params, uploads = await read_params(scope, receive)
    except body_errors.Refusal:
        raise bad_request("can't parse request body") from None
    if bot is None:
        raise unauthorized()
    chat = str(params.get("chat_id", ""))
    world.log.add("call", platform="zalo", bot=bot.username, method=method.lower(), chat=chat)
    if not bot.settings.token_ok:
        raise unauthorized()
    host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
    bot.base = f"{scope['scheme']}://{host}"

    async def gone() -> None:
        while (await receive())["type"] != "http.disconnect":
            continue

    return Call(world, bot, method, {**params, **uploads}, gone)


def success(bot: ZaloBot, result: Any) -> bytes:
    found: dict[str, Any] = {"ok": True}
    if result is not None:
        found["result"] = result
    if bot.settings.success_code:
        found["error_code"] = 0
    return json.dumps(found, ensure_ascii=False).encode()


async def _refuse(world: World, bot: ZaloBot | None, method: str, refusal: Refusal, send: Send) -> None:
    if refusal.code != 408:
        world.log.add(
            "refused",
            platform="zalo",
            bot=bot.username if bot else None,
            method=method.lower(),
            code=refusal.code,
            description=refusal.description,
        )
    as_status = bot is not None and bot.settings.errors_as == "status"
    status = refusal.status or (refusal.code if as_status else 200)
    await _answer(send, status, json.dumps(refusal.body()).encode())


async def _answer(send: Send, status: int, body: bytes, kind: bytes = b"application/json") -> None:
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _troubled(call: Call, fault: Fault, scope: Scope, send: Send) -> None:
    """Carries out a fault; a call that takes effect does so first, and its result is lost or late."""
    call.world.log.add(
        "fault", platform="zalo", bot=call.bot.username, fault=fault.kind, when=fault.when, method=call.method.lower()
    )
    body = success(call.bot, await perform(call)) if fault.effective else b""
    if fault.kind in ("slow", "timeout"):
        await asyncio.sleep(fault.delay)
    if fault.kind == "slow":
        await _answer(send, 200, body)
    elif fault.kind in ("timeout", "reset"):
        abort(scope)
    elif fault.kind in PAGES:
        status = PAGES[fault.kind]
        await _answer(send, status, PAGE % (status, status), b"text/html")
    else:
        code = int(fault.kind)
        raise Refusal(code, WORDS[code], fault.status)

"""The HTTP surface: webhooks, health, metrics, pages behind a token, and the rehearsal clock (loopback only)."""

import hmac
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Protocol

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from bot.clock import Clock
from bot.db import Database
from bot.headers import WithHeaders
from bot.measuring import measure
from bot.pages.routes import page_routes
from bot.store import Storing
from channels.base import Channel

LARGEST_BODY = 1024 * 1024
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Running(Protocol):
    """What the routes need of the running process."""

    db: Database
    storing: Storing
    clock: Clock
    webhook_secret: str

    @property
    def channels(self) -> Mapping[str, Channel]: ...

    async def ready(self) -> bool: ...

    async def tick(self) -> None: ...


Endpoint = Callable[[Request], Awaitable[Response]]


def make_web(running: Running) -> ASGIApp:
    """The application; the clock's route exists only when the process runs on a rehearsal clock."""
    routes = [
        Route("/hook/{bot}", _hook(running), methods=["POST"]),
        Route("/healthz", _alive, methods=["GET"]),
        Route("/readyz", _ready(running), methods=["GET"]),
        Route("/metrics", _metrics(running), methods=["GET"]),
        *page_routes(running),
    ]
    if running.clock.rehearsal:
        routes.append(Route("/rehearsal/clock", _clock(running), methods=["GET", "POST"]))
    application = Starlette(routes=routes)
    application.router.redirect_slashes = False  # it would lead to whatever host the request names
    return WithHeaders(application)


def _hook(running: Running) -> Endpoint:
    async def hook(request: Request) -> Response:
        """2xx only after the update is on disk; a body that is none of the platform's is confirmed and dropped."""
        channel = running.channels.get(request.path_params["bot"])
        if channel is None or not running.webhook_secret:
            return Response(status_code=404)
        given = request.headers.get(channel.secret_header, "")
        if not hmac.compare_digest(given.encode(), running.webhook_secret.encode()):
            return Response(status_code=401)
        body = await _limited(request)
        if body is None:
            return Response(status_code=413)
        try:
            incomings = channel.parse(body)
        except ValueError:
            return Response(status_code=200)
        if incomings:
            await running.storing.keep(incomings)
        return Response(status_code=200)

    return hook


async def _limited(request: Request) -> bytes | None:
    """The body, or None as soon as it is over the limit."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)


async def _alive(request: Request) -> Response:
    return PlainTextResponse("ok")


def _ready(running: Running) -> Endpoint:
    async def ready(request: Request) -> Response:
        good = await running.ready()
        return PlainTextResponse("ready" if good else "not ready", status_code=200 if good else 503)

    return ready


def _metrics(running: Running) -> Endpoint:
    async def shown(request: Request) -> Response:
        """A database that is away leaves its figures as they were."""
        with suppress(OperationalError):
            await running.db.run(measure, running.clock.now())
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return shown


def _clock(running: Running) -> Endpoint:
    async def clock(request: Request) -> Response:
        if request.client is None or request.client.host not in LOOPBACK:
            return Response(status_code=403)
        if request.method == "POST":
            try:
                running.clock.jump(datetime.fromisoformat((await request.json())["now"]))
            except (ValueError, KeyError, TypeError):
                return JSONResponse({"error": "now must be an ISO moment with its time zone"}, status_code=400)
            await running.tick()
        return JSONResponse({"now": running.clock.now().isoformat()})

    return clock

"""The stand-in as one ASGI application: the Bot API by hand because it is hot, everything else through Starlette."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from sandbox import control, phone_api, phone_uploads, phones, rehearsal
from sandbox.telegram import wire
from sandbox.telegram.downloads import serve_file
from sandbox.world import World
from sandbox.zalo import control as zalo_control
from sandbox.zalo import media
from sandbox.zalo import wire as zalo_wire


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    following = asyncio.create_task(rehearsal.follow(app.state.world))
    yield
    following.cancel()
    app.state.world.clear()


def build(world: World) -> ASGIApp:
    routes = [
        *control.ROUTES,
        *zalo_control.ROUTES,
        *media.ROUTES,
        *phone_api.ROUTES,
        *phone_uploads.ROUTES,
        *phones.routes,
    ]
    others = Starlette(routes=routes, lifespan=_lifespan)
    others.state.world = world

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and zalo_wire.concerns(world, scope["path"]):
            await zalo_wire.serve(world, scope, receive, send)
        elif scope["type"] == "http" and scope["path"].startswith("/bot"):
            await wire.serve(world, scope, receive, send)
        elif scope["type"] == "http" and scope["path"].startswith("/file/bot"):
            await serve_file(world, scope, receive, send)
        else:
            await others(scope, receive, send)

    return app

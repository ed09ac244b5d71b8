"""The stand-in as one ASGI application: the Bot API by hand because it is hot, everything else through Starlette."""

from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from sandbox import control, phone_api, phones
from sandbox.telegram import wire
from sandbox.world import World


def build(world: World) -> ASGIApp:
    others = Starlette(routes=[*control.ROUTES, *phone_api.ROUTES, *phones.routes])
    others.state.world = world

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith("/bot"):
            await wire.serve(world, scope, receive, send)
        else:
            await others(scope, receive, send)

    return app

"""The media host: addresses that need no token, may answer 202 at first, expire, and never say how much is coming."""

import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from sandbox.clock import monotonic
from sandbox.files import File
from sandbox.world import World
from sandbox.zalo.bots import ZaloBot

ADDRESS = "/zalo-media"
CHUNK = 64 * 1024
VOICE = ("aac", "audio/aac")
PICTURE = ("jpg", "image/jpeg")


@dataclass(slots=True)
class Item:
    """One file as one bot may fetch it; `asked` counts the requests."""

    bot: ZaloBot
    file: File
    mime: str
    born: float
    asked: int = 0


def offer(world: World, bot: ZaloBot, file: File) -> str:
    """The path of a new address for this bot."""
    ending, mime = VOICE if file.folder == "voice" else PICTURE
    mark = secrets.token_hex(16)
    world.zalo.media[mark] = Item(bot, file, mime, monotonic())
    return f"{ADDRESS}/{mark}.{ending}"


async def fetch(request: Request) -> Response:
    world: World = request.app.state.world
    item = world.zalo.media.get(request.path_params["name"].partition(".")[0])
    answer = _answer(item, request) if item else Response(status_code=404)
    bot = item.bot.username if item else None
    world.log.add("media", platform="zalo", bot=bot, path=request.url.path, status=answer.status_code)
    return answer


def _answer(item: Item, request: Request) -> Response:
    settings = item.bot.settings
    item.asked += 1
    if settings.media_life is not None and monotonic() > item.born + settings.media_life:
        return Response(status_code=404)
    if item.asked <= settings.media_waits:
        return Response(status_code=202)
    if settings.media_redirect:
        return RedirectResponse(settings.media_redirect, 302)
    if settings.media_size is None:
        return Response(item.file.data, media_type=item.mime)
    headers = {"Content-Length": str(settings.media_size)} if settings.media_length else {}
    return StreamingResponse(_zeros(settings.media_size, request), media_type=item.mime, headers=headers)


async def _zeros(size: int, request: Request) -> AsyncIterator[bytes]:
    """Made while it is sent, until the client hangs up."""
    for start in range(0, size, CHUNK):
        if await request.is_disconnected():
            return
        yield bytes(min(CHUNK, size - start))


ROUTES = [Route(ADDRESS + "/{name}", fetch)]

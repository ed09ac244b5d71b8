"""sendPhoto: the platform fetches the picture itself, once before it answers and once again later."""

import asyncio
import struct
import zlib

import httpx

from sandbox import pictures
from sandbox.things import Chat, Json
from sandbox.world import World
from sandbox.zalo import styles
from sandbox.zalo.bots import ZaloBot
from sandbox.zalo.call import Call
from sandbox.zalo.errors import bad_request
from sandbox.zalo.hooks import check_address
from sandbox.zalo.registry import method
from sandbox.zalo.sending import checked, post

CHUNK = 64 * 1024


class Unfetchable(Exception):
    """The picture isn't there, isn't a picture, or is too big; the words say which."""


@method("sendPhoto")
async def send_photo(call: Call) -> Json:
    url, caption = call.params.get("photo"), checked(call.text("caption"), "caption")
    if not isinstance(url, str):
        raise bad_request("photo must be a URL")
    check_address(url, public=call.bot.settings.strict_urls)
    chat = call.chat()
    try:
        data = await _fetched(call.world, call.bot, url, "before")
    except Unfetchable as reason:
        raise bad_request(f"photo can't be fetched: {reason}") from None
    said = styles.shown(caption, "", None) if caption else {}
    content: Json = {"photo": pictures.sizes(call.world.files, data)}
    content |= {{"text": "caption", "entities": "caption_entities"}[name]: value for name, value in said.items()}
    message, result = post(call, chat, content, caption)
    call.world.zalo.spawn(_again(call.world, call.bot, chat, message, url))
    return result


async def _again(world: World, bot: ZaloBot, chat: Chat, message: Json, url: str) -> None:
    """An address that died early leaves a black box on the phone."""
    await asyncio.sleep(bot.settings.photo_again)
    try:
        await _fetched(world, bot, url, "after")
    except Unfetchable as reason:
        number = message["message_id"]
        changed = {**message, "photo": pictures.sizes(world.files, black()), "black_box": True}
        chat.messages[number] = changed
        world.log.add(
            "black_box", platform="zalo", bot=bot.username, lane=str(chat.id), number=number, reason=str(reason)
        )
        world.show("edit", chat, changed)


async def _fetched(world: World, bot: ZaloBot, url: str, when: str) -> bytes:
    reason = ""
    try:
        return await _download(url, bot.settings.photo_patience, bot.settings.photo_limit)
    except (httpx.HTTPError, httpx.InvalidURL) as failure:
        reason = type(failure).__name__
        raise Unfetchable(reason) from None
    except Unfetchable as failure:
        reason = str(failure)
        raise
    finally:
        world.log.add("photo_fetch", platform="zalo", bot=bot.username, url=url, when=when, failure=reason)


async def _download(url: str, seconds: float, limit: int) -> bytes:
    data = b""
    async with (
        httpx.AsyncClient(verify=False, trust_env=False, timeout=seconds, follow_redirects=True) as http,
        http.stream("GET", url) as answer,
    ):
        if answer.status_code != 200:
            raise Unfetchable(f"HTTP {answer.status_code}")
        async for chunk in answer.aiter_bytes(CHUNK):
            data += chunk
            if len(data) > limit:
                raise Unfetchable("too big")
    if pictures.dimensions(data) is None:
        raise Unfetchable("not a picture")
    return data


def black(width: int = 320, height: int = 240) -> bytes:
    """A black PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(width + 1) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")

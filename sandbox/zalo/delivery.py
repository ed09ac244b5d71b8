"""How an event reaches the bot: into its mailbox, or to its webhook as often as the settings say."""

import asyncio
import json
from typing import Any

import httpx

from sandbox.things import Json
from sandbox.world import World
from sandbox.zalo.bots import Hook, ZaloBot
from sandbox.zalo.mailbox import Event
from sandbox.zalo.media import ADDRESS
from sandbox.zalo.settings import Settings

SECRET_HEADER = "X-Bot-Api-Secret-Token"
AGENT = "Java/1.8.0_392"
MEDIA_FIELDS = ("photo_url", "photo", "voice_url", "url")


def deliver(world: World, bot: ZaloBot, event: Event) -> None:
    """Hands an event over, now or when the bot asks."""
    note("queued", world, bot, event)
    hand_over(world, bot, event)


def hand_over(world: World, bot: ZaloBot, event: Event) -> None:
    if bot.hook:
        world.zalo.spawn(_to_webhook(world, bot, bot.hook, event))
    elif not bot.mailbox.put(event):
        _lose(world, bot, event, "nobody polls")


def note(kind: str, world: World, bot: ZaloBot, event: Event, **more: Any) -> None:
    """A line of the control log; `message_id` is the platform's, `lane` the phone's chat."""
    world.log.add(
        kind, platform="zalo", bot=bot.username, update=event.name, message_id=event.message_id, lane=event.lane, **more
    )


def _lose(world: World, bot: ZaloBot, event: Event, reason: str) -> None:
    bot.lost += 1
    note("lost", world, bot, event, reason=reason)


def absolute(bot: ZaloBot, body: Any) -> Any:
    """The event with the media host's name in its addresses."""
    if not isinstance(body, dict) or not isinstance(body.get("message"), dict):
        return body
    message: Json = dict(body["message"])
    base = bot.settings.media_base or bot.base
    for name in MEDIA_FIELDS:
        if str(message.get(name, "")).startswith(ADDRESS):
            message[name] = base + message[name]
    return {**body, "message": message}


async def _to_webhook(world: World, bot: ZaloBot, hook: Hook, event: Event) -> None:
    body = json.dumps(shaped(bot.settings, absolute(bot, event.body)), ensure_ascii=False).encode()
    if not bot.settings.webhook_times:
        return _lose(world, bot, event, "not delivered")
    taken = False
    async with bot.lane(event.lane):
        for i in range(bot.settings.webhook_times):
            taken = await _persist(world, bot, hook, event, body, again=i > 0) or taken
    if not taken:
        _lose(world, bot, event, "webhook failed")
    return None


def shaped(settings: Settings, body: Any) -> Any:
    """Flat as people captured it, wrapped as the documentation shows it, or a list of either."""
    kind = settings.webhook_body
    one = {"ok": True, "result": body} if kind.startswith("wrapped") else body
    return [one] if kind.endswith("list") else one


async def _persist(world: World, bot: ZaloBot, hook: Hook, event: Event, body: bytes, again: bool) -> bool:
    """One delivery with its retries. Did the bot take it?"""
    settings = bot.settings
    for attempt in range(settings.webhook_retries + 1):
        status = await posted(hook, body, settings.webhook_timeout)
        repeated = again or attempt > 0
        note("delivered", world, bot, event, by="webhook", again=repeated, status=status)
        if isinstance(status, int) and 200 <= status < 300:
            return True
        await asyncio.sleep(settings.webhook_pause if attempt < settings.webhook_retries else 0)
    return False


async def posted(hook: Hook, body: bytes, seconds: float) -> int | str:
    """The HTTP status, or the word for what went wrong: conn, timeout, tls, other."""
    headers = {SECRET_HEADER: hook.secret, "Content-Type": "application/json", "User-Agent": AGENT}
    try:
        async with httpx.AsyncClient(verify=False, trust_env=False, timeout=seconds) as http:
            return (await http.post(hook.url, content=body, headers=headers)).status_code
    except httpx.TimeoutException:
        return "timeout"
    except httpx.ConnectError:
        return "conn"
    except (httpx.HTTPError, httpx.InvalidURL):
        return "other"

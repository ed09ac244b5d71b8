"""One time for both sides: the bot's rehearsal clock is moved, and the stand-in's moves along."""

import asyncio
from datetime import datetime

import httpx

from sandbox.clock import landing, read_moment
from sandbox.world import World

PATH = "/rehearsal/clock"
PATIENCE = 10.0
RETRY = 0.5
RETRY_MAX = 10.0


class Unreachable(Exception):
    """The bot, or its rehearsal clock, doesn't answer."""


async def jump(world: World, to: str) -> datetime:
    """Moves the bot's clock and then the world's. Without a bot only the world's. Raises ValueError or Unreachable."""
    now = await _bot_now(world) if world.options.bot_url else world.clock.now()
    target = landing(to, now)
    if world.options.bot_url:
        await _exchange(world, target)
    world.clock.set(target)
    world.events.publish("clock", now=target.isoformat())
    return target


async def _bot_now(world: World) -> datetime:
    return await _exchange(world, None)


async def _exchange(world: World, target: datetime | None) -> datetime:
    """Reads the bot's clock, or sets it first."""
    url = world.options.bot_url + PATH
    try:
        async with httpx.AsyncClient(timeout=PATIENCE) as http:
            answer = await (http.post(url, json={"now": target.isoformat()}) if target else http.get(url))
        answer.raise_for_status()
        return target or read_moment(answer.json()["now"])
    except (httpx.HTTPError, ValueError, KeyError) as error:
        raise Unreachable(str(error)) from error


async def follow(world: World) -> None:
    """Takes over the bot's time as soon as there is a bot that rehearses."""
    pause = RETRY
    while world.options.bot_url:
        try:
            world.clock.set(await _bot_now(world))
        except Unreachable:
            await asyncio.sleep(pause)
            pause = min(pause * 1.2, RETRY_MAX)
        else:
            world.events.publish("clock", now=world.clock.now().isoformat())
            return

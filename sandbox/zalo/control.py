"""`/control/zalo`: every switch of one Zalo bot, or of all, while the stand-in runs."""

from dataclasses import asdict, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.things import Json
from sandbox.world import World
from sandbox.zalo import delivery
from sandbox.zalo.bots import ZaloBot
from sandbox.zalo.chats import acquaintances, groups
from sandbox.zalo.mailbox import Event


def _world(request: Request) -> World:
    world: World = request.app.state.world
    return world


def _problem(error: Exception) -> Response:
    return JSONResponse({"error": str(error)}, status_code=400)


async def show(request: Request) -> Response:
    """{"bots": {username: state}}."""
    world = _world(request)
    return JSONResponse({"bots": {bot.username: state(world, bot) for bot in world.zalo.bots.values()}})


def state(world: World, bot: ZaloBot) -> Json:
    """`ids` gives the platform's ids by the world's; `fresh` is what waits to be handed over for the first time."""
    private, shared = acquaintances(world, bot), groups(world, bot)
    return {
        "settings": asdict(bot.settings),
        "faults": [rule.state() for rule in bot.faults.rules],
        "quota": {**bot.quota_state(), **bot.quota.state()},
        "webhook": bot.hook.url if bot.hook else "",
        "fresh": len(bot.mailbox.fresh),
        "pollers": bot.mailbox.pollers,
        "lost": bot.lost,
        "users": len(private),
        "groups": len(shared),
        "ids": {
            **{str(user): world.zalo.ids.user(bot, user) for user in world.users},
            **{str(chat.id): world.zalo.ids.chat(bot, chat) for chat in shared},
        },
    }


async def change(request: Request) -> Response:
    """{"bot"?: username or token, any of `Settings`, "faults"?: [rules], "quota_used"?: n} → as `show`. Nothing changes
    unless all of it is understood."""
    world = _world(request)
    try:
        given = dict(await request.json())
        named = given.pop("bot", None)
        for bot in [world.zalo.named(named)] if named else list(world.zalo.bots.values()):
            _change(world, bot, dict(given))
    except (LookupError, TypeError, ValueError) as error:
        return _problem(error)
    return await show(request)


def _change(world: World, bot: ZaloBot, given: Json) -> None:
    faults, used = given.pop("faults", None), given.pop("quota_used", None)
    settings = bot.settings.changed(given)
    count = None if used is None else int(used)
    if faults is not None:
        bot.faults.load(faults)
    if count is not None:
        bot.quota.set(count)
    if settings.delivery == "once":
        bot.mailbox.forget()
    bot.settings = settings
    if bot.mailbox.pollers and not settings.token_ok:
        bot.mailbox.wake()
    world.events.publish("quota", **bot.quota_state())


async def inject(request: Request) -> Response:
    """An event that nobody on a phone can cause: {"bot", "update": any JSON} goes the way of every event. {"bot", "body":
    text, "secret"?} is posted to the webhook as it is, once, and answered with {"status"}."""
    world = _world(request)
    try:
        given = await request.json()
        bot = world.zalo.named(given["bot"])
        if "update" in given:
            delivery.deliver(world, bot, _event(given["update"]))
            return JSONResponse({"ok": True})
        return JSONResponse({"status": await _posted(bot, given)})
    except (LookupError, TypeError, ValueError) as error:
        return _problem(error)


def _event(update: Any) -> Event:
    whole = update if isinstance(update, dict) else {}
    message = whole.get("message")
    known = message.get("message_id") if isinstance(message, dict) else None
    return Event(str(whole.get("event_name", "")), known, "", update)


async def _posted(bot: ZaloBot, given: Json) -> int | str:
    if not bot.hook:
        raise ValueError("this bot has no webhook")
    hook = replace(bot.hook, secret=str(given.get("secret", bot.hook.secret)))
    return await delivery.posted(hook, str(given["body"]).encode(), bot.settings.webhook_timeout)


ROUTES = [
    Route("/control/zalo", show),
    Route("/control/zalo", change, methods=["POST"]),
    Route("/control/zalo/inject", inject, methods=["POST"]),
]

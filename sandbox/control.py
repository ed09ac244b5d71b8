"""For whoever drives a test or a benchmark: scenes, faults, floods, the log."""

from dataclasses import asdict, replace

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox import flooding, scene
from sandbox.limits import Limits
from sandbox.phone_api import problem, world_of
from sandbox.phone_chats import find_chat, find_user
from sandbox.telegram import membership
from sandbox.telegram.incoming import NotPossible
from sandbox.zalo import groups as zalo_groups
from sandbox.zalo.phone_api import only_telegram


async def add_scene(request: Request) -> Response:
    try:
        scene.load(world_of(request), await request.json())
    except (LookupError, TypeError, ValueError) as error:
        return problem(error)
    return JSONResponse({"ok": True})


async def reset(request: Request) -> Response:
    world_of(request).clear()
    return JSONResponse({"ok": True})


async def options(request: Request) -> Response:
    """Changes some of `Options` while the stand-in runs; `strict_limits` starts with empty windows."""
    world = world_of(request)
    try:
        world.options = replace(world.options, **(await request.json()))
    except (TypeError, ValueError) as error:
        return problem(error)
    world.limits = Limits(world.options.strict_limits)
    world.queries.life = world.options.query_life
    return JSONResponse(asdict(world.options))


async def faults(request: Request) -> Response:
    try:
        world_of(request).faults.load(await request.json())
    except (TypeError, ValueError) as error:
        return problem(error)
    return JSONResponse({"ok": True})


async def members(request: Request) -> Response:
    """{"chat", "by": user id, "member": user or bot id, "status": member | administrator | left | kicked}."""
    world = world_of(request)
    try:
        given = await request.json()
        by = find_user(world, given["by"])
        chat = find_chat(world, by, given["chat"])
        change = zalo_groups.change if chat.platform == "zalo" else membership.change
        change(world, chat, by, given["member"], given["status"])
    except (LookupError, ValueError, TypeError) as error:
        return problem(error)
    return JSONResponse({"ok": True})


async def migrate(request: Request) -> Response:
    """{"chat": group id} → {"chat": the supergroup's id}."""
    world = world_of(request)
    try:
        chat = world.groups[(await request.json())["chat"]]
        only_telegram(chat)
        new = membership.migrate(world, chat)
    except (NotPossible, LookupError, ValueError, TypeError) as error:
        return problem(error)
    return JSONResponse({"chat": new.id})


async def flood(request: Request) -> Response:
    """{"token", "updates": n, "chats": m, "text", "rate"?: updates a second}. Without a rate all are queued before the
    answer; with one they follow in the background."""
    try:
        queued = await flooding.start(world_of(request), **(await request.json()))
    except (LookupError, ValueError, TypeError) as error:
        return problem(error)
    return JSONResponse({"queued": queued})


async def log(request: Request) -> Response:
    """`?summary=1` gives counts and first and last monotonic seconds; `?after=N` the entries after that number."""
    world = world_of(request)
    if request.query_params.get("summary"):
        return JSONResponse({"counts": world.log.summary(), "flood": world.floods.summary()})
    return JSONResponse({"entries": world.log.entries(int(request.query_params.get("after", 0)))})


ROUTES = [
    Route("/control/scene", add_scene, methods=["POST"]),
    Route("/control/reset", reset, methods=["POST"]),
    Route("/control/options", options, methods=["POST"]),
    Route("/control/faults", faults, methods=["POST"]),
    Route("/control/members", members, methods=["POST"]),
    Route("/control/migrate", migrate, methods=["POST"]),
    Route("/control/flood", flood, methods=["POST"]),
    Route("/control/log", log),
]

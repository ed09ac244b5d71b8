"""For whoever drives a test or a benchmark: scenes, faults, floods, the log."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox import scene
from sandbox.phone_api import problem, world_of


async def add_scene(request: Request) -> Response:
    try:
        scene.load(world_of(request), await request.json())
    except (LookupError, TypeError, ValueError) as error:
        return problem(error)
    return JSONResponse({"ok": True})


async def reset(request: Request) -> Response:
    world_of(request).clear()
    return JSONResponse({"ok": True})


async def faults(request: Request) -> Response:
    try:
        world_of(request).faults.load(await request.json())
    except (TypeError, ValueError) as error:
        return problem(error)
    return JSONResponse({"ok": True})


async def log(request: Request) -> Response:
    """`?summary=1` gives counts and first and last monotonic seconds; `?after=N` the entries after that number."""
    world = world_of(request)
    if request.query_params.get("summary"):
        return JSONResponse({"counts": world.log.summary(), "flood": world.floods.summary()})
    return JSONResponse({"entries": world.log.entries(int(request.query_params.get("after", 0)))})


ROUTES = [
    Route("/control/scene", add_scene, methods=["POST"]),
    Route("/control/reset", reset, methods=["POST"]),
    Route("/control/faults", faults, methods=["POST"]),
    Route("/control/log", log),
]

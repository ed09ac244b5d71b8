"""The people's side: what a phone in the browser or a script shows and does."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox import rehearsal
from sandbox.phone_chats import find_chat, find_user
from sandbox.phone_view import ADDRESS
from sandbox.telegram import incoming, membership
from sandbox.telegram.incoming import NotPossible
from sandbox.things import Chat, Json, User
from sandbox.world import World
from sandbox.zalo import incoming as zalo
from sandbox.zalo.phone_api import card, more_state, only_telegram, sticker

LONGEST_WAIT = 55.0
Action = Callable[[World, User, Chat, Json], Awaitable[Json]]


def world_of(request: Request) -> World:
    world: World = request.app.state.world
    return world


def problem(error: Exception) -> Response:
    return JSONResponse({"error": str(error)}, status_code=400)


def action(perform: Action) -> Callable[[Request], Awaitable[Response]]:
    """A POST whose JSON names `user` and `chat`; what can't be done is a 400 with the reason."""

    async def endpoint(request: Request) -> Response:
        world = world_of(request)
        try:
            given = await request.json()
            user = find_user(world, given["user"])
            chat = find_chat(world, user, given.get("chat", user.id), given.get("bot"))
            return JSONResponse(await perform(world, user, chat, given))
        except (NotPossible, LookupError, ValueError, TypeError) as error:
            return problem(error)

    return endpoint


async def state(request: Request) -> Response:
    world = world_of(request)
    return JSONResponse(
        {"phones": [_phone(world, each) for each in world.phones], "now": world.clock.now().isoformat()}
    )


def _phone(world: World, given: Json) -> Json:
    user = find_user(world, given["user"])
    chat = find_chat(world, user, given["chat"])
    return {
        **given,
        "user": {"id": user.id, "name": user.name},
        "chat": {"id": chat.id, "type": chat.kind, "title": chat.title, "bot": world.bot_name(chat)},
        **more_state(world, chat),
    }


async def events(request: Request) -> Response:
    stream = world_of(request).events
    after = int(request.query_params.get("after", 0))
    wait = min(float(request.query_params.get("wait", 0)), LONGEST_WAIT)
    found = await stream.wait(after, wait)
    return JSONResponse({"events": found, "last": found[-1]["seq"] if found else stream.last})


async def send(world: World, user: User, chat: Chat, given: Json) -> Json:
    origin = forwarded(world, given.get("forward_from"))
    text, reply_to = str(given["text"]), given.get("reply_to")
    if chat.platform == "zalo":
        message = zalo.say(world, user, chat, text, reply_to, origin, picked=given.get("picked", True))
    else:
        message = incoming.say(world, user, chat, text, reply_to, origin)
    return {"message_id": message["message_id"]}


def forwarded(world: World, given: Any) -> Json | None:
    """`forward_from` is a person's id, or the name of somebody who hides theirs."""
    if given is None:
        return None
    date = int(world.clock.seconds())
    if isinstance(given, str):
        return {"type": "hidden_user", "sender_user_name": given, "date": date}
    return {"type": "user", "sender_user": find_user(world, given).api(), "date": date}


async def press(world: World, user: User, chat: Chat, given: Json) -> Json:
    query = incoming.press(world, user, chat, int(given["message_id"]), str(given["data"]))
    try:
        await asyncio.wait_for(query.answered.wait(), world.options.answer_wait)
    except TimeoutError:
        return {"answer": None, "answered": False}
    return {"answer": query.answer.get("text"), "answered": True, "alert": query.answer.get("show_alert", False)}


async def edit(world: World, user: User, chat: Chat, given: Json) -> Json:
    only_telegram(chat)
    incoming.edit(world, user, chat, int(given["message_id"]), str(given["text"]))
    return {}


async def block(world: World, user: User, chat: Chat, given: Json) -> Json:
    only_telegram(chat)
    membership.block(world, user, chat, blocked=True)
    return {}


async def unblock(world: World, user: User, chat: Chat, given: Json) -> Json:
    only_telegram(chat)
    membership.block(world, user, chat, blocked=False)
    return {}


async def tour(request: Request) -> Response:
    """The scene's steps for a visitor; 404 where it has none."""
    steps = world_of(request).tour
    return JSONResponse({"error": "Không có hướng dẫn."}, status_code=404) if steps is None else JSONResponse(steps)


async def clock(request: Request) -> Response:
    """{"jump": "morning" | "monday" | ISO} → {"now": ISO}."""
    try:
        moment = await rehearsal.jump(world_of(request), str((await request.json())["jump"]))
    except (LookupError, ValueError) as error:
        return problem(error)
    except rehearsal.Unreachable:
        return JSONResponse({"error": "Chưa liên lạc được với đồng hồ của trợ lý."}, status_code=502)
    return JSONResponse({"now": moment.isoformat()})


async def file(request: Request) -> Response:
    found = world_of(request).files.unique(request.path_params["unique_id"])
    if not found:
        return JSONResponse({"error": "Không có tệp này."}, status_code=404)
    # Only a picture may open in the page's own origin; anything else is saved.
    safe = found.folder == "photos"
    headers = {"X-Content-Type-Options": "nosniff"}
    if not safe:
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}"
    return Response(found.data, media_type=found.mime if safe else "application/octet-stream", headers=headers)


ROUTES = [
    Route("/phones/api/state", state),
    Route("/phones/api/events", events),
    Route("/phones/api/tour", tour),
    Route("/phones/api/clock", clock, methods=["POST"]),
    Route(ADDRESS + "/{unique_id}", file),
    *(
        Route(f"/phones/api/{perform.__name__}", action(perform), methods=["POST"])
        for perform in (send, press, edit, block, unblock, sticker, card)
    ),
]

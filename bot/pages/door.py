"""The door of every page behind a token: who guesses is turned away, who comes from another site does nothing."""

from collections.abc import Awaitable, Callable
from typing import Protocol
from urllib.parse import urlsplit

import structlog
from sqlalchemy.exc import OperationalError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from bot.clock import Clock
from bot.db import Database
from bot.pages.guesses import Guesses
from bot.pages.show import shown
from services.links import public_url
from views import pages
from views.pages import Problem

log = structlog.get_logger(__name__)
STATUS = {
    Problem.UNKNOWN: 404,
    Problem.EXPIRED: 410,
    Problem.USED: 410,
    Problem.VOID: 410,
    Problem.BUSY: 429,
    Problem.ELSEWHERE: 403,
    Problem.AWAY: 503,
    Problem.TOO_LARGE: 413,
    Problem.WRONG_TYPE: 415,
    Problem.SLOW: 408,
}


class Site(Protocol):
    """What the pages need of the running process."""

    db: Database
    clock: Clock


class Shut(Exception):
    """The page can't be shown, for one of the reasons that a person is told."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


Inside = Callable[[Request, str], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]


def behind(guesses: Guesses, inside: Inside) -> Endpoint:
    """The endpoint that lets people in to `inside(request, token)`."""

    async def opened(request: Request) -> Response:
        return await _answer(guesses, inside, request)

    return opened


async def _answer(guesses: Guesses, inside: Inside, request: Request) -> Response:
    host = request.client.host if request.client else ""
    if guesses.too_many(host):
        return refusal(Problem.BUSY)
    if request.method == "POST" and not _from_our_page(request):
        return refusal(Problem.ELSEWHERE)
    try:
        return await inside(request, request.path_params["token"])
    except Shut as shut:
        if shut.problem is Problem.UNKNOWN:
            guesses.wrong(host)
        return refusal(shut.problem)
    except OperationalError:
        log.warning("database_away")
        return refusal(Problem.AWAY)
    except ClientDisconnect:
        return Response(status_code=400)  # nobody is there to read it


def refusal(problem: Problem) -> Response:
    return shown(pages.refused(problem), status(problem))


def status(problem: Problem) -> int:
    return STATUS.get(problem, 400)


def _from_our_page(request: Request) -> bool:
    """Was the form sent from our own page? New browsers say so, old ones name the origin; who says neither is no browser."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = urlsplit(request.headers.get("origin", "")).netloc
    return origin != "" and origin in (request.headers.get("host"), urlsplit(public_url()).netloc)

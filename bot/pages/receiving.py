"""Receive one file from a browser: in time, no more of it than is taken, and so that the browser hears why not."""

import asyncio

from starlette.requests import Request

from bot.fetch import LIMIT
from bot.pages.form import FileForm, NotTaken, Received
from views.pages import Problem

SWALLOWED = 64 * 1024 * 1024  # bytes read and dropped: a browser cut off in the middle shows no answer
SECONDS = 600.0


async def receive(request: Request) -> Received:
    """The form's one file (1 byte to 10 MB). Raises `NotTaken`."""
    try:
        async with asyncio.timeout(SECONDS):
            received = await _read(request)
    except TimeoutError:
        raise NotTaken(Problem.SLOW) from None
    if not received.name:
        raise NotTaken(Problem.NOTHING)
    if not received.data:
        raise NotTaken(Problem.EMPTY)
    return received


async def _read(request: Request) -> Received:
    form = FileForm(request.headers.get("content-type", ""), LIMIT)
    refused: NotTaken | None = None
    dropped = 0
    async for chunk in request.stream():
        if refused is None:
            refused = _take(form, chunk)
        else:
            dropped += len(chunk)
        if dropped > SWALLOWED:
            break
    if refused is not None:
        raise refused
    return form.result()


def _take(form: FileForm, chunk: bytes) -> NotTaken | None:
    try:
        form.take(chunk)
    except NotTaken as refused:
        return refused
    return None

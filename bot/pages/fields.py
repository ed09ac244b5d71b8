"""The fields of a small form without files, read as they come and never beyond a limit."""

from urllib.parse import parse_qs

from starlette.requests import Request

from bot.pages.form import NotTaken
from views.pages import Problem

LIMIT = 200_000  # bytes: a ballot of some hundred tasks


async def fields(request: Request) -> dict[str, str]:
    """The fields by name; of a name that comes twice, the first. Raises `NotTaken`."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LIMIT:
            raise NotTaken(Problem.TOO_LARGE)
    try:
        found = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=2000)
    except (UnicodeDecodeError, ValueError):
        raise NotTaken(Problem.UNREADABLE) from None
    return {name: values[0] for name, values in found.items()}

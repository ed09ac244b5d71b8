"""The phones: one page with several phones side by side, for whoever serves the stand-in's phone API.

`routes` holds the page (`/`) and its static files (`/phones/static/…`); the page speaks only to `/phones/api/…` of the
server that mounts them and loads nothing from any other host (the policy below holds the browser to that).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

STATIC = Path(__file__).parent / "static"

HEADERS = {
    # A new version of the page must not meet an old module from the cache; the etag keeps a reload cheap.
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' blob: data:; object-src 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class _Fresh(StaticFiles):
    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers.update(HEADERS)
        return response


async def page(request: Request) -> Response:
    return FileResponse(STATIC / "index.html", headers=HEADERS)


routes: list[BaseRoute] = [Route("/", page), Mount("/phones/static", _Fresh(directory=STATIC), name="phones")]

__all__ = ["routes"]

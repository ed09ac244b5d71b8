"""A page as HTML: everything that is not ours is escaped, and nothing is loaded from elsewhere."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from views.pages import Page

HERE = Path(__file__).parent
STATIC = {
    "page.css": ("text/css; charset=utf-8", (HERE / "static" / "page.css").read_bytes()),
    "upload.js": ("text/javascript; charset=utf-8", (HERE / "static" / "upload.js").read_bytes()),
}
_templates = Environment(
    loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


def shown(page: Page, status: int = 200) -> Response:
    return rendered("page.html", page, status)


def rendered(template: str, page: object, status: int = 200) -> Response:
    """A page of its own kind: the template knows what is in it."""
    return HTMLResponse(_templates.get_template(template).render(page=page), status)


async def static(request: Request) -> Response:
    """The style and the script of the pages: the same for everybody, so they may be cached."""
    found = STATIC.get(request.path_params["name"])
    if found is None:
        return Response(status_code=404)
    headers = {"Cache-Control": "public, max-age=3600"}
    return Response(found[1], media_type=found[0], headers=headers)

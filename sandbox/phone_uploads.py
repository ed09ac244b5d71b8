"""Pictures, files and voice notes from a phone."""

from collections.abc import Awaitable, Callable

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox import pictures
from sandbox.phone_api import problem, world_of
from sandbox.phone_chats import find_chat, find_user
from sandbox.telegram.call import Upload
from sandbox.telegram.incoming import NotPossible, attach
from sandbox.telegram.media import document, voice
from sandbox.things import Json
from sandbox.world import World
from sandbox.zalo import incoming as zalo

LARGEST_PART = 64 * 1024 * 1024
MOST_FILES = 10
Kind = Callable[[World, Upload], Json]


def as_photo(world: World, upload: Upload) -> Json:
    return {"photo": pictures.sizes(world.files, upload.data)}


def as_document(world: World, upload: Upload) -> Json:
    return document(world.files, upload)


def as_voice(world: World, upload: Upload) -> Json:
    return voice(world.files, upload, duration=1)


def receiver(kind: Kind) -> Callable[[Request], Awaitable[Response]]:
    """A multipart POST with `user`, `chat`, `caption`? and files under any name; answers with the first message's id."""

    async def endpoint(request: Request) -> Response:
        world = world_of(request)
        form = await request.form(max_files=MOST_FILES, max_part_size=LARGEST_PART)
        try:
            return JSONResponse(await _take(world, form, kind))
        except (NotPossible, LookupError, ValueError, TypeError) as error:
            return problem(error)
        finally:
            await form.close()

    return endpoint


async def _take(world: World, form: FormData, kind: Kind) -> Json:
    user = find_user(world, form["user"])
    chat = find_chat(world, user, form.get("chat", user.id), _text(form, "bot"))
    parts = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
    uploads = [Upload(part.filename or "file", part.content_type or "", await part.read()) for part in parts]
    if not uploads:
        raise NotPossible("Không có tệp nào.")
    take = zalo.attach if chat.platform == "zalo" else attach
    messages = take(world, user, chat, [kind(world, upload) for upload in uploads], _text(form, "caption") or "")
    return {"message_id": messages[0]["message_id"], "message_ids": [message["message_id"] for message in messages]}


def _text(form: FormData, name: str) -> str | None:
    value = form.get(name)
    return value if isinstance(value, str) else None


ROUTES = [
    Route(f"/phones/api/{name}", receiver(kind), methods=["POST"])
    for name, kind in (("photo", as_photo), ("file", as_document), ("voice", as_voice))
]

"""getFile, and the address that it names."""

from urllib.parse import unquote

from starlette.types import Receive, Scope, Send

from sandbox.pictures import described
from sandbox.telegram.call import Call
from sandbox.telegram.errors import bad_request
from sandbox.telegram.registry import method
from sandbox.things import Json
from sandbox.world import World

DOWNLOAD_LIMIT = 20 * 1024 * 1024
NOT_FOUND = b'{"ok":false,"error_code":404,"description":"Not Found"}'


@method("getFile")
def get_file(call: Call) -> Json:
    file_id = call.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    file = call.world.files.get(file_id)
    if not file:
        raise bad_request("invalid file_id")
    if len(file.data) > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {**described(file), "file_path": file.path}


async def serve_file(world: World, scope: Scope, receive: Receive, send: Send) -> None:
    """GET /file/bot<token>/<path>."""
    token, _, path = scope["path"].removeprefix("/file/bot").partition("/")
    file = world.files.at(path) if unquote(token) in world.bots else None
    status, body = (200, file.data) if file else (404, NOT_FOUND)
    kind = b"application/octet-stream" if file else b"application/json"
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})

"""Sending photos, documents, voice notes and albums; a file is uploaded or named by its file_id."""

from collections.abc import Callable
from typing import Any

from sandbox import pictures
from sandbox.files import File, Files
from sandbox.telegram.call import Call, Upload
from sandbox.telegram.errors import Refusal, bad_request
from sandbox.telegram.registry import method
from sandbox.telegram.sending import send
from sandbox.telegram.texts import caption
from sandbox.things import Json

PHOTO_LIMIT = 10_485_760
UPLOAD_LIMIT = 50 * 1024 * 1024
ATTACHED = "attach://"
ALBUM_LIMIT = 10


def document(files: Files, upload: Upload) -> Json:
    mime = upload.mime or "application/octet-stream"
    file = files.add("documents", upload.data, upload.name, mime)
    return _document(file)


def _document(file: File) -> Json:
    return {"document": {"file_name": file.name, "mime_type": file.mime, **pictures.described(file)}}


def voice(files: Files, upload: Upload, duration: int) -> Json:
    file = files.add("voice", upload.data, "voice.oga", "audio/ogg")
    return {"voice": {"duration": duration, "mime_type": "audio/ogg", **pictures.described(file)}}


@method("sendPhoto")
def send_photo(call: Call) -> Json:
    return send(call, [photo(call, "photo") | caption(call)])[0]


@method("sendDocument")
def send_document(call: Call) -> Json:
    return send(call, [_content(call, "document", document, _document, "documents") | caption(call)])[0]


@method("sendVoice")
def send_voice(call: Call) -> Json:
    duration = call.integer("duration")

    def fresh(files: Files, upload: Upload) -> Json:
        return voice(files, upload, duration)

    def again(file: File) -> Json:
        return {"voice": {"duration": duration, "mime_type": file.mime, **pictures.described(file)}}

    return send(call, [_content(call, "voice", fresh, again, "voice") | caption(call)])[0]


def photo(call: Call, name: str) -> Json:
    def fresh(files: Files, upload: Upload) -> Json:
        _check_photo(upload.data)
        return {"photo": pictures.sizes(files, upload.data)}

    def again(file: File) -> Json:
        return {"photo": call.world.files.sizes[file.id]}

    return _content(call, name, fresh, again, "photos")


def _check_photo(data: bytes) -> None:
    if len(data) > PHOTO_LIMIT:
        raise bad_request(
            f"file of size {len(data)} bytes is too big for a photo; the maximum size is {PHOTO_LIMIT} bytes"
        )
    if pictures.dimensions(data) is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = pictures.dimensions(data) or (0, 0)
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def _content(
    call: Call, name: str, fresh: Callable[[Files, Upload], Json], again: Callable[[File], Json], folder: str
) -> Json:
    upload = uploaded(call, name)
    if upload:
        return fresh(call.world.files, upload)
    named = call.text(name)
    if not named:
        raise bad_request(f"there is no {name} in the request")
    file = call.world.files.get(named)
    if not file:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.folder != folder:
        raise bad_request(f"can't use file of type {_kind(file)} as {name.capitalize()}")
    return again(file)


def _kind(file: File) -> str:
    return {"photos": "Photo", "documents": "Document", "voice": "VoiceNote"}[file.folder]


def uploaded(call: Call, name: str) -> Upload | None:
    """The upload in the field itself, or the one that its text attaches."""
    text = call.text(name)
    upload = call.uploads.get(text.removeprefix(ATTACHED) if text.startswith(ATTACHED) else name)
    if upload and not upload.data:
        raise bad_request("file must be non-empty")
    if upload and len(upload.data) > UPLOAD_LIMIT:
        raise Refusal(413, "Request Entity Too Large")
    return upload


@method("sendMediaGroup")
def send_media_group(call: Call) -> list[Json]:
    items = _items(call)
    kinds = {str(item.get("type")) for item in items}
    if len(kinds) > 1:
        raise bad_request("document can't be mixed with other media types")
    contents = [_item(call, item) for item in items]
    return send(call, contents, **({"media_group_id": call.world.new_album()} if len(items) > 1 else {}))


def _items(call: Call) -> list[Json]:
    if not call.text("media"):
        raise bad_request('parameter "media" is required')
    try:
        items = call.json("media")
    except ValueError:
        raise bad_request("can't parse media JSON object") from None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise bad_request("expected an Array of InputMedia")
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) > ALBUM_LIMIT:
        raise bad_request("too many messages to send as an album")
    return items


def _item(call: Call, item: Json) -> Json:
    one = Call(call.world, call.bot, call.method, item, call.uploads)
    kinds: dict[Any, Callable[[], Json]] = {
        "photo": lambda: photo(one, "media"),
        "document": lambda: _content(one, "media", document, _document, "documents"),
    }
    build = kinds.get(str(item.get("type")))
    if not build:
        raise bad_request(f'can\'t parse InputMedia: type "{item.get("type")}" is unsupported')
    return build() | caption(one)

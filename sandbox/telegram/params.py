"""The parameters of a call, from wherever the platform takes them: query, JSON, form, multipart."""

import json
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.types import Receive, Scope

from sandbox.telegram.call import Upload
from sandbox.telegram.errors import Refusal, bad_request

BODY_LIMIT = 60 * 1024 * 1024
Given = tuple[dict[str, Any], dict[str, Upload]]


async def read_params(scope: Scope, receive: Receive) -> Given:
    """Parameters and uploads. Raises a refusal for a body that can't be read."""
    query: dict[str, Any] = dict(parse_qsl(scope["query_string"].decode(), True)) if scope["query_string"] else {}
    kind = _content_type(scope)
    if kind.startswith(b"multipart/form-data"):
        params, uploads = await read_multipart(scope, receive)
        return query | params, uploads
    return query | read_plain(kind, await _body(receive)), {}


def _content_type(scope: Scope) -> bytes:
    found: bytes = next((value for name, value in scope["headers"] if name == b"content-type"), b"")
    return found.strip().lower()


async def _body(receive: Receive) -> bytes:
    message = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body"):
        message = await receive()
        body += message.get("body", b"")
        if len(body) > BODY_LIMIT:
            raise Refusal(413, "Request Entity Too Large")
    return body


def read_plain(kind: bytes, body: bytes) -> dict[str, Any]:
    """JSON or a form. Raises a refusal for what is neither."""
    if not body:
        return {}
    try:
        if kind.startswith(b"application/json"):
            found = json.loads(body)
            return found if isinstance(found, dict) else {}
        return dict(parse_qsl(body.decode(), True))
    except ValueError:
        raise bad_request("can't parse request body") from None


async def read_multipart(scope: Scope, receive: Receive) -> Given:
    params: dict[str, Any] = {}
    uploads: dict[str, Upload] = {}
    try:
        form = await Request(scope, receive).form(max_files=100, max_part_size=BODY_LIMIT)
    except (MultiPartException, HTTPException):
        raise bad_request("can't parse request body") from None
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            uploads[name] = Upload(value.filename or name, value.content_type or "", await value.read())
        else:
            params[name] = value
    await form.close()
    return params, uploads

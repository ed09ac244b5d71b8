"""What came along with an event, as the core sees it; a handle is a public address that expires."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from channels.base import Attachment

Raw = Mapping[str, Any]
PICTURES = {"png": "image/png", "webp": "image/webp", "gif": "image/gif"}


def nothing(message: Raw) -> tuple[Attachment, ...]:
    return ()


def picture(message: Raw) -> tuple[Attachment, ...]:
    """Live events say `photo_url`, the documentation `photo` (reference 4.3)."""
    address = _address(message, "photo_url", "photo")
    return (Attachment("photo", address, mime=_mime(address)),)


def voice(message: Raw) -> tuple[Attachment, ...]:
    return (Attachment("voice", _address(message, "voice_url"), mime="audio/aac"),)


def sticker(message: Raw) -> tuple[Attachment, ...]:
    return (Attachment("sticker", _address(message, "sticker")),)


def unsupported(message: Raw) -> tuple[Attachment, ...]:
    """A file, or words that the law keeps from bots: nobody can tell which, so nothing is said of what it was."""
    return (Attachment("other", ""),)


def _address(message: Raw, *fields: str) -> str:
    """Empty where there is none: fetching it fails, and the person is told that it did not arrive."""
    return next((value for field in fields if isinstance(value := message.get(field), str) and value), "")


def _mime(address: str) -> str:
    try:
        path = urlsplit(address).path
    except ValueError:
        path = ""
    return PICTURES.get(path.rpartition(".")[2].casefold(), "image/jpeg")

"""What came along with a message, as the core sees it."""

from collections.abc import Mapping, Sequence
from typing import Any

from channels.base import Attachment, AttachmentKind
from channels.telegram.values import number, word

Raw = Mapping[str, Any]

# Evidence is kept up to this size; a larger picture of the same shot would only be refused later.
LARGEST_PHOTO = 10 * 1024 * 1024
# The order matters: an animation carries a document of the same file as well.
KINDS: Sequence[tuple[str, AttachmentKind]] = (
    ("voice", "voice"),
    ("sticker", "sticker"),
    ("animation", "other"),
    ("video", "other"),
    ("video_note", "other"),
    ("audio", "other"),
    ("document", "document"),
)


def attachments(message: Raw) -> tuple[Attachment, ...]:
    """At most one: the platform sends several pictures as several messages with a common album id."""
    if sizes := message.get("photo"):
        return (_photo(sizes),)
    for field, kind in KINDS:
        if field in message:
            return (_file(kind, message[field]),)
    return ()


def _photo(sizes: Sequence[Raw]) -> Attachment:
    fitting = [size for size in sizes if size.get("file_size", 0) <= LARGEST_PHOTO]
    best = max(fitting, key=_area) if fitting else min(sizes, key=_area)
    return Attachment("photo", word(best["file_id"]), mime="image/jpeg", size=_size(best))


def _area(size: Raw) -> int:
    return int(size["width"]) * int(size["height"])


def _file(kind: AttachmentKind, file: Raw) -> Attachment:
    """A sticker's name is its emoji: 👍 is an answer too."""
    name = file.get("emoji") if kind == "sticker" else file.get("file_name")
    mime = file.get("mime_type")
    return Attachment(
        kind,
        word(file["file_id"]),
        name=None if name is None else word(name),
        mime=None if mime is None else word(mime),
        size=_size(file),
    )


def _size(file: Raw) -> int | None:
    size = file.get("file_size")
    return None if size is None else number(size)

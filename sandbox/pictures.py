"""The sizes in which the platform offers a picture. All of them carry the same bytes here: nobody resizes."""

import struct

from sandbox.files import File, Files
from sandbox.things import Json

LONGEST_SIDES = (90, 320, 800, 1280)
UNREADABLE = (90, 90)
# Frame headers of a JPEG that carry its size; the others in that range mean something else.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def dimensions(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or a JPEG, or None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    return _of_jpeg(data) if data.startswith(b"\xff\xd8") else None


def _of_jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        if data[at + 1] in FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


def sizes(files: Files, data: bytes) -> list[Json]:
    """The platform's array of `PhotoSize`, smallest first."""
    width, height = dimensions(data) or UNREADABLE
    longest = max(width, height)
    sides = [side for side in LONGEST_SIDES if side < longest] + [min(longest, LONGEST_SIDES[-1])]
    found = [_size(files, data, round(width * side / longest), round(height * side / longest)) for side in sides]
    files.sizes.update((size["file_id"], found) for size in found)
    return found


def _size(files: Files, data: bytes, width: int, height: int) -> Json:
    file = files.add("photos", data, "photo.jpg", "image/jpeg")
    return {**described(file), "width": max(width, 1), "height": max(height, 1)}


def described(file: File) -> Json:
    """What every kind of file has in a message; an unknown or zero size is left out, as the platform does."""
    found: Json = {"file_id": file.id, "file_unique_id": file.unique_id}
    return {**found, "file_size": len(file.data)} if file.data else found

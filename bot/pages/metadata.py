"""Pictures leave without what a camera wrote into them: place, time, device (Exif, XMP, IPTC, comments, what follows the end).

How the picture is to be turned is kept, because a phone writes it upright only there. Nothing is decoded: segments are
copied or left out, and a damaged file is copied as far as it can be read.
"""

import re
import struct
from typing import Literal

JPEG, PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
SOS, EOI, APP0, APP1, APP2, APP14, APP15, COMMENT = 0xDA, 0xD9, 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
BARE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length
ORIENTATION = 0x0112
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
# How the picture looks; every other chunk that a reader may skip tells something else.
_PNG_LOOKS = frozenset({b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"})


def without_metadata(data: bytes) -> bytes:
    """The same picture; anything but a JPEG or a PNG comes back as it is."""
    if data.startswith(JPEG):
        return _jpeg(data)
    return _png(data) if data.startswith(PNG) else data


def _jpeg(data: bytes) -> bytes:
    kept, turned, at = [b"\xff\xd8"], b"", 2
    while (found := _segment(data, at)) is not None:
        marker, body, end = found
        if marker == EOI:
            break
        if marker == APP1:
            turned = turned or _upright_as(body)
        if _shown(marker, body):
            kept.append(data[at:end])
        at = end
    # JFIF wants to be first, Exif comes right behind it
    place = 2 if kept[1:] and kept[1].lstrip(b"\xff")[:1] == bytes([APP0]) else 1
    return b"".join([*kept[:place], turned, *kept[place:], b"\xff\xd9"])


def _segment(data: bytes, at: int) -> tuple[int, bytes, int] | None:
    """Marker, body and end of the segment at a place, a scan with the picture's data behind it; None where there is none."""
    if data[at : at + 1] != b"\xff":
        return None
    while data[at : at + 1] == b"\xff":
        at += 1
    marker = data[at] if at < len(data) else EOI
    if marker == EOI or marker in BARE:
        return marker, b"", at + 1
    size = int.from_bytes(data[at + 1 : at + 3], "big")
    end = at + 1 + size
    if size < 2 or end > len(data):
        return None
    return marker, data[at + 3 : end], _end_of_scan(data, end) if marker == SOS else end


def _end_of_scan(data: bytes, at: int) -> int:
    found = _NEXT_MARKER.search(data, at)
    return found.start() if found else len(data)


def _shown(marker: int, body: bytes) -> bool:
    """Is the segment part of how the picture looks?"""
    if marker == APP2:
        return body.startswith(b"ICC_PROFILE\0")
    if marker == APP0:
        return body.startswith(b"JFIF\0")  # an extension holds a small copy, perhaps of an earlier state
    return marker == APP14 or not (APP1 <= marker <= APP15 or marker == COMMENT)


def _upright_as(exif: bytes) -> bytes:
    """A segment that says nothing but how the picture is to be turned, or nothing where it is upright."""
    turn = _turn(exif.removeprefix(b"Exif\0\0")) if exif.startswith(b"Exif\0\0") else 1
    if not 2 <= turn <= 8:
        return b""
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, ORIENTATION, 3, 1, turn, 0, 0)
    return bytes([0xFF, APP1]) + struct.pack(">H", len(tiff) + 8) + b"Exif\0\0" + tiff


def _turn(tiff: bytes) -> int:
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None or len(tiff) < 8:
        return 1
    start = struct.unpack(f"{order}I", tiff[4:8])[0]
    entries = tiff[start + 2 : start + 2 + 12 * int.from_bytes(tiff[start : start + 2], _named(order))]
    for at in range(0, len(entries) - 11, 12):
        tag, kind, _, value = struct.unpack(f"{order}HHIH", entries[at : at + 10])
        if (tag, kind) == (ORIENTATION, 3):
            return int(value)
    return 1


def _named(order: str) -> Literal["little", "big"]:
    return "little" if order == "<" else "big"


def _png(data: bytes) -> bytes:
    kept, at = [PNG], len(PNG)
    while at + 12 <= len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        end = at + 12 + size
        if end > len(data):
            break
        if kind in _PNG_LOOKS or not kind[0] & 0x20:
            kept.append(data[at:end])
        if kind == b"IEND":
            break
        at = end
    return b"".join(kept)

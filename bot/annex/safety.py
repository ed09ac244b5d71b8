"""A workbook is taken apart before any library sees it: limits on its size, no entities, no links, no macros, no empty cells.

What is left is packed again and read; 200,000 formatted empty rows are gone by then, at the speed of a search through bytes.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from rules.annex import unreadable as why
from rules.annex.unreadable import Unreadable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_PACKED = 10 * 1024 * 1024
MOST_UNPACKED = 400 * 1024 * 1024  # bytes of one part as they stream by; they are not kept
MOST_KEPT = 48 * 1024 * 1024  # bytes of all parts without empty cells
MOST_PARTS = 500
STEEPEST = 1000  # times: formatted empty rows are packed 50 to 200 times smaller, a bomb a thousand times
# What reading an archive raises that is damaged, encrypted, packed in an unknown way, or none at all.
BROKEN = (BadZipFile, ZlibError, NotImplementedError, EOFError, RuntimeError, OSError, ValueError, KeyError)
_CHUNK = 1 << 20
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_USED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/(?:workbook|styles|sharedStrings)\.xml|xl/_rels/workbook\.xml\.rels|xl/worksheets/[^/]+\.xml",
    re.IGNORECASE,
)
_EMPTY_CELL = re.compile(rb"<(?:\w+:)?c(?:\s[^<>]*)?(?:/>|>\s*</(?:\w+:)?c>)")
_EMPTY_ROW = re.compile(rb"<(?:\w+:)?row(?:\s[^<>]*)?(?:/>|>\s*</(?:\w+:)?row>)")
_DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def checked(data: bytes) -> bytes:
    """The same workbook with nothing in it that is not read. Raises `Unreadable`."""
    _container(data)
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _repacked(archive)
    except BROKEN:
        raise Unreadable(why.DAMAGED) from None


def _container(data: bytes) -> None:
    if data.startswith(OLE):
        raise Unreadable(why.ENCRYPTED if b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00" in data else why.NOT_A_WORKBOOK)
    if not data.startswith(b"PK\x03\x04"):
        raise Unreadable(why.NOT_A_WORKBOOK)
    if len(data) > MOST_PACKED:
        raise Unreadable(why.TOO_BIG)


def _repacked(archive: ZipFile) -> bytes:
    parts = archive.infolist()
    names = {part.filename.lower() for part in parts}
    if "xl/workbook.xml" not in names or "[content_types].xml" not in names:
        raise Unreadable(why.NOT_A_WORKBOOK)
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names):
        raise Unreadable(why.MACROS)
    if any(name.startswith("xl/externallinks/") for name in names):
        raise Unreadable(why.LINKS)
    if len(parts) > MOST_PARTS or any(_bomb(part) for part in parts):
        raise Unreadable(why.TOO_BIG)
    return _packed(archive, [part for part in parts if _USED.fullmatch(part.filename)])


def _bomb(part: ZipInfo) -> bool:
    big = part.file_size > 8 * _CHUNK
    return part.file_size > MOST_UNPACKED or (big and part.file_size > STEEPEST * max(part.compress_size, 1))


def _packed(archive: ZipFile, parts: list[ZipInfo]) -> bytes:
    out, kept = BytesIO(), 0
    with ZipFile(out, "w", ZIP_STORED) as packed:
        for part in parts:
            body = bytearray()
            for piece in _pieces(archive, part):
                body += piece
                if kept + len(body) > MOST_KEPT:
                    raise Unreadable(why.TOO_BIG)
            if part.filename.lower() == "[content_types].xml" and b"macroEnabled" in body:
                raise Unreadable(why.MACROS)
            kept += len(body)
            packed.writestr(part.filename, bytes(body))
    return out.getvalue()


def _pieces(archive: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    """A part as a stream, without empty cells and rows where it is a sheet."""
    sheet = _SHEET.fullmatch(part.filename) is not None
    unpacked, rest = 0, b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            if not unpacked and (chunk[:2] in (b"\xfe\xff", b"\xff\xfe") or b"\x00" in chunk[:200]):
                raise Unreadable(why.ENTITIES)  # another encoding would hide them
            unpacked += len(chunk)
            if unpacked > MOST_UNPACKED:
                raise Unreadable(why.TOO_BIG)
            block = rest + chunk
            if _DECLARED.search(block):
                raise Unreadable(why.ENTITIES)
            done, rest = _cut(block) if sheet else (block[:-16], block[-16:])
            yield _without_empty(done) if sheet else done
    yield _without_empty(rest) if sheet else rest


def _cut(block: bytes) -> tuple[bytes, bytes]:
    """Up to the last whole row; a block without the end of one waits for more."""
    at = block.rfind(b"<row")
    return (block[:at], block[at:]) if at > 0 else (b"", block) if len(block) < 16 * _CHUNK else (block, b"")


def _without_empty(block: bytes) -> bytes:
    return _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", block))

"""Marks of secrecy inside a document: stamps stand at its head, and in the headers and footers of its pages (S1-18).

Read with the standard library alone, from the first part of each member: the bot's process imports no office library.
"""

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

from rules.confidential import find_mark

FIRST = 60  # paragraphs or cells of a part: a stamp is at the head; deep in a text its word is talk about it
MOST_READ = 1024 * 1024  # bytes of a part
MOST_PARTS = 60
_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml|xl/sharedStrings\.xml|xl/worksheets/[^/]+\.xml")
_PIECE = re.compile(rb"</(?:w:p|si|is|oddHeader|oddFooter)>")
_WORDS = re.compile(rb"<(?:\w+:)?(?:t|oddHeader|oddFooter)(?:\s[^<>]*)?>([^<]*)")


def mark_inside(data: bytes) -> str | None:
    """The mark that a workbook or document bears at its head; None if none, or if it is neither."""
    if not data.startswith(b"PK\x03\x04"):
        return None
    try:
        with ZipFile(BytesIO(data)) as archive:
            return next((mark for piece in _pieces(archive) if (mark := find_mark(piece))), None)
    except (BadZipFile, ZlibError, NotImplementedError, EOFError, RuntimeError, OSError, ValueError, KeyError):
        return None


def _pieces(archive: ZipFile) -> Iterator[str]:
    parts = [name for name in archive.namelist() if _PARTS.fullmatch(name)]
    for name in parts[:MOST_PARTS]:
        with archive.open(name) as part:
            pieces = _PIECE.split(part.read(MOST_READ), FIRST)
        yield from (_text(piece) for piece in pieces[:FIRST])


def _text(piece: bytes) -> str:
    return unescape(b"".join(_WORDS.findall(piece)).decode(errors="replace"))

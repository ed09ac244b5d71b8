"""Marks of secrecy inside a document: stamps stand at its head, and in the headers and footers of its pages (S1-18).

Read with the standard library alone, from the first part of each member: the bot's process imports no office library.
"""

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from zipfile import ZipFile

from bot.annex.safety import BROKEN
from rules.annex.headings import columns_of, enough
from rules.confidential import find_mark

FIRST = 60  # paragraphs or cells of a part: a stamp is at the head; deep in a text its word is talk about it
MOST_READ = 1024 * 1024  # bytes of a part
MOST_PARTS = 60
_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml|xl/sharedStrings\.xml|xl/worksheets/[^/]+\.xml")
_PIECE = re.compile(rb"</(?:w:p|si|is|oddHeader|oddFooter)>")
_WORDS = re.compile(rb"<(?:\w+:)?(?:t|oddHeader|oddFooter)(?:\s[^<>]*)?>([^<]*)")


def mark_inside(data: bytes) -> str | None:
    """The mark that a workbook or document bears at its head; None if none, or if it is neither. Takes some milliseconds."""
    if not data.startswith(b"PK\x03\x04"):
        return None
    try:
        with ZipFile(BytesIO(data)) as archive:
            return next((mark for piece in _pieces(archive) if (mark := find_mark(piece))), None)
    except BROKEN:  # nobody can read it; whoever tries to says so
        return None


def _pieces(archive: ZipFile) -> Iterator[str]:
    parts = [name for name in archive.namelist() if _PARTS.fullmatch(name)]
    for name in parts[:MOST_PARTS]:
        with archive.open(name) as part:
            pieces = [_text(piece) for piece in _PIECE.split(part.read(MOST_READ), FIRST)[:FIRST]]
        yield from _above_the_headings(pieces) if name.startswith("xl/") else pieces


def _above_the_headings(cells: list[str]) -> list[str]:
    """Of a table its first cells until its headings are there: a mark beneath is a row's, and the reader of annexes leaves out
    that row alone."""
    ends = (end for end in range(1, len(cells) + 1) if enough(columns_of(cells[:end])))
    return cells[: next(ends, None)]


def _text(piece: bytes) -> str:
    return unescape(b"".join(_WORDS.findall(piece)).decode(errors="replace"))

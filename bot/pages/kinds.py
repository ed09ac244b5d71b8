"""What a file is by its content, whatever its name says; and the name it is kept under."""

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import PureWindowsPath
from zipfile import BadZipFile, ZipFile

from bot.pages.metadata import JPEG, PNG
from rules.text import clean

OFFICE = "application/vnd.openxmlformats-officedocument"
LONGEST_NAME = 100
MOST_ENTRIES = 5000  # of a workbook or document: more is none of an office's making


@dataclass(frozen=True)
class Kind:
    suffix: str
    mime: str
    also: tuple[str, ...] = ()


XLSX = Kind(".xlsx", f"{OFFICE}.spreadsheetml.sheet")
DOCX = Kind(".docx", f"{OFFICE}.wordprocessingml.document")
PDF = Kind(".pdf", "application/pdf")
JPG = Kind(".jpg", "image/jpeg", (".jpeg",))
PNG_KIND = Kind(".png", "image/png")
PICTURES = frozenset({JPG.mime, PNG_KIND.mime})


def kind_of(data: bytes) -> Kind | None:
    """One of the five kinds that are taken, or None."""
    if data.startswith(b"%PDF-"):
        return PDF
    return picture_of(data) or (_office(data) if data.startswith(b"PK\x03\x04") else None)


def picture_of(head: bytes) -> Kind | None:
    """The kind of a picture by its first bytes (eight are enough)."""
    if head.startswith(JPEG):
        return JPG
    return PNG_KIND if head.startswith(PNG) else None


def _office(data: bytes) -> Kind | None:
    """A workbook or a document; not one with macros, nor any other archive."""
    if data.count(b"PK\x01\x02") > MOST_ENTRIES:
        return None
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, ValueError, NotImplementedError):
        return None
    if "[Content_Types].xml" not in names or any(name.endswith("vbaProject.bin") for name in names):
        return None
    return XLSX if "xl/workbook.xml" in names else DOCX if "word/document.xml" in names else None


def kept_name(given: str, kind: Kind) -> str:
    """A plain name with the ending of its content: no folders, nothing unseen, 100 characters at most."""
    base = PureWindowsPath(clean(given).replace("\n", " ")).name  # takes both kinds of slashes for folders
    name = re.sub(r'[\x00-\x1f\x7f<>:"|?*]', "", base).rstrip(" .")
    stem, dot, ending = name.rpartition(".")
    bare = stem if dot and f".{ending.lower()}" in (kind.suffix, *kind.also) else name
    return (bare[: LONGEST_NAME - len(kind.suffix)].strip(" .") or "tep") + kind.suffix

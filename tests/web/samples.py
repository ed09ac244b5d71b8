"""Files as people have them: a photo from a phone, a workbook, a document."""

from functools import cache
from io import BytesIO
from zipfile import ZipFile

from docx import Document
from openpyxl import Workbook
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
GPS, ORIENTATION, MAKE = 0x8825, 0x0112, 0x010F
PLACE = {1: "N", 2: (21.0, 1.0, 42.0), 3: "E", 4: (105.0, 51.0, 12.0)}


def photo(*, turned: int = 1, size: tuple[int, int] = (64, 48), **more: object) -> bytes:
    """A JPEG with its place, its maker, and perhaps a turn written into it."""
    picture = Image.radial_gradient("L").resize(size).convert("RGB")
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE] = turned, "Phone"
    exif.get_ifd(GPS).update(PLACE)
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif, comment=b"at home", **more)
    return out.getvalue()


def png() -> bytes:
    exif = Image.Exif()
    exif[MAKE] = "Phone"
    out = BytesIO()
    Image.radial_gradient("L").save(out, "PNG", exif=exif)
    return out.getvalue()


@cache
def workbook() -> bytes:
    out, book = BytesIO(), Workbook()
    book.active["A1"] = "Nhiệm vụ"
    book.save(out)
    return out.getvalue()


@cache
def document() -> bytes:
    out, made = BytesIO(), Document()
    made.add_paragraph("Quyết định")
    made.save(out)
    return out.getvalue()


def archive(*names: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as zipped:
        for name in names:
            zipped.writestr(name, "")
    return out.getvalue()

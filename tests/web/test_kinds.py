"""A file is what its content is; its name is only a name."""

import pytest

from bot.pages.kinds import DOCX, JPG, MOST_ENTRIES, PDF, PNG_KIND, XLSX, Kind, kept_name, kind_of
from tests.web import samples


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (samples.workbook(), XLSX),
        (samples.document(), DOCX),
        (samples.PDF, PDF),
        (samples.photo(), JPG),
        (samples.png(), PNG_KIND),
        (b"MZ\x90\0 a program", None),
        (b"<html><script>", None),
        (b"GIF89a", None),
        (b"PK\x03\x04 nothing behind it", None),
        (samples.archive("anything.txt"), None),
        (samples.archive("[Content_Types].xml", "ppt/presentation.xml"), None),
        (samples.archive("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), None),
        (b"PK\x03\x04" + b"PK\x01\x02" * (MOST_ENTRIES + 1), None),
        (b"", None),
    ],
)
def test_the_content_tells_the_kind(data: bytes, kind: Kind | None) -> None:
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    ("given", "kind", "name"),
    [
        ("Phụ lục QĐ 128.xlsx", XLSX, "Phụ lục QĐ 128.xlsx"),
        ("IMG_1.JPEG", JPG, "IMG_1.jpg"),
        ("hoa don.pdf", JPG, "hoa don.pdf.jpg"),
        ("../../etc/passwd", PDF, "passwd.pdf"),
        ("C:\\Users\\A\\bien ban.docx", DOCX, "bien ban.docx"),
        ("a\x00b\r\n<i>.pdf", PDF, "ab i.pdf"),
        ("\u202exslx.gpj", PNG_KIND, "xslx.gpj.png"),
        ("..", PDF, "tep.pdf"),
        ("", XLSX, "tep.xlsx"),
        (".xlsx", XLSX, "tep.xlsx"),
        ("n" * 300 + ".pdf", PDF, "n" * 96 + ".pdf"),
    ],
)
def test_the_name_is_plain_and_ends_as_its_content(given: str, kind: Kind, name: str) -> None:
    assert kept_name(given, kind) == name

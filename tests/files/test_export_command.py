"""`giaoviec export`: which file it writes, and one sentence for what can't be."""

import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document as Word
from sqlmodel import Session

from bot.console_files import Wanted, export
from bot.db import Database
from bot.settings import Settings, SettingsError
from models import Document
from tests.files.conftest import Office


@pytest.fixture
def settings(database: Database) -> Settings:
    """An office in a database of its own."""
    with Session(database.engine, expire_on_commit=False) as session, session.begin():
        office = Office(session)
        office.task("Bàn giao mặt bằng")
        office.task("Chuyển đổi số", post=office.chair)
        paper = {"kind": "Kế hoạch", "issuer": "UBND xã", "issued_on": date(2026, 2, 2)}
        office.add(Document(unit_id=office.root, number="128", symbol="KH-UBND", **paper))
    return Settings(database_url=database.url, clock="2026-11-26T09:00:00+07:00")


def lines(settings: Settings, file: Path, **wanted: str | int) -> str:
    (line,) = export(settings, file, Wanted(**wanted))  # type: ignore[arg-type]
    return line.removeprefix(f"{file}: ")


@pytest.mark.parametrize(
    ("name", "wanted", "line"),
    [
        ("a.xlsx", {}, "Tỉnh ủy Yên Bái, 2 nhiệm vụ, 2 chức danh"),
        ("a.XLSX", {"unit": "ubnd xa nguyet duc"}, "UBND xã Nguyệt Đức, 1 nhiệm vụ, 1 chức danh"),
        ("a.xlsx", {"document": "128-QĐ/TU"}, "Quyết định 128-QĐ/TU, 2 nhiệm vụ, 2 chức danh"),
        ("a.docx", {"document": "128 QĐ/TU"}, "Quyết định 128-QĐ/TU, 2 nhiệm vụ, 2 chức danh"),
        ("a.docx", {"post": "Bí thư Đảng ủy xã Nguyệt Đức"}, "Bí thư Đảng ủy xã Nguyệt Đức, 1 nhiệm vụ, 1 chức danh"),
        (
            "a.docx",
            {"unit": "Tỉnh ủy Yên Bái", "year": 2026},
            "Bí thư Đảng ủy xã Nguyệt Đức; Chủ tịch UBND xã Nguyệt Đức, 2 nhiệm vụ, 2 chức danh",
        ),
    ],
)
def test_the_file_is_written(settings: Settings, tmp_path: Path, name: str, wanted: dict[str, str], line: str) -> None:
    file = tmp_path / name
    assert lines(settings, file, **wanted) == line
    assert (openpyxl.load_workbook(file) if name.endswith(("xlsx", "XLSX")) else Word(str(file))) is not None


def test_the_layout_can_be_chosen(settings: Settings, tmp_path: Path) -> None:
    """By default the issuer's own."""
    found = []
    for layout in (None, "nha-nuoc"):
        file = tmp_path / f"{layout}.docx"
        export(settings, file, Wanted(document="128-QĐ/TU", layout=layout))
        found.append(Word(str(file)).paragraphs[0].text)
    assert found == ["PHỤ LỤC", "Phụ lục"]


@pytest.mark.parametrize(
    ("name", "wanted", "sentence"),
    [
        ("a.pdf", {}, "Tên tệp phải có đuôi .xlsx (sổ theo dõi) hoặc .docx (phụ lục, báo cáo năm)."),
        ("a.docx", {}, "Với tệp .docx cần --document (phụ lục), --post hoặc --unit (báo cáo năm)."),
        ("a.xlsx", {"document": "999"}, "Không tìm thấy văn bản “999”."),
        ("a.xlsx", {"post": "Không ai"}, "Không tìm thấy chức danh “Không ai”."),
        ("a.docx", {"unit": "Không đâu"}, "Không tìm thấy đơn vị “Không đâu”."),
        (
            "a.docx",
            {"document": "128"},
            "Có nhiều văn bản mang số này: 128-QĐ/TU (04/01/2026), 128/KH-UBND (02/02/2026). "
            "Đề nghị ghi đủ số, ký hiệu.",
        ),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    settings: Settings, tmp_path: Path, name: str, wanted: dict[str, str], sentence: str
) -> None:
    with pytest.raises(SettingsError, match=re.escape(sentence)) as told:
        lines(settings, tmp_path / name, **wanted)
    assert (str(told.value), list(tmp_path.glob("a.*"))) == (sentence, [])

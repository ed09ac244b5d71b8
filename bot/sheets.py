"""Read a small workbook or a csv as text, for the command line (openpyxl is slow to import; the bot's process never does)."""

import csv
import io
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from rules.errors import UserError
from rules.organisation.workbook import Sheet

ROWS, COLUMNS, BYTES = 20_000, 40, 20_000_000


def read_sheets(path: Path) -> list[Sheet]:
    """The visible sheets; raises `UserError` for what is no such file."""
    if not path.is_file() or path.stat().st_size > BYTES:
        raise UserError("{file} is no file that can be read, or it is larger than 20 MB.", file=path.name)
    if path.suffix.lower() == ".csv":
        return [Sheet(path.stem, _csv(path))]
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
        sheets = [Sheet(each.title, _rows(each)) for each in book.worksheets if each.sheet_state == "visible"]
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError):
        raise UserError("{file} is no Excel workbook (.xlsx) that can be read.", file=path.name) from None
    book.close()
    return sheets


def _rows(sheet: Any) -> list[list[str]]:
    rows = sheet.iter_rows(max_row=ROWS, max_col=COLUMNS, values_only=True)
    return [[_text(cell) for cell in row] for row in rows]


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split()) if cell is not None else ""


def _csv(path: Path) -> list[list[str]]:
    """Comma or semicolon, as Excel writes it in either language."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UserError("{file} is no text in UTF-8; please save it as “CSV UTF-8”.", file=path.name) from None
    comma = ";" if text.partition("\n")[0].count(";") else ","
    return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=comma)][:ROWS]

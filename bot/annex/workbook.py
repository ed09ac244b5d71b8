"""A checked workbook as plain sheets. Formulas give their kept results; one that calls a program stops the reading."""

import re
from datetime import date, datetime, time
from html import unescape
from io import BytesIO
from math import isfinite
from typing import Any
from zipfile import ZipFile

import openpyxl
from openpyxl.cell.rich_text import CellRichText
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from bot.annex.safety import checked
from rules.annex import Line, Sheet, Unreadable, Value
from rules.annex import unreadable as why
from rules.annex.cells import NO_NUMBER, exact, letter
from rules.text import format_number

MOST_LINES = 20_000
MOST_COLUMNS = 60
_FORMULA = re.compile(r"<c\s([^<>]*)>\s*<f([^<>]*?)(?:/>|>([^<]*)</f>)\s*(<v(?:/>|>([^<]*)</v>))?", re.DOTALL)
_PLACE = re.compile(r'\br="([A-Z]{1,3}\d+)"')
_CALLS = re.compile(
    r"\||\[\d+\]|\b(?:webservice|hyperlink|importxml|importdata|call|register\.id|exec|rtd|dde|filterxml|image)\s*\(",
    re.IGNORECASE,
)
_STARTS = re.compile(r"\s*[=@+\-]\s*(?:cmd|powershell|mshta|dde|hyperlink|webservice|\w+\s*\|)|\s*=", re.IGNORECASE)
_MERGED = re.compile(r'<mergeCell\s[^<>]*?ref="([A-Z]{1,3}\d+:[A-Z]{1,3}\d+)"')
_DAMAGED = (InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, OSError)


def sheets_of(data: bytes) -> list[Sheet]:
    """The visible sheets of a workbook (bytes as they were sent). Raises `Unreadable`."""
    clean = checked(data)
    try:
        book = openpyxl.load_workbook(BytesIO(clean), read_only=True, data_only=True, keep_links=False)
        with ZipFile(BytesIO(clean)) as parts:
            return [_sheet(sheet, parts) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except _DAMAGED:  # what a library makes of a file that is none
        raise Unreadable(why.DAMAGED) from None


def _sheet(sheet: Any, parts: ZipFile) -> Sheet:
    xml = parts.read(sheet._worksheet_path).decode("utf-8", "replace")
    _formulas(sheet.title, xml)
    sheet.reset_dimensions()
    lines: list[Line] = []
    for row in sheet.iter_rows(max_col=MOST_COLUMNS):
        cells = _filled([_value(cell) for cell in row])
        if cells:
            number = next(cell.row for cell, value in zip(row, cells, strict=False) if value is not None)
            _harmless(sheet.title, number, cells)
            lines.append(Line(number, tuple(cells)))
        if len(lines) > MOST_LINES:
            raise Unreadable(why.TOO_MANY, limit=format_number(exact(MOST_LINES)))
    return Sheet(sheet.title, lines, [_range(found) for found in _MERGED.findall(xml)])


def _filled(cells: list[Value]) -> list[Value]:
    """The cells up to the last that holds anything: a row is as wide as what is written in it."""
    last = max((at for at, value in enumerate(cells, 1) if value is not None), default=0)
    return cells[:last]


def _range(ref: str) -> tuple[int, int, int, int]:
    left, top, right, bottom = range_boundaries(ref)
    return int(top or 1), int(left or 1), int(bottom or 1), int(right or 1)


def _formulas(sheet: str, xml: str) -> None:
    """Their results are read, never they themselves."""
    if "<f" not in xml:
        return
    for attributes, _, formula, _, result in _FORMULA.findall(xml):
        place = _PLACE.search(attributes)
        cell = place[1] if place else "?"
        if _CALLS.search(unescape(formula)):
            raise Unreadable(why.DANGEROUS, cell=cell, sheet=sheet)
        if not result:
            raise Unreadable(why.UNCOMPUTED, cell=cell, sheet=sheet)


def _harmless(sheet: str, row: int, cells: list[Value]) -> None:
    """A text that begins like a formula would be one in the next file that it is written to."""
    for column, value in enumerate(cells):
        if isinstance(value, str) and _STARTS.match(value):
            raise Unreadable(why.DANGEROUS, cell=f"{letter(column)}{row}", sheet=sheet)


def _value(cell: Any) -> Value:
    value = cell.value
    if value is None or isinstance(value, (bool, time)):
        return None
    if isinstance(value, (datetime, date)):
        return value
    if isinstance(value, (int, float)):
        if not isfinite(value):
            return NO_NUMBER
        return _percent(value, cell.number_format or "")
    if isinstance(value, (str, CellRichText)):
        return _text(str(value))
    return None


def _percent(value: int | float, number_format: str) -> Value:
    """What Excel shows as 98,3% it keeps as 0.983."""
    if "%" not in number_format:
        return value
    return f"{format_number(exact(value) * 100)}%"


def _text(value: str) -> str | None:
    seen = value.replace("_x000D_", "").replace("\x00", "")
    return seen[:5000] if seen.strip() else None

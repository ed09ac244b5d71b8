"""Cells of a workbook: a text is never a formula, a date and a number are what they are, a style is named once."""

from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from rules.personal import masked

Value = str | int | Decimal | date | None
FORMULA = ("=", "+", "-", "@", "\t", "\r")
FONT = "Times New Roman"
LONGEST = 32_767  # characters Excel takes in a cell
_LINE = Side(style="thin", color="BFBFBF")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
# A light is doubled by its word, so the fill may be pale: it is read on a phone in the sun, and printed without colour.
FILLS = {"red": "F8CBAD", "yellow": "FFE699", "green": "C6E0B4", "white": "EDEDED", "blue": "BDD7EE", "done": "D9EAD3"}
FORMATS = {"text": "@", "date": "dd/mm/yyyy", "number": "General", "count": "#,##0", "share": "0.0%"}


def add_styles(book: Workbook) -> None:
    """The named styles of a register: `head`, one per kind of value, one per light."""
    head = NamedStyle("gv_head", font=Font(name=FONT, size=11, bold=True), border=_GRID)
    head.fill = PatternFill("solid", fgColor="D9E1F2")
    head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    book.add_named_style(head)
    for kind, shown in FORMATS.items():
        style = NamedStyle(f"gv_{kind}", font=Font(name=FONT, size=11), border=_GRID, number_format=shown)
        style.alignment = Alignment(
            vertical="top", wrap_text=kind == "text", horizontal=None if kind == "text" else "right"
        )
        book.add_named_style(style)
    for light, colour in FILLS.items():
        style = NamedStyle(f"gv_{light}", font=Font(name=FONT, size=11, bold=True), border=_GRID)
        style.fill, style.alignment = PatternFill("solid", fgColor=colour), Alignment(vertical="top", wrap_text=True)
        book.add_named_style(style)


def cell(sheet: Worksheet, value: Value, style: str) -> Cell:
    """One cell. A text that begins like a formula stays a text, also when somebody edits it."""
    made = WriteOnlyCell(sheet, None)
    # looking the name up for every cell is a third of the time
    made._style = copy(_named(sheet, style))  # type: ignore[attr-defined]
    if isinstance(value, str):
        made.value = masked(ILLEGAL_CHARACTERS_RE.sub("", value))[:LONGEST]
        made.data_type = "s"
        if value.startswith(FORMULA):
            made.quotePrefix = True
    else:
        made.value = value
    return made


@lru_cache(maxsize=64)
def _named(sheet: Worksheet, style: str) -> Any:
    """A named style as cells keep it."""
    made = WriteOnlyCell(sheet, None)
    made.style = f"gv_{style}"
    return made._style  # type: ignore[attr-defined]


def row(sheet: Worksheet, values: Iterable[tuple[Value, str]]) -> list[Cell]:
    """The cells of a row, each value with its style."""
    return [cell(sheet, value, style) for value, style in values]


def widths(sheet: Worksheet, sizes: Sequence[int]) -> None:
    """The columns' widths in characters; to be set before the first row."""
    for place, size in enumerate(sizes, 1):
        sheet.column_dimensions[get_column_letter(place)].width = size


def sheet(book: Workbook, title: str) -> Worksheet:
    """A new sheet of a book that is only written: it is told what a whole one is told (its types know less)."""
    return cast(Worksheet, book.create_sheet(title))

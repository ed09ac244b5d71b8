"""A member's ballot as an Excel sheet, for whoever has no page: written by the clerk, filled in by hand, read back whole."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

from rules.errors import UserError
from rules.numbers import parse_number
from views.ballots import Entry
from views.files.cells import add_styles, cell, row
from views.words import say

_KEY = re.compile(r"PC-(\d{1,9})/TV-(\d{1,9})")
FIRST = 5  # the row of the first task
WIDTHS = (10, 44, 34, 44, 14)


@dataclass(frozen=True)
class Filled:
    """What came back: whose, of which ballot, and the points that were filled in by task."""

    ballot_id: int
    person_id: int
    points: dict[int, Decimal]


def ballot_sheet(ballot_id: int, person_id: int, name: str, heading: str, entries: Sequence[Entry]) -> bytes:
    """The key of ballot and member stands in A3; points are validated by Excel already."""
    book = openpyxl.Workbook(write_only=True)
    add_styles(book)
    sheet = book.create_sheet(say("Ballot"))
    for letter, width in zip("ABCDE", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([cell(sheet, heading, "text")])
    sheet.append([cell(sheet, say("Member: {name}", name=name), "text")])
    sheet.append([cell(sheet, f"PC-{ballot_id}/TV-{person_id}", "text")])
    heads = (say("Code"), say("Task"), say("The post"), say("What is known"), say("Points, 0 to 100"))
    sheet.append(row(sheet, [(words, "head") for words in heads]))
    for each in entries:
        code, _, title = each.title.partition(" · ")
        known = "\n".join(each.lines[1:])
        sheet.append(row(sheet, [*((text, "text") for text in (code, title, each.lines[0], known)), (None, "number")]))
    rule = DataValidation(type="decimal", operator="between", formula1="0", formula2="100", allow_blank=True)
    rule.add(f"E{FIRST}:E{FIRST + max(len(entries), 1) - 1}")
    sheet.data_validations.append(rule)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_ballot(data: bytes) -> Filled:
    """Raises `UserError` for what is no ballot or holds what is no number; nothing of it is kept then."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError):
        raise UserError("This file is no ballot.") from None
    rows = list(book.worksheets[0].iter_rows(max_col=5, max_row=3000, values_only=True))
    book.close()
    key = _KEY.fullmatch(str(rows[2][0]).strip()) if len(rows) > 2 else None
    if key is None:
        raise UserError("This file is no ballot.")
    points = {}
    for values in rows[FIRST - 1 :]:
        code, given = str(values[0] or ""), values[4] if len(values) > 4 else None
        if code.startswith("NV-") and code[3:].isdecimal() and given not in (None, ""):
            points[int(code[3:])] = _number(code, given)
    return Filled(int(key[1]), int(key[2]), points)


def _number(code: str, given: object) -> Decimal:
    number = parse_number(given) if isinstance(given, str) else None
    if isinstance(given, (int, float)) and not isinstance(given, bool):
        number = Decimal(str(given))
    if number is None:
        raise UserError("{code}: points are from 0 to 100, with two decimals at most.", code=code)
    return number

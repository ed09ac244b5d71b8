"""The register as an Excel workbook: a sheet of tasks to filter and sort, a sheet of totals.

The heading stands in the first row and is frozen with the first two columns, so that a phone and Excel both read it as a list.
"""

import io
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from rules.lights import Light
from services.register import Line, Register
from views.files.cells import Value, add_styles, row, sheet, widths
from views.files.columns import Column, columns
from views.tasks import light_word
from views.words import capital, say

PAGES_WIDE = 3  # of landscape A4, each with the heading, the code, the light and the post
LINE = 15  # points of a line of 11 point type
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(register: Register) -> bytes:
    """The workbook as it is saved."""
    book = Workbook(write_only=True)
    add_styles(book)
    _tasks(sheet(book, say("Tasks")), register, columns())
    _totals(sheet(book, say("Totals")), register)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _tasks(page: Worksheet, register: Register, shown: Sequence[Column]) -> None:
    page.freeze_panes = "C2"
    widths(page, [column.width for column in shown])
    page.auto_filter.ref = f"A1:{get_column_letter(len(shown))}{len(register.lines) + 1}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9  # A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = PAGES_WIDE, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows, page.print_title_cols = "1:1", "A:C"
    page.row_dimensions[1].height = 3 * LINE
    page.append(row(page, [(column.heading, "head") for column in shown]))
    for place, line in enumerate(register.lines, 2):
        values = [_shown(column, line) for column in shown]
        page.row_dimensions[place].height = LINE * _lines(values, shown)
        page.append(row(page, values))


def _lines(values: Sequence[tuple[Value, str]], shown: Sequence[Column]) -> int:
    """How many lines the longest text of a row takes: not every reader on a phone fits the row to it."""
    texts = (
        (len(value), column.width) for (value, _), column in zip(values, shown, strict=True) if isinstance(value, str)
    )
    return max((1 + length * 11 // (width * 10) for length, width in texts), default=1)


def _shown(column: Column, line: Line) -> tuple[Value, str]:
    """A value with its style; of a confidential task only what says nothing of it (S1-18)."""
    if column.kind == "light":
        return column.value(line), _fill(line.standing.light)
    return (column.value(line) if column.open or not line.task.confidential else None), column.kind


def _fill(light: Light) -> str:
    return {Light.DONE_LATE: "done", Light.NONE: "white"}.get(light, light.value)


def _totals(page: Worksheet, register: Register) -> None:
    """What it is about, when it was taken, and the sums: lights by their words, and how many were accepted (S2-05)."""
    widths(page, [44, 14])
    tasks = [line.task for line in register.counted]
    accepted = sum(1 for task in tasks if task.accepted_at is not None)
    rows: list[list[tuple[Value, str]]] = [
        [(say("Register of tasks: {of}", of=register.of), "head"), (None, "head")],
        [(say("Taken at {at}", at=register.taken_at), "text"), (None, "text")],
        [(say("Tasks"), "text"), (len(tasks), "count")],
        [(say("Posts"), "text"), (len({line.post.id for line in register.counted}), "count")],
        [(say("Accepted"), "text"), (accepted, "count")],
        [(say("Accepted, share"), "text"), (Decimal(accepted) / len(tasks) if tasks else None, "share")],
    ]
    counts = Counter(line.standing.light for line in register.counted)
    rows += [[(capital(light_word(light)), _fill(light)), (counts[light], "count")] for light in Light if counts[light]]
    for values in rows:
        page.append(row(page, values))

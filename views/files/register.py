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

from rules.attainment import Certainty
from rules.lights import Light
from rules.localtime import today as day_of
from services.origins import Origin, published
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
    _origins(sheet(book, say("Origins of the figures")), register)
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


def _origins(page: Worksheet, register: Register) -> None:
    """Every value that was reported or found, with its source, the published one marked; nothing of a confidential task."""
    heads = [
        say("Code"),
        say("Given to"),
        say("Source"),
        say("Value"),
        say("Kind"),
        say("Said by"),
        say("On"),
        say("Note"),
    ]
    widths(page, [9, 30, 10, 12, 14, 34, 12, 26])
    page.freeze_panes = "A2"
    page.append(row(page, [(head, "head") for head in heads]))
    for line in register.lines:
        found = register.origins.get(line.task.id or 0, ())
        shown = published(found)
        for each in found if not line.task.confidential else ():
            cells: list[tuple[Value, str]] = [
                (f"NV-{line.task.id}", "text"),
                (line.post.name, "text"),
                (each.code, "text"),
            ]
            cells += [(each.value, "number"), (_certainty(each), "text"), (each.by, "text"), (day_of(each.at), "date")]
            page.append(row(page, [*cells, (_note(each, published_one=each is shown), "text")]))


def _certainty(origin: Origin) -> str:
    if origin.verified:
        return say("verified")
    words = {Certainty.ESTIMATE: say("estimated"), Certainty.FORECAST: say("forecast")}
    return words.get(origin.certainty, say("a result reached"))


def _note(origin: Origin, *, published_one: bool) -> str | None:
    if origin.undone_at is not None:
        return say("corrected on {day}", day=day_of(origin.undone_at))
    if origin.corrects is not None:
        return say("corrects {code}: {why}", code=origin.corrects, why=origin.why)
    return say("published") if published_one else say("reported on behalf") if origin.on_behalf else None


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

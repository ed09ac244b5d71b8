"""A sheet as plain cells, and how a cell is read as text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from rules.text import clean, fold, format_number

Value = str | int | float | Decimal | date | datetime | bool | None
_DITTO = re.compile(r"[-–—(]?\s*(?:n\.?\s*t\.?|nhu tren[.,]?)\s*[-–—)]?|[\"”“″〃]|''|′′|,,|//|-\"-", re.IGNORECASE)
NO_NUMBER = "#NUM!"  # what a program shows where a number went out of all bounds
Range = tuple[int, int, int, int]  # first row, first column, last row, last column; from 1


@dataclass(frozen=True)
class Line:
    """One row: the sheet's own number, and its cells from column A on."""

    number: int
    cells: tuple[Value, ...]

    @cached_property
    def texts(self) -> list[str]:
        """The cells as a person reads them."""
        return [shown(cell) for cell in self.cells]

    @cached_property
    def filled(self) -> list[int]:
        """The columns (from 0) that hold anything."""
        return [i for i, text in enumerate(self.texts) if text]

    def text(self, column: int) -> str:
        return self.texts[column] if 0 <= column < len(self.texts) else ""

    def said(self) -> str:
        return " ".join(self.texts[i] for i in self.filled)


@dataclass(frozen=True)
class Sheet:
    """A sheet's rows that hold anything, and its merged ranges."""

    name: str
    lines: Sequence[Line]
    merges: Sequence[Range] = ()


def shown(value: Value) -> str:
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, datetime):
        return f"{value.day}/{value.month}/{value.year}"
    if isinstance(value, date):
        return f"{value.day}/{value.month}/{value.year}"
    if isinstance(value, (int, float, Decimal)):
        number = exact(value)
        return format_number(number) if number.is_finite() else NO_NUMBER
    return clean(value)


def exact(value: int | float | Decimal) -> Decimal:
    """A number as it was typed: Excel keeps 98,3 as a binary fraction, fifteen digits are what it shows."""
    return value if isinstance(value, Decimal) else Decimal(repr(value) if isinstance(value, int) else f"{value:.15g}")


def letter(column: int) -> str:
    """`0` → A, `26` → AA."""
    name, left = "", column + 1
    while left:
        left, rest = divmod(left - 1, 26)
        name = chr(65 + rest) + name
    return name


def spread(sheet: Sheet) -> list[Line]:
    """The rows with every merged cell's value in all the rows it covers; across columns it stays in the first."""
    over: dict[int, dict[int, Value]] = {}
    held = {line.number: line for line in sheet.lines}
    for top, left, bottom, _ in sheet.merges:
        first = held.get(top)
        if bottom == top or first is None or left > len(first.cells):
            continue
        for row in range(top + 1, min(bottom, top + 5000) + 1):
            over.setdefault(row, {})[left - 1] = first.cells[left - 1]
    return [_with(line, over.get(line.number)) for line in sheet.lines]


def repeated(line: Line, above: Line | None) -> Line:
    """The row with what stands for “the same as above” (-nt-, Như trên, ″) replaced by that."""
    if above is None or not any(_DITTO.fullmatch(fold(line.texts[i])) for i in line.filled):
        return line
    pairs = enumerate(line.cells)
    same = [
        above.cells[i] if i < len(above.cells) and _DITTO.fullmatch(fold(line.texts[i])) else cell for i, cell in pairs
    ]
    return Line(line.number, tuple(same))


def _with(line: Line, values: dict[int, Value] | None) -> Line:
    if not values:
        return line
    cells = list(line.cells) + [None] * (max(values) + 1 - len(line.cells))
    for column, value in values.items():
        cells[column] = value if cells[column] is None else cells[column]
    return Line(line.number, tuple(cells))


def held_by(lines: Iterable[Line]) -> Sequence[Line]:
    """Those that hold anything."""
    return [line for line in lines if line.filled]

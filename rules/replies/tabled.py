"""Answers written like a table: `3 | 4,9 km`, `3 - 5,1 km / 4 - 13`, a number on a line of its own.

They are put as lines `3: 4,9 km`, which the reader knows; nothing else of the text changes."""

import re
from collections.abc import Collection

_CELLS = re.compile(r"\s*[|│]\s*")
_SLASH = re.compile(r"\s+/\s+")
_ORDINAL = re.compile(r"\btt\s*\.?\s*(\d{1,3})(?=\s*[:.–-])", re.IGNORECASE)  # thứ tự: the number in the list
_BULLET = re.compile(r"^\s*[+*]\s+(?=[^\W\d])", re.MULTILINE)  # "+ Đường liên thôn: …" adds nothing
_HEAD = re.compile(r"\s*(?:(?:nv|vc|việc|viec|mục|muc|tt|số|so)\s*\.?\s*)?(\d{1,3})\s*([-–:.)]*)\s*", re.IGNORECASE)


def tabled(text: str, numbers: Collection[int]) -> str:
    """The text with its rows as lines, where every row begins with the number of a task; as it is otherwise."""
    text = _BULLET.sub("- ", text)
    text = _ORDINAL.sub(lambda found: f"số {found[1]}" if int(found[1]) in numbers else found[0], text)
    if "|" not in text and "│" not in text and " / " not in text and "\n" not in text:
        return text
    lines = [row for line in text.split("\n") for row in _rows(line, numbers)]
    return "\n".join(_joined(lines, numbers))


def _rows(line: str, numbers: Collection[int]) -> list[str]:
    """A line of cells as one row, or as several where each cell is a row of its own."""
    for mark in (_CELLS, _SLASH):
        cells = [cell for cell in mark.split(line.strip().strip("|")) if cell.strip()]
        if len(cells) < 2:
            continue
        heads = [_head(cell, numbers) for cell in cells]
        if (
            None not in heads
            and all(rest for _, rest in filter(None, heads))
            and len(dict(filter(None, heads))) == len(cells)
        ):
            return cells
        first = heads[0]
        if mark is _CELLS and first is not None and not first[1]:
            return [f"{first[0]}: {', '.join(cells[1:])}"]
    return [line]


def _head(cell: str, numbers: Collection[int]) -> tuple[int, str] | None:
    """The task a cell begins with, and what follows; none where it begins with no task's number."""
    found = _HEAD.match(cell)
    if found is None or int(found[1]) not in numbers:
        return None
    rest = cell[found.end() :].strip()
    marked = bool(found[2]) or not rest or (not rest[0].isdigit() and found[0][-1:].isspace())
    return (int(found[1]), rest) if marked else None


def _joined(lines: list[str], numbers: Collection[int]) -> list[str]:
    """A number alone on its line belongs to the line below it."""
    found: list[str] = []
    for line in lines:
        above = _head(found[-1], numbers) if found else None
        if above is not None and not above[1] and line.strip() and _head(line, numbers) is None:
            found[-1] = f"{above[0]}: {line.strip()}"
        else:
            found.append(line)
    return found

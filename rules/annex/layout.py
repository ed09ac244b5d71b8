"""Where the table is: its rows of headings, and what each row below them is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from rules.annex.cells import Line, Sheet
from rules.annex.headings import Meaning, best_of, columns_of, enough, fits
from rules.annex.unreadable import CONTRADICTORY, Unreadable
from rules.text import fold

_SOME = 3  # cells below a heading that make a column
_SURE = 200  # a heading that is one, not a sentence that mentions one
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-i])\)?(?:\s*=.*)?")
_SECTION = re.compile(
    r"(?:nhom|phan|muc|chuong)\s+(?:\d+|[ivx]+|[a-h])\b|[ivx]{1,5}\s*[.)/:\-–]|[a-h]\s*[.)/:\-–]\s*\S"
)
_NESTED = re.compile(r"\d{1,3}(?:\.\d{1,3})+")
_ROMAN = re.compile(r"[ivx]{1,5}|[a-h]", re.IGNORECASE)
_TOTAL = re.compile(
    r"(?:tong(?:\s+(?:cong|so|nhiem vu|chi tieu))?|cong)\b(?!\s+(?:tac|viec|nghe|trinh|an|ty|khai|dong|bo|chuc|nhan|vien))"
)
_SIGNED = re.compile(
    r"noi nhan\b|t/m\b|t[lm]\.|k/?t\.|nguoi lap(?: bieu)?$|thu truong (?:co quan|don vi)$|\(?\s*(?:da )?ky(?: ten)?\b[^a-z]*$|"
    r"\(?ky,? (?:ten|ghi ro|dong dau)|xac nhan cua\b"
)
_DATED = re.compile(r"(?:[^,\d]{3,40},\s*)?ngay\s*[\d.…]*\s*thang\s*[\d.…]*\s*nam\b")
_NOTED = re.compile(r"ghi chu\b|luu y\b|chu thich\b|\*|nguon\b")


class Row(StrEnum):
    TASK = "task"
    SECTION = "section"
    TOTAL = "total"
    SIGNED = "signed"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Table:
    """The headings of a sheet (their last row), what each column means, and the rows around."""

    columns: Mapping[Meaning, int]
    headings: Sequence[str]
    before: Sequence[Line]
    below: Sequence[Line]

    @cached_property
    def parents(self) -> frozenset[str]:
        """The numbers that others build on: 1, where there are rows 1.1 and 1.2."""
        orders = [self.text(line, Meaning.ORDER).strip(" .)") for line in self.below]
        return frozenset(order.rpartition(".")[0] for order in orders if _NESTED.fullmatch(order))

    def text(self, line: Line, meaning: Meaning) -> str:
        return line.text(self.columns[meaning]) if meaning in self.columns else ""


def table_of(sheet: Sheet, lines: Sequence[Line]) -> Table | None:
    """The table of a sheet; None where there is no row of headings. Raises `Unreadable` for two that contradict each other."""
    for at, line in enumerate(lines):
        headings, height = _headings(sheet, lines, at)
        columns = columns_of(headings)
        if enough(columns):
            below = lines[at + height :]
            _no_other(sheet, columns, line, below)
            tops = lines[at : at + height]
            kept = [each for each in below if not _repeats(each, columns, tops)]
            return Table(columns, headings, lines[:at], kept)
    return None


def unread_columns(table: Table) -> Iterator[tuple[int, str]]:
    """Columns under a heading that says nothing to us, with its words: what is not read has to be said."""
    for index, heading in enumerate(table.headings):
        known = index in table.columns.values() or best_of(heading) is Meaning.OTHER
        if heading and not known and sum(bool(line.text(index)) for line in table.below) >= _SOME:
            yield index, heading


def _headings(sheet: Sheet, lines: Sequence[Line], at: int) -> tuple[list[str], int]:
    """The headings that begin in a row, with the second row's where a wide one stands over them."""
    top = [lines[at].text(i) for i in range(len(lines[at].cells))]
    wide = [each for each in sheet.merges if each[0] == each[2] == lines[at].number and each[3] > each[1]]
    nested = len(lines[at].filled) > 2 and at + 1 < len(lines)
    nested = nested and lines[at + 1].number == lines[at].number + 1 and _second(sheet, lines, at, wide)
    if not nested:
        return top, 1
    under = lines[at + 1]
    for _, left, _, right in wide:
        top[left - 1 : right] = [top[left - 1]] * (right - left + 1)
    return [_joined(upper, under.text(i)) for i, upper in enumerate(top)], 2


def _second(sheet: Sheet, lines: Sequence[Line], at: int, wide: Sequence[tuple[int, int, int, int]]) -> bool:
    """Does the next row belong to the headings? Only where it says something under a wide heading, and nothing elsewhere."""
    under = lines[at + 1]
    below = {column for _, left, _, right in wide for column in range(left - 1, right)}
    own = [i for i in under.filled if under.text(i) != lines[at].text(i)]
    tall = any(top == lines[at].number and bottom > top for top, _, bottom, _ in sheet.merges)
    return bool(own) and (bool(below) or tall) and all(i in below or not lines[at].text(i) for i in own)


def _joined(upper: str, under: str) -> str:
    """The heading below tells more, where it tells anything."""
    if not under or under == upper:
        return upper
    best = max(fits(under).values(), default=0)
    return under if best >= _SURE else f"{upper} {under}"


def _no_other(sheet: Sheet, columns: Mapping[Meaning, int], first: Line, below: Sequence[Line]) -> None:
    for line in below:
        other = _all_headings(line)
        if other and enough(other) and any(columns.get(meaning) != column for meaning, column in other.items()):
            raise Unreadable(CONTRADICTORY, sheet=sheet.name, first=str(first.number), second=str(line.number))


def _all_headings(line: Line) -> dict[Meaning, int]:
    texts = [line.text(i) for i in range(len(line.cells))]
    sure = all(max(fits(text).values(), default=0) >= _SURE for text in texts if text)
    return columns_of(texts) if sure and len(line.filled) > 2 else {}


def _repeats(line: Line, columns: Mapping[Meaning, int], tops: Sequence[Line]) -> bool:
    """The headings again at the top of a printed page, or the row that numbers the columns."""
    if len(line.filled) > 1 and any(all(line.text(i) == top.text(i) for i in line.filled) for top in tops):
        return True
    numbers = [fold(line.text(i)) for i in line.filled]
    numbered = (
        len(numbers) > 2 and all(_NUMBERED.fullmatch(each) for each in numbers) and len(set(numbers)) == len(numbers)
    )
    return (numbered and len(numbers) >= len(columns) - 1) or bool(_all_headings(line))


def row_of(table: Table, line: Line) -> Row:
    """What a row below the headings is."""
    text = fold(line.said())
    telling = [m for m in (Meaning.OWNER, Meaning.PRODUCT, Meaning.DUE, Meaning.PLAN) if table.text(line, m)]
    order, title = table.text(line, Meaning.ORDER), table.text(line, Meaning.TITLE)
    first = fold(line.text(line.filled[0]))
    if (_TOTAL.match(fold(title)) or _TOTAL.match(first)) and (len(telling) < 2 or not _is_number(order)):
        return Row.TOTAL
    if not _is_number(order) and _signed(line, first):
        return Row.SIGNED
    if len(telling) >= 2 or (title and _is_number(order)):
        return Row.TASK
    if _NOTED.match(first):
        return Row.SKIPPED
    return _lonely(table, line, text, order, title, bool(telling))


def _signed(line: Line, first: str) -> bool:
    """The block below the table: where it is sent, who signs."""
    alone = len(line.filled) <= 2 and bool(_DATED.fullmatch(fold(line.text(line.filled[-1]))) or _DATED.match(first))
    return alone or any(_SIGNED.match(fold(line.text(i))) for i in line.filled)


def _lonely(table: Table, line: Line, text: str, order: str, title: str, telling: bool) -> Row:
    """A row with little in it: a section's heading, or a task that lacks nearly everything."""
    words = [i for i in line.filled if i != table.columns.get(Meaning.ORDER)]
    if len(words) == 1 and (
        is_part(table, line) or order.strip(" .)") in table.parents
    ):  # whatever column its words stand in
        return Row.SECTION
    if len(line.filled) == 1 or (len(words) == 1 and not telling):
        whole = line.said()
        if _SECTION.match(text) or is_part(table, line) or whole.isupper():
            return Row.SECTION
    if title and (telling or Meaning.ORDER not in table.columns):
        return Row.TASK
    return Row.TASK if telling and _is_number(order) else Row.SKIPPED


def is_part(table: Table, line: Line) -> bool:
    """Is the row numbered I, II … or A, B …: a part that may hold groups of its own?"""
    return bool(_ROMAN.fullmatch(table.text(line, Meaning.ORDER).strip(" .)")))


def _is_number(order: str) -> bool:
    return bool(re.fullmatch(r"\d{1,4}(?:[.,]\d{1,3})*\.?", order))

"""Read an annex: every sheet that has headings, its sections and printed totals."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from rules.annex.cells import Line, Sheet, held_by, letter, repeated, spread
from rules.annex.findings import Finding, Kind
from rules.annex.head import Heading, heading_of
from rules.annex.layout import Row, Table, is_part, row_of, table_of, unread_columns
from rules.annex.records import Page, Record, Spans, record_of
from rules.annex.totals import Printed, printed
from rules.annex.unreadable import EMPTY, NO_HEADING, SECRET, TOO_MANY, Unreadable
from rules.confidential import find_mark
from rules.text import fold
from rules.workdays import WorkingDays

MOST_ROWS = 10_000
_OWN = ("tu xac dinh", "tu bo sung", "bo sung them", "chi tieu bo sung", "tu dat", "xac dinh bo sung")


@dataclass(frozen=True)
class Total:
    """A printed total beside what was counted there; `tasks` counts rows, whether they can be imported or not."""

    sheet: str
    printed: Printed
    first: int  # positions of the tasks it counts
    last: int
    sheet_from: int  # where its sheet's tasks begin; for a heading, its section's

    @property
    def spans(self) -> set[tuple[int, int]]:
        """What it may count, from where to where: a total on the last of several sheets all of them, one that closes a section
        the whole sheet as well, a heading its own section."""
        if self.printed.whole:
            return {(self.first, self.last), (1, self.last)}
        return {(self.first, self.last), (self.sheet_from, self.last)}


@dataclass(frozen=True)
class Hidden:
    """The place of a row marked secret among the others; it counts, and nothing of it is said."""

    position: int
    section: str
    spans: Spans


@dataclass(frozen=True)
class Annex:
    """What was read. `tasks` counts the rows of tasks, `records` are those whose words may be repeated."""

    heading: Heading
    sheets: tuple[str, ...]
    unread: tuple[str, ...]
    tasks: int
    records: tuple[Record, ...]
    findings: tuple[Finding, ...]
    totals: tuple[Total, ...]
    hidden: tuple[Hidden, ...] = ()
    ignored: tuple[tuple[str, str, str], ...] = ()  # columns that are not read: sheet, letter, heading


@dataclass
class _Reading:
    tasks: int = 0
    records: list[Record] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)


def read_annex(sheets: Sequence[Sheet], today: date, days: WorkingDays) -> Annex:
    """The annex in these sheets, read on this day with this calendar. Raises `Unreadable`."""
    held = {sheet.name: held_by(spread(sheet)) for sheet in sheets}
    if sum(map(len, held.values())) > MOST_ROWS:
        raise Unreadable(TOO_MANY, limit=f"{MOST_ROWS}")
    tables = [(sheet.name, table) for sheet in sheets if (table := table_of(sheet, held[sheet.name]))]
    if not tables:
        raise Unreadable(NO_HEADING)
    heads = [line.text(i) for _, table in tables for line in table.before for i in line.filled]
    if any(find_mark(text) for text in heads):
        raise Unreadable(SECRET)
    heading = heading_of(heads)
    reading = _Reading()
    for name, table in tables:
        _sheet(reading, Page(name, table, _spans(table, heading), heading.read_on(today), days))
    if not reading.tasks:
        raise Unreadable(EMPTY)
    named = tuple(name for name, _ in tables)
    unread = tuple(sheet.name for sheet in sheets if sheet.name not in named and held[sheet.name])
    found = (*reading.findings, *_wrong_totals(reading))
    records, totals, hidden = tuple(reading.records), tuple(reading.totals), tuple(reading.hidden)
    ignored = tuple((name, letter(i), head) for name, table in tables for i, head in unread_columns(table))
    return Annex(heading, named, unread, reading.tasks, records, found, totals, hidden, ignored)


def _spans(table: Table, whole: Heading) -> Spans:
    """The years that a sheet says it is for; where it says none, those of the document."""
    return heading_of(line.text(i) for line in table.before for i in line.filled).spans or whole.spans


def _sheet(reading: _Reading, page: Page) -> None:
    section, own = "", False
    first, begun, open_heading = reading.tasks + 1, reading.tasks + 1, None
    part_begun, part = begun, None
    above: Line | None = None
    for line in page.table.below:
        row = row_of(page.table, line)
        if row is Row.SIGNED:
            break
        if row is Row.SECTION:
            _close(reading, page.name, open_heading, begun)
            section = " ".join(line.said().split())
            own = any(words in fold(section) for words in _OWN)
            begun, open_heading = reading.tasks + 1, printed(line, heading=True)
            if is_part(page.table, line):
                _close(reading, page.name, part, part_begun)
                part_begun, part, open_heading = begun, open_heading, None
        elif row is Row.TOTAL:
            _total(reading, page.name, printed(line), first, begun)
        elif row is Row.TASK:
            above = repeated(line, above)
            _task(reading, page, above, section, own)
    _close(reading, page.name, open_heading, begun)
    _close(reading, page.name, part, part_begun)


def _task(reading: _Reading, page: Page, line: Line, section: str, own: bool) -> None:
    reading.tasks += 1
    record, found = record_of(page, line, reading.tasks, section, own)
    reading.findings.extend(found)
    if record is not None:
        reading.records.append(record)
    else:
        reading.hidden.append(Hidden(reading.tasks, section, page.spans))


def _close(reading: _Reading, name: str, heading: Printed | None, begun: int) -> None:
    """A section's heading may say how many there are in it."""
    if heading is not None and heading.tasks is not None and begun <= reading.tasks:
        counted = replace(heading, people=None)
        reading.totals.append(Total(name, counted, begun, reading.tasks, begun))


def _total(reading: _Reading, name: str, total: Printed | None, first: int, begun: int) -> None:
    if total is not None:
        start = first if total.whole or begun == first else begun
        reading.totals.append(Total(name, total, start, reading.tasks, first))


def _wrong_totals(reading: _Reading) -> list[Finding]:
    """The number of tasks; the people are counted where their posts are known."""
    return [
        Finding(
            Kind.TOTAL,
            total.sheet,
            total.printed.line.number,
            letter(total.printed.line.filled[0]),
            {"printed": total.printed.tasks, "counted": total.last - total.first + 1},
        )
        for total in reading.totals
        if total.printed.tasks is not None and total.printed.tasks not in {b - a + 1 for a, b in total.spans}
    ]

"""A task as a row of the annex says it, and what the row alone shows to be wrong with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rules.annex.amounts import Amount, NoNumber, NoUnit, amount_of
from rules.annex.cells import Line, letter
from rules.annex.findings import Finding, Kind
from rules.annex.headed import owner_of_section
from rules.annex.headings import Meaning
from rules.annex.layout import Table
from rules.confidential import find_mark
from rules.deadlines import Deadline, parse_deadline, reasons
from rules.personal import personal_number
from rules.text import fold
from rules.workdays import WorkingDays

LONGEST = 300  # characters of a title or product, as everywhere
_PAST = frozenset({reasons.DAY_OVER, reasons.PERIOD_OVER})
_IMPOSSIBLE = frozenset({reasons.NO_SUCH_DAY, reasons.NO_SUCH_PERIOD, reasons.NO_SUCH_HOUR, reasons.TOO_FAR})
_DATED = re.compile(r"20\d\d|\d[/.\-]\d{1,2}[/.\-]\d\d")
Spans = tuple[tuple[int, int], ...]
_CHECKED = (
    Meaning.TITLE,
    Meaning.PRODUCT,
    Meaning.OWNER,
    Meaning.SUPERVISOR,
    Meaning.NOTE,
    Meaning.FIELD,
    Meaning.QUALITY,
)


@dataclass(frozen=True)
class Record:
    """One task. `position` counts the tasks of the annex from 1; texts are as written; `columns` are letters by meaning."""

    sheet: str
    row: int
    position: int
    section: str
    title: str
    product: str
    owner: str
    unit: str
    kind: str
    field: str
    quality: str
    supervisor: str
    directing: str
    reason: str
    advising: str
    assigner: str
    own: bool
    spans: Spans  # the years and spans of its own sheet
    due_text: str
    due: Deadline | None
    amount: Amount | None
    columns: dict[str, str]

    def finding(self, kind: Kind, meaning: Meaning | None = None, **args: object) -> Finding:
        """A finding at this row, in the column of this meaning."""
        return Finding(kind, self.sheet, self.row, self.columns.get(meaning, "") if meaning else "", args)


@dataclass(frozen=True)
class Page:
    """What the rows of one sheet have in common: its table, the years it is for, the day its deadlines are read on."""

    name: str
    table: Table
    spans: Spans
    read_on: date
    days: WorkingDays

    def deadline(self, text: str) -> Deadline:
        """A deadline without a year, in a sheet for one later year ("Quý III" in that of 2025), is in that year."""
        first = min((first for first, _ in self.spans), default=0)
        ahead = first > self.read_on.year and not _DATED.search(fold(text))
        return _deadline(text, date(first, 1, 1) if ahead else self.read_on, self.days)


def record_of(page: Page, line: Line, position: int, section: str, own: bool) -> tuple[Record | None, list[Finding]]:
    """The record of a row and its findings; no record where the row is marked secret, and its words are not repeated."""
    sheet, table = page.name, page.table
    marked = next(((i, mark) for i in line.filled if (mark := find_mark(line.text(i)))), None)
    if marked is not None:
        return None, [Finding(Kind.SECRET, sheet, line.number, letter(marked[0]), {"mark": marked[1]})]
    said = {meaning: table.text(line, meaning) for meaning in Meaning}
    columns = {meaning.value: letter(column) for meaning, column in table.columns.items()}
    due_text = said[Meaning.DUE]
    due = page.deadline(due_text) if due_text else None
    amount, wrong = _amount(said)
    record = Record(
        sheet=sheet,
        row=line.number,
        position=position,
        section=section,
        title=_one_line(said[Meaning.TITLE]),
        product=_one_line(said[Meaning.PRODUCT]),
        owner=said[Meaning.OWNER] or owner_of_section(table, section),
        unit=said[Meaning.UNIT],
        kind=_one_line(said[Meaning.KIND]),
        field=_one_line(said[Meaning.FIELD]),
        quality=_one_line(said[Meaning.QUALITY]),
        supervisor=said[Meaning.SUPERVISOR],
        directing=said[Meaning.DIRECTING],
        reason=_one_line(said[Meaning.REASON]),
        advising=_one_line(said[Meaning.ADVISING]),
        assigner=said[Meaning.ASSIGNER],
        own=own,
        spans=page.spans,
        due_text=_one_line(due_text),
        due=due,
        amount=amount,
        columns=columns,
    )
    found = [*_missing(record, table), *_due(record, page.days), *_personal(record, said), *_long(record)]
    if wrong is not None:
        found.append(record.finding(wrong, _column(wrong, record), text=said[Meaning.PLAN]))
    return record, found


@lru_cache(maxsize=1024)
def _deadline(text: str, today: date, days: WorkingDays) -> Deadline:
    """The same words stand in many rows."""
    return parse_deadline(text, today, days)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _amount(said: dict[Meaning, str]) -> tuple[Amount | None, Kind | None]:
    try:
        return amount_of(said[Meaning.PLAN], said[Meaning.MEASURE], said[Meaning.TITLE], said[Meaning.PRODUCT]), None
    except NoNumber:
        return None, Kind.UNREADABLE_NUMBER
    except NoUnit:
        return None, Kind.NO_UNIT


def _column(wrong: Kind, record: Record) -> Meaning:
    """What is missing is looked for where it should stand."""
    return Meaning.MEASURE if wrong is Kind.NO_UNIT and Meaning.MEASURE in record.columns else Meaning.PLAN


def _missing(record: Record, table: Table) -> Iterator[Finding]:
    """A product may be told by plan and unit alone, where the annex has no column for it."""
    if not record.title:
        yield record.finding(Kind.MISSING_TASK, Meaning.TITLE)
    if not record.owner:
        yield record.finding(Kind.MISSING_OWNER, Meaning.OWNER)
    measured = Meaning.PRODUCT not in table.columns and Meaning.PLAN in table.columns
    if not record.product and not (measured and record.amount):
        yield record.finding(Kind.MISSING_PRODUCT, Meaning.PRODUCT)
    if not record.due_text:
        yield record.finding(Kind.MISSING_DEADLINE, Meaning.DUE)


def _due(record: Record, days: WorkingDays) -> Iterator[Finding]:
    due = record.due
    if due is None:
        return
    if due.kind == "ambiguous":
        yield record.finding(Kind.AMBIGUOUS_DEADLINE, Meaning.DUE, text=record.due_text, readings=list(due.readings))
    elif due.kind == "refused":
        reason = due.reason or ""
        kind = (
            Kind.PAST_DEADLINE
            if reason in _PAST
            else Kind.NO_SUCH_DATE
            if reason in _IMPOSSIBLE
            else Kind.NOT_A_DEADLINE
        )
        yield record.finding(kind, Meaning.DUE, text=record.due_text, reason=reason, given=dict(due.args))
    elif due.date is not None and not days.is_working(due.date) and _names_day(record.due_text):
        yield record.finding(Kind.DAY_OFF, Meaning.DUE, day=due.date)


def _names_day(text: str) -> bool:
    """A day that somebody chose; the last day of a quarter was chosen by nobody."""
    numbers = [
        each for each in fold(text).replace("-", "/").replace(".", "/").split() if any(c.isdigit() for c in each)
    ]
    dated = any(each.count("/") >= 2 or (each.count("/") == 1 and len(each.split("/")[-1]) <= 2) for each in numbers)
    return dated or "ngay" in fold(text) or any(w in fold(text) for w in ("chu nhat", "thu bay", "thu 7"))


def _personal(record: Record, said: dict[Meaning, str]) -> Iterator[Finding]:
    for meaning in _CHECKED:
        if personal_number(said[meaning]):
            yield record.finding(Kind.PERSONAL_NUMBER, meaning)


def _long(record: Record) -> Iterator[Finding]:
    for meaning, text in ((Meaning.TITLE, record.title), (Meaning.PRODUCT, record.product)):
        if len(text) > LONGEST:
            yield record.finding(Kind.TOO_LONG, meaning, count=len(text), limit=LONGEST)

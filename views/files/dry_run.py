"""All that the dry run of an annex found, as a workbook: findings by place, posts to be chosen, changes, tasks of each post."""

import io
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from models.base import Json
from rules.annex import Finding
from services.annex.plan import findings_of
from views.annex import said_changes
from views.annex_findings import sentence
from views.files.cells import Value, add_styles, row, sheet, widths
from views.words import say

Rows = Iterable[Sequence[tuple[Value, str]]]


def workbook(plan: Json) -> bytes:
    """The workbook as it is saved; a sheet without rows is left out, the findings are always there."""
    book = Workbook(write_only=True)
    add_styles(book)
    found = (say("Sheet"), say("Row"), say("Column"), say("What was found"), say("Keeps the row out"))
    _page(book, say("Findings"), found, (20, 8, 8, 90, 16), [_finding(each) for each in findings_of(plan)])
    texts = (say("No."), say("As it is written"), say("Rows"), say("Who may be meant"), say("Chosen"))
    _page(book, say("Posts to choose"), texts, (8, 44, 8, 70, 40), _posts(plan), always=False)
    changes = (say("Code"), say("Task"), say("What changes"))
    _page(book, say("Changes"), changes, (12, 70, 70), _changes(plan), always=False)
    owners = (say("Leader's post"), say("Tasks"))
    _page(book, say("Tasks of each post"), owners, (60, 12), _owners(plan), always=False)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _page(
    book: Workbook, title: str, headings: Sequence[str], sizes: Sequence[int], rows: Rows, *, always: bool = True
) -> None:
    kept = list(rows)
    if not kept and not always:
        return
    page = sheet(book, title)
    page.freeze_panes = "A2"
    widths(page, sizes)
    page.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{len(kept) + 1}"
    page.append(row(page, [(heading, "head") for heading in headings]))
    for each in kept:
        page.append(row(page, each))


def _finding(found: Finding) -> list[tuple[Value, str]]:
    stops = say("yes") if found.blocking else say("no")
    place: list[tuple[Value, str]] = [(found.sheet, "text"), (found.row, "count"), (found.column, "text")]
    return [*place, (sentence(found), "text"), (stops, "text")]


def _posts(plan: Json) -> Rows:
    for number, text in enumerate(plan["unclear"], 1):
        likely = "\n".join(f"{place}. {each['name']}" for place, each in enumerate(text["candidates"], 1))
        shown: list[Any] = [(number, "count"), (text["text"], "text"), (text["rows"], "count"), (likely, "text")]
        yield [*shown, (text["chosen"] or "", "text")]


def _changes(plan: Json) -> Rows:
    for each in plan["rows"]:
        if each["action"] == "change":
            what = said_changes(each["changes"], plan["names"])
            yield [(f"NV-{each['task_id']}", "text"), (each["title"], "text"), (what, "text")]
    for task in plan["gone"]:
        yield [(f"NV-{task}", "text"), ("", "text"), (say("no longer in the file, kept as it is"), "text")]


def _owners(plan: Json) -> Rows:
    for post, count in Counter[str](plan["owners"]).most_common():
        yield [(post, "text"), (count, "count")]

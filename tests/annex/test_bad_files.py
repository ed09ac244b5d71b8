"""Files that are no annex: one sentence each, nothing is read."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from sqlmodel import Session

from bot.annex.job import dry_run
from bot.annex.safety import OLE
from rules.annex import unreadable as why
from tests.annex.office import TODAY, clean_rows, organisation, saved, workbook

SHEET = "xl/worksheets/sheet1.xml"
SMALL = clean_rows()[:6]


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one part changed (or made)."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), part]):
            body = old.read(name) if name in old.namelist() else b""
            new.writestr(name, change(body) if name == part else body)
    return out.getvalue()


def entities(body: bytes) -> bytes:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return body.replace(b"<worksheet", bomb + b"<worksheet", 1)


def bomb(_: bytes) -> bytes:
    return b"<worksheet><sheetData>" + b" " * (64 << 20) + b"</sheetData></worksheet>"


def with_cell(value: object, cell: str = "C10") -> bytes:
    book = openpyxl.load_workbook(BytesIO(workbook(SMALL)))
    book.active[cell] = value
    return saved(book)


def cached(formula: str, result: str) -> bytes:
    """A formula with the result that Excel keeps beside it."""
    return changed(
        with_cell(f"={formula}"),
        SHEET,
        lambda body: re.sub(rb"(</f>)<v\s*/?>(?:</v>)?", rb"\1<v>" + result.encode() + b"</v>", body),
    )


def other_headings() -> bytes:
    book = openpyxl.load_workbook(BytesIO(workbook(SMALL)))
    for column, text in enumerate(("TT", "Nhiệm vụ", "Chức danh chịu trách nhiệm", "Sản phẩm", "Thời hạn"), 1):
        book.active.cell(11, column, text)
    for column in range(6, 10):
        book.active.cell(11, column).value = None
    return saved(book)


def without_headings() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(("Làm đường", "Chủ tịch UBND xã", "30/6/2027"))
    return saved(book)


def marked() -> bytes:
    return workbook(SMALL, note="MẬT")


CLEAN = workbook(SMALL)
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "a csv renamed": (lambda: "TT,Nhiệm vụ,Thời hạn\n1,Làm đường,30/6".encode(), why.NOT_A_WORKBOOK),
    "a zip of something else": (
        lambda: changed(b"PK\x05\x06" + bytes(18), "a.txt", lambda _: b"a"),
        why.NOT_A_WORKBOOK,
    ),
    "an encrypted one": (lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), why.ENCRYPTED),
    "an old xls": (lambda: OLE + bytes(600), why.NOT_A_WORKBOOK),
    "a zip bomb": (lambda: changed(CLEAN, SHEET, bomb), why.TOO_BIG),
    "an entity bomb": (lambda: changed(CLEAN, SHEET, entities), why.ENTITIES),
    "links to other files": (
        lambda: changed(CLEAN, "xl/externalLinks/externalLink1.xml", lambda _: b"<x/>"),
        why.LINKS,
    ),
    "macros": (lambda: changed(CLEAN, "xl/vbaProject.bin", lambda _: b"x"), why.MACROS),
    "two rows of headings that contradict": (other_headings, why.CONTRADICTORY),
    "no headings": (without_headings, why.NO_HEADING),
    "a formula that calls a program": (lambda: cached("cmd|' /C calc'!A0", "5"), why.DANGEROUS),
    "text that would become one": (lambda: with_cell("'=cmd|' /C calc'!A0".removeprefix("'")), why.DANGEROUS),
    "a formula nobody computed": (lambda: with_cell("=1+1"), why.UNCOMPUTED),
    "a marked one": (marked, why.SECRET),
    "cut off in the middle": (lambda: CLEAN[: len(CLEAN) // 2], why.DAMAGED),
    "a broken part": (lambda: changed(CLEAN, SHEET, lambda body: body[: len(body) // 2]), why.DAMAGED),
    "nothing below the headings": (lambda: workbook([]), why.EMPTY),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_annex_gets_one_sentence(session: Session, name: str) -> None:
    make, reason = BAD[name]
    plan = dry_run(session, make(), TODAY)
    assert set(plan) == {"unreadable", "args"}
    assert plan["unreadable"] == reason


def test_a_computed_formula_is_read_by_its_result(session: Session) -> None:
    organisation(session)
    plan = dry_run(session, cached("30+5", "35"), TODAY)
    assert plan["tasks"] == 6
    assert [row["title"] for row in plan["rows"]][1] == "35"


def test_formatted_empty_rows_are_nothing(session: Session) -> None:
    """Two hundred thousand of them are measured by `make bench`."""
    organisation(session)
    row = b"".join(b'<c r="%c9" s="3"/>' % column for column in b"ABCDEFGHI")
    empty = b'<row r="900" spans="1:9" ht="15">' + row + b"</row>"
    data = changed(CLEAN, SHEET, lambda body: body.replace(b"</sheetData>", empty * 20_000 + b"</sheetData>"))
    plan = dry_run(session, data, TODAY)
    assert (plan["tasks"], plan["findings"]) == (6, [])

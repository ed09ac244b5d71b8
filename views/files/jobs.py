"""What the child process is asked for: each function reads what it needs and gives back what to keep, the type, the bytes.

The result names the file and carries the figures of the message that goes with it, as of the moment the file was made.
"""

from collections import Counter
from datetime import datetime
from typing import Any

from sqlmodel import Session

from models import Blob
from rules.issuers import Layout, paper_number
from rules.localtime import local
from rules.text import fold
from services.annex.plan import unpacked
from services.annexes import annex as read_annex
from services.register import Scope, read
from services.year_report import year_report as read_year
from views.annex import name_of
from views.files import paper as word
from views.files import register as excel
from views.files.annex import annex as write_annex
from views.files.dry_run import workbook as findings_workbook
from views.files.slips import Printed
from views.files.slips import slips as print_slips
from views.files.year import year_reports

Made = tuple[dict[str, Any], str, bytes]


def register(session: Session, *, at: str, **scope: Any) -> Made:
    """The register of a scope as a workbook."""
    now = datetime.fromisoformat(at)
    found = read(session, Scope(**scope), now)
    lights = Counter(line.standing.light.value for line in found.counted)
    result = {
        "name": f"so-nhiem-vu-{local(now):%Y-%m-%d}.xlsx",
        "of": found.of,
        "tasks": len(found.counted),
        "posts": len({line.post.id for line in found.counted}),
        "lights": dict(lights),
    }
    return result, excel.MIME, excel.workbook(found)


def year_report(session: Session, *, at: str, posts: list[int], year: int, layout: str | None = None) -> Made:
    """The year reports of some posts as one Word file."""
    now, chosen = datetime.fromisoformat(at), Layout(layout) if layout else None
    found = [read_year(session, post, year, now, chosen) for post in posts]
    reports = [report for report in found if report.lines] or found[:1]  # who was given nothing has nothing to report
    result = {
        "name": f"bao-cao-nam-{year}.docx",
        "of": "; ".join(report.post.name for report in reports[:3]),
        "posts": len(reports),
        "year": year,
        "tasks": sum(len(report.lines) for report in reports),
        "done": sum(len(report.done) for report in reports),
    }
    return result, word.MIME, year_reports(reports)


def annex(session: Session, *, at: str, document_id: int, layout: str | None = None) -> Made:
    """The annex of a Decision as Word."""
    chosen = Layout(layout) if layout else None
    found = read_annex(session, document_id, datetime.fromisoformat(at), chosen)
    number = f"{found.paper.number}-{found.paper.symbol}"
    result = {
        "name": f"phu-luc-{plain_name(number)}.docx",
        "of": f"{found.paper.kind} {paper_number(found.paper.number, found.paper.symbol)}",
        "tasks": found.count,
        "posts": len(found.posts),
    }
    return result, word.MIME, write_annex(found)


def plain_name(text: str) -> str:
    """For a file's name: letters and digits of any system, joined by dashes."""
    return "-".join("".join(letter if letter.isalnum() else " " for letter in fold(text)).split())


def dry_run(session: Session, *, at: str, blob_id: int, name: str) -> Made:
    """All that the dry run of an annex found, kept as its plan, as a workbook."""
    plan = unpacked(session.get_one(Blob, blob_id).data)
    result = {
        "name": f"kiem-tra-{plain_name(name.rsplit('.', 1)[0])[:60]}.xlsx",
        "of": name_of(plan["document"]),
        "findings": len(plan["findings"]),
        "posts": len(plan["unclear"]),
    }
    return result, excel.MIME, findings_workbook(plan)


def slips(*, at: str, slips: list[list[str]], until: str, trusted: bool = False) -> Made:
    """The slips of a conference; each is (post, code, address or nothing)."""
    printed = [Printed(*each) for each in slips]
    data = print_slips(printed, local(datetime.fromisoformat(until)).date(), trusted=trusted)
    result = {"name": f"phieu-ket-noi-{local(datetime.fromisoformat(at)):%Y-%m-%d}.docx", "count": len(printed)}
    return result, word.MIME, data

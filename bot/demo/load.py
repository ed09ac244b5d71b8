"""Load the demo's organisation and annex: `python -m bot.demo.load DATABASE_URL`.

A process of its own, because reading workbooks is slow to import and the bot's process must never do it. It knows these two
workbooks only; importing whatever an office sends is another matter. The importer itself was tried here: it takes as long (4.2
to 4.7 seconds of processor time against 4.0), announces the tasks, and leaves to this file all that makes a year half over.
"""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from sqlmodel import Session, select

from bot.db import Database
from bot.wiring import set_up_logging
from models import Document, Person, Post, Report, ReportKind, Target, Task, Tenure, Unit
from rules.deadlines import parse_deadline
from rules.localtime import at
from rules.states import DueKind, TaskState
from rules.text import parse_number
from rules.workdays import WorkingDays
from services.calendar import working_days
from services.nagging import plan

DATA = Path(__file__).parent / "data"
ISSUED = date(2022, 12, 30)
NOW = at(date(2023, 11, 23), 7)
# Claimed so far, as shares of plan in the order of the annex: made up, but for the two values the article gives.
SHARES = ("1", "0.975", "0.82", "0.9", "0.71", "1.02", "0.5", None, "0.97", "0.88")
TENTHS = frozenset({"%", "điểm %", "nghìn tấn"})  # the rest is counted in whole pieces
GIVEN = {1: Decimal("98.3"), 2: Decimal("39")}


def load(session: Session) -> None:
    """Units, posts, the Decision and its 37 targets, with what was reported so far."""
    posts = _organisation(session)
    document = Document(
        unit_id=_unit(session, "Huyện ủy Trấn Yên"),
        kind="Kế hoạch",
        number="111",
        symbol="KH/HU",
        issuer="Huyện ủy Trấn Yên",
        issued_on=ISSUED,
        title="Giao chỉ tiêu thực hiện nhiệm vụ chính trị năm 2023",
    )
    session.add(document)
    session.flush()
    for row in _targets():
        _task(session, row, posts, document)


def _organisation(session: Session) -> dict[str, int]:
    book = openpyxl.load_workbook(DATA / "tran-yen-to-chuc.xlsx", read_only=True)
    units: dict[str, int] = {}
    for name, parent, level, group in _rows(book["Đơn vị"]):
        unit = Unit(name=name, level=level or "", group=group or "", parent_id=units.get(parent))
        session.add(unit)
        session.flush()
        units[name] = unit.id or 0
    posts: dict[str, Post] = {}
    lines = list(_rows(book["Chức danh"]))
    book.close()
    for name, unit_name, _ in lines:
        posts[name] = Post(name=name, unit_id=units[unit_name])
    session.add_all(posts.values())
    session.flush()
    for name, _, supervisor in lines:
        posts[name].supervisor_id = posts[supervisor].id if supervisor else None
    _holders(session, posts)
    return {name: post.id or 0 for name, post in posts.items()}


def _holders(session: Session, posts: dict[str, Post]) -> None:
    """Somebody holds every post, and most of them have not joined yet; the posts speak for themselves, no one is named."""
    for post in posts.values():
        person = Person(name=f"Đồng chí giữ chức danh {post.name}")
        session.add(person)
        session.flush()
        session.add(Tenure(person_id=person.id or 0, post_id=post.id or 0, starts_on=date(2023, 1, 3)))


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    rows = sheet.iter_rows(min_row=2, values_only=True)
    return (row for row in rows if row[0])


def _unit(session: Session, name: str) -> int:
    return session.exec(select(Unit.id).where(Unit.name == name)).one() or 0


def _targets() -> Iterator[tuple[Any, ...]]:
    book = openpyxl.load_workbook(DATA / "tran-yen-ke-hoach-111.xlsx", read_only=True)
    rows = [row for row in book.worksheets[0].iter_rows(min_row=7, values_only=True) if isinstance(row[0], int)]
    book.close()
    return iter(rows)


def _task(session: Session, row: tuple[Any, ...], posts: dict[str, int], document: Document) -> None:
    order, title, measure, planned, product, owner, _, supervisor, due = row
    calendar = working_days(session)
    post = posts[owner]
    task = Task(
        unit_id=session.get_one(Post, post).unit_id,
        post_id=post,
        number=_next_number(session, post),
        document_id=document.id,
        source="assigned" if order <= 28 else "own",
        title=title,
        product=product,
        supervisor_id=posts.get(supervisor),
        state=TaskState.IN_PROGRESS,
        assigned_at=at(ISSUED, 9),
        accepted_at=at(ISSUED, 15),
        state_at=at(ISSUED, 15),
        **_due(due, calendar),
    )
    session.add(task)
    session.flush()
    target = _target(task, title, measure, planned)
    session.add(target)
    _reported(session, task, target, order)
    plan(session, task, NOW)


def _next_number(session: Session, post: int) -> int:
    return len(session.exec(select(Task.id).where(Task.post_id == post)).all()) + 1


def _due(words: str, calendar: WorkingDays) -> dict[str, Any]:
    """The deadline in words, read against the document's date."""
    read = parse_deadline(words, ISSUED, calendar)
    kind = {"date": DueKind.DATE, "ongoing": DueKind.ONGOING, "recurring": DueKind.RECURRING}[read.kind]
    return {
        "due_kind": kind,
        "due_on": read.date,
        "original_due_on": read.date,
        "every": read.every,
        "due_day": read.day,
    }


def _target(task: Task, title: str, measure: str, planned: Any) -> Target:
    direction = "down" if "không quá" in title else "up"
    low, dash, high = str(planned).partition(" - ")
    if dash:
        return Target(task_id=task.id or 0, measure=measure, low=parse_number(low), high=parse_number(high))
    amount = parse_number(planned) if isinstance(planned, str) else Decimal(str(planned))
    return Target(task_id=task.id or 0, measure=measure, plan=amount, direction=direction)


def _reported(session: Session, task: Task, target: Target, order: int) -> None:
    """A last claimed value for some of them, days or weeks ago, by the person who holds the post."""
    share = SHARES[(order - 1) % len(SHARES)]
    if share is None or target.plan is None:
        return
    value = GIVEN.get(
        order, (target.plan * Decimal(share)).quantize(Decimal(1) if target.plan > 50 else Decimal("0.1"))
    )
    when = NOW - timedelta(days=3 + (order * 5) % 24)
    session.add(Report(task_id=task.id or 0, kind=ReportKind.VALUE, value=value, author_id=_system(session), at=when))
    task.news_at = when
    session.add(task)


def _system(session: Session) -> int:
    """Who typed the values before the demo begins: nobody in particular."""
    found = session.exec(select(Person).where(Person.name == "Văn phòng")).first()
    if found is None:
        found = Person(name="Văn phòng")
        session.add(found)
        session.flush()
    return found.id or 0


if __name__ == "__main__":
    set_up_logging("text")
    database = Database(sys.argv[1])
    database.transact(load)
    database.close()

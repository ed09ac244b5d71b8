"""An annex: its dry run beside a bare openpyxl read of the same file, and how long leaders wait while it is read and imported."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from statistics import median
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
from sqlmodel import Session, col, select

from bench.latency import STEPS, Waits, answers, ask, ask_once, waits
from bench.places import MORNING, database_url, people, place, settle, watched
from bench.report import Line, p99, ratio, spread
from bench.size import Size
from bot.annex.job import dry_run, packed
from bot.annex.workbook import sheets_of
from bot.clock import monotonic
from bot.db import Database
from bot.fetch import keep_blob
from bot.migrate import upgrade
from models import AnnexImport, Job, Post, Unit
from models.base import Json
from rules.localtime import today
from rules.workdays import vietnam_days
from services.annex.importing import begin
from services.calendar import seed
from tests.annex.office import DUES, MEASURES, Row, workbook
from tests.process.rig import Rig, wait_until

PATIENCE = 300.0  # seconds


def measure(size: Size) -> list[Line]:
    lines = [line for rows, posts in size.annexes for line in read(rows, posts, size.runs)]
    return [*lines, _empty_rows(size.empty_rows), *_waiting(size)]


def _empty_rows(count: int) -> Line:
    """Formatted rows without a value below a small annex, read as a stream."""
    cells = b"".join(b'<c r="%c9" s="3"/>' % column for column in b"ABCDEFGHI")
    with ZipFile(BytesIO(annex(18, 6))) as clean:
        parts = {name: clean.read(name) for name in clean.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    rows = b'<row r="900" spans="1:9" ht="15">' + cells + b"</row>"
    parts[sheet] = parts[sheet].replace(b"</sheetData>", rows * count + b"</sheetData>")
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, body in parts.items():
            made.writestr(name, body)
    took = _seconds(lambda: sheets_of(out.getvalue()))
    return Line(f"{count:,} formatted empty rows", "taken apart and read", "–", f"{took:.2f} s")


def annex(rows: int, posts: int) -> bytes:
    """So many rows for so many posts, as a province would write them."""
    return workbook([_row(number, number * posts // rows) for number in range(rows)])


def _row(number: int, post: int) -> Row:
    product, measure, plan = MEASURES[number % len(MEASURES)]
    title = f"Giải phóng mặt bằng tuyến đường số {number} và bàn giao cho chủ đầu tư đúng tiến độ"
    due = DUES[number % len(DUES)]
    return Row(3, name(post), title, "Kinh tế - xã hội", product, measure, plan, name(0), due, number + 1)


def name(post: int) -> str:
    return f"Bí thư Đảng ủy xã Đồng Tâm {post}"


def organise(session: Session, posts: int) -> None:
    """The posts of the annex, each in a commune of its own; under the root, which is made where there is none."""
    seed(session, vietnam_days(range(2026, 2031)))
    root = session.exec(select(Unit).where(col(Unit.parent_id).is_(None))).first() or Unit(name="Tỉnh ủy", level="tỉnh")
    session.add(root)
    session.flush()
    units = [Unit(name=f"Xã Đồng Tâm {post}", level="xã", parent_id=root.id) for post in range(posts)]
    session.add_all(units)
    session.flush()
    session.add_all(Post(name=name(post), unit_id=unit.id or 0) for post, unit in enumerate(units))


def read(rows: int, posts: int, runs: int) -> list[Line]:
    """Both in this process, one after the other."""
    data = annex(rows, posts)
    with TemporaryDirectory(prefix="giaoviec-bench-") as folder:
        db = Database(f"sqlite:///{folder}/annex.db")
        upgrade(db.engine)
        db.transact(organise, posts)
        mine: list[float] = []
        bare: list[float] = []
        for _ in range(runs):
            mine.append(_seconds(lambda: db.read_now(dry_run, data, today(MORNING))))
            bare.append(_seconds(lambda: _bare(data)))
        db.close()
    row, peer = f"an annex of {rows} rows for {posts} posts", "a bare openpyxl read"
    return [
        Line(row, "dry run", f"{ratio(median(mine), median(bare))} of {peer}", f"{median(mine):.2f} s"),
        Line(row, peer, "1.00", f"{median(bare):.2f} s"),
    ]


def _seconds(work: Callable[[], object]) -> float:
    begun = monotonic()
    work()
    return monotonic() - begun


def _bare(data: bytes) -> int:
    book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
    return sum(1 for sheet in book.worksheets for _ in sheet.iter_rows(values_only=True))


def _waiting(size: Size) -> list[Line]:
    alone, reading, writing = (_trial(size, what) for what in ("nothing", "reading", "writing"))
    step = STEPS[-1]
    who = (("alone", alone), ("while a large annex is read", reading), ("while it is imported", writing))
    return [
        Line(
            f"{size.rate:g} a second, {step}",
            name,
            f"{ratio(median(found[step]), median(alone[step]))}, p99 {ratio(p99(found[step]), p99(alone[step]))} of alone",
            spread(found[step]),
        )
        for name, found in who
    ]


def _trial(size: Size, what: str) -> Waits:
    """Leaders ask for their list one after the other while the bot has nothing else, reads, or imports the largest annex."""
    with place("webhook", PACING="true", CLOCK=MORNING.isoformat()) as rig:
        settle(rig, size.asked + 1, MORNING)
        rig.people(people(size.asked + 1))
        watched(rig)
        rig.start_bot()
        ask_once(rig)
        db = Database(database_url(rig))
        if what != "nothing":
            _set_going(db, *size.annexes[-1], importing=what == "writing")
            wait_until(lambda: _under_way(db, what), PATIENCE, rig.bot)
        ask(rig, people(size.asked + 1)[1:], size.rate)
        _answered(rig, size.asked + 1)
        db.close()
        return waits(rig)


def _answered(rig: Rig, count: int) -> None:
    wait_until(lambda: len(answers(rig)) >= count, PATIENCE, rig.bot)


def _set_going(db: Database, rows: int, posts: int, *, importing: bool) -> None:
    """Queue readings of the file, enough for the whole trial; or confirm what one of them found."""
    data = annex(rows, posts)
    db.transact(organise, posts)
    if importing:
        plan: Json = db.read_now(dry_run, data, today(MORNING))
        db.transact(
            lambda session: begin(session, None, plan, keep_blob(session, packed(plan), None), "a.xlsx", MORNING)
        )
        return

    def queue(session: Session) -> None:
        args = {"blob_id": keep_blob(session, data, None), "at": MORNING.isoformat(), "name": "a.xlsx"}
        moments = (MORNING + timedelta(seconds=number) for number in range(30))
        session.add_all(Job(kind="annex_read", args=args, created_at=moment) for moment in moments)

    db.transact(queue)


def _under_way(db: Database, what: str) -> bool:
    if what == "writing":
        return bool(
            db.read_now(lambda session: session.exec(select(AnnexImport.id).where(AnnexImport.done > 0)).first())
        )
    return bool(db.read_now(lambda session: session.exec(select(Job.id).where(Job.state == "running")).first()))

"""The digest: its figures on the read-only connection with few and with many tasks, and its picture from the child process."""

import asyncio
import json
from datetime import date, timedelta
from statistics import median

from sqlalchemy import text
from sqlmodel import Session

from bench.report import Line, ratio
from bench.size import Size
from bench.ticks import filled
from bot import work
from bot.clock import monotonic
from bot.db import Database
from models import Job
from rules.localtime import at
from services.figures import count
from services.picturing import KIND
from services.published import Json, as_json

WEEK, SUNDAY = "2026-W48", date(2026, 11, 29)
UNTIL = at(SUNDAY + timedelta(days=1), 0)
# Two thirds run, a third was claimed or is closed, with days before and after; every tenth has a figure and a value.
SPREAD = (
    """UPDATE task SET due_on = date('2026-11-29', (id * 7 % 200 - 60) || ' days'), assigned_at = '2026-02-01 01:00:00.000000',
    state = CASE WHEN id % 100 < 62 THEN 'in_progress' WHEN id % 100 < 65 THEN 'claimed' WHEN id % 100 < 66 THEN 'suspended'
    WHEN id % 100 < 67 THEN 'assigned' ELSE 'closed' END, news_at = strftime('%Y-%m-%d 01:00:00.000000', '2026-11-29',
    '-' || (id * 3 % 30) || ' days'), state_at = '2026-06-01 01:00:00.000000'""",
    """UPDATE task SET claimed_at = news_at, state_at = news_at, closed_at = CASE state WHEN 'closed' THEN news_at END
    WHERE state IN ('claimed', 'closed')""",
    "DELETE FROM target WHERE task_id % 10 <> 0",
    """INSERT INTO report (task_id, kind, value, author_id, on_behalf, at)
    SELECT task_id, 'value', task_id / 10 % 200, 1, 0, '2026-11-20 01:00:00.000000' FROM target""",
)


def measure(size: Size) -> list[Line]:
    lines = []
    for tasks in size.counted:
        with filled(tasks) as db:
            db.transact(_spread)
            took = [_figures(db)[0] for _ in range(3)]
            lines.append(Line("figures of a week", f"{tasks:,} tasks", "", f"{median(took) * 1000:.0f} ms"))
            if tasks == min(size.counted):
                lines.append(_with_picture(db, tasks))
    return lines


def _spread(session: Session) -> None:
    for statement in SPREAD:
        session.execute(text(statement))


def _figures(db: Database) -> tuple[float, Json]:
    begun = monotonic()
    figures = db.read_now(count, 1, WEEK, UNTIL)
    return monotonic() - begun, {"issue_id": 1, "figures": as_json(figures), "before": None, "trend": []}


def _with_picture(db: Database, tasks: int) -> Line:
    """From nothing to the picture's bytes, the start of the child process included."""
    took, drawing = [], []
    for _ in range(3):
        counted, digest = _figures(db)
        begun = monotonic()
        job = Job(kind=KIND, args=json.loads(json.dumps({"digest": digest, "unit": "Tỉnh ủy"})), created_at=UNTIL)
        code, _, _ = asyncio.run(work._child(db.url, job))
        if code:
            raise RuntimeError("the child process failed")
        drawing.append(monotonic() - begun)
        took.append(counted + drawing[-1])
    share = f"{ratio(median(drawing), median(took))} of it the child process"
    return Line("digest with its picture", f"{tasks:,} tasks", share, f"{median(took):.2f} s")

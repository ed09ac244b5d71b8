"""The digest: its figures on the read-only connection with few and with many tasks, and all of it from the question on."""

import asyncio
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from bench.report import Line, ratio
from bench.size import Size
from bench.ticks import filled
from bot import work
from bot.claim import Claimed, claim
from bot.clock import monotonic
from bot.db import Database
from channels.base import Capabilities
from rules.localtime import at
from services.figures import brief, count
from services.looking import look

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
    "UPDATE task SET ended_on = date(claimed_at, '+7 hours')",
    "DELETE FROM target WHERE task_id % 10 <> 0",
    """INSERT INTO report (task_id, kind, value, author_id, on_behalf, at)
    SELECT task_id, 'value', task_id / 10 % 200, 1, 0, '2026-11-20 01:00:00.000000' FROM target""",
)


ABLE = Capabilities(image_out=True, max_text=4096, max_caption=1024)


def measure(size: Size) -> list[Line]:
    lines = []
    for tasks in size.counted:
        with filled(tasks) as db:
            db.transact(_spread)
            lines += _figures(db, tasks, size.runs)
            if tasks == min(size.counted):
                lines.append(_whole(db, tasks, size.runs))
    return lines


def _spread(session: Session) -> None:
    for statement in SPREAD:
        session.execute(text(statement))


def _figures(db: Database, tasks: int, runs: int) -> list[Line]:
    """All of the digest's, and the screen's alone (`/tiendo`)."""
    of_digest = median(_timed(db.read_now, count, 1, WEEK, UNTIL) for _ in range(runs))
    of_screen = median(_timed(db.read_now, brief, 1, UNTIL) for _ in range(runs))
    named = (("all of the digest", of_digest), ("one screen", of_screen))
    return [
        Line(f"figures, {tasks:,} tasks", who, f"{ratio(took, of_digest)} of the digest", f"{took * 1000:.0f} ms")
        for who, took in named
    ]


def _timed(do: Callable[..., object], *given: Any) -> float:
    begun = monotonic()
    do(*given)
    return monotonic() - begun


def _whole(db: Database, tasks: int, runs: int) -> Line:
    """What the bot does when somebody asks: the child process starts, counts and draws, the message is put together."""
    took, child = [], []
    for number in range(runs):
        now = UNTIL + timedelta(minutes=number)
        begun = monotonic()
        db.transact(look, 1, now, person_id=1, group_id=None)
        child.append(_timed(asyncio.run, work.run_once(db, now)))
        ready = db.transact(claim, {"telegram": ABLE}, now, 1)
        took.append(monotonic() - begun)
        _must_have_a_picture(ready)
    share = f"{ratio(median(child), median(took))} of it the child process"
    return Line("a digest, asked to ready", f"{tasks:,} tasks", share, f"{median(took):.2f} s")


def _must_have_a_picture(ready: list[Claimed]) -> None:
    if len(ready) != 1 or ready[0].messages[0].file is None:
        raise RuntimeError("the digest came without its picture")

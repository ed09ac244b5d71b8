"""From webhook to 2xx, and to the reply committed, at a human rate: alone, and while a 15-second job, a picture and 1,452
notices go on."""

import threading
from datetime import UTC, datetime
from statistics import median, quantiles

import httpx
from sqlalchemy import insert
from sqlmodel import Session, col, select

from bench.report import Line, ratio
from bench.throughput import FIRST, serving
from bot.clock import monotonic
from bot.db import Database
from models import Inbox, InboxState, Job, Outbox
from tests.process.rig import SECRET

NOTICES = 1452


def measure(*, short: bool) -> list[Line]:
    count, rate = (40, 20) if short else (200, 10)
    alone = trial(count, rate, loaded=False)
    loaded = trial(count, rate, loaded=True)
    lines = []
    for what in ("webhook to 2xx", "webhook to reply committed"):
        for who, found in (("alone", alone[what]), ("under load", loaded[what])):
            figure = f"median {median(found) * 1000:.0f} ms, p99 {p99(found) * 1000:.0f} ms"
            lines.append(Line(what, who, figure, f"p99 {ratio(p99(found), p99(alone[what]))} of alone"))
    return lines


def p99(found: list[float]) -> float:
    return quantiles(found, n=100)[98]


def trial(count: int, rate: float, *, loaded: bool) -> dict[str, list[float]]:
    """One person after the other asks by webhook; seconds to the 2xx, and from received to handled as the database keeps it."""
    with serving("ours-webhook", PACING="true") as rig:
        url = f"sqlite:///{rig.folder}/giaoviec.db"
        if loaded:
            load(url)
        taken: list[float] = []
        with httpx.Client(base_url=rig.bot_url, timeout=30) as http:  # one client: making one costs more than asking
            asking = [threading.Timer(n / rate, ask, (http, n, taken)) for n in range(count)]
            for timer in asking:
                timer.start()
            for timer in asking:
                timer.join()
        return {"webhook to 2xx": taken, "webhook to reply committed": committed(url, count)}


def load(url: str) -> None:
    """A 15-second job, a picture job, and notices for everybody."""
    db, now = Database(url), datetime.now(UTC)

    def work(session: Session) -> None:
        session.add(Job(kind="sleep", args={"seconds": 15}, created_at=now))
        session.add(Job(kind="qr", args={"text": "K7M4Q2"}, created_at=now))
        notice = {"kind": "undelivered", "message_class": "answer", "args": {"about": 1}, "body": [], "not_before": now}
        fixed = {"group_chat": False, "state": "queued", "done": 0, "attempts": 0, "created_at": now}
        rows = [
            notice | fixed | {"lane": f"telegram:{FIRST + n % 200}", "key": f"bench:{n}", "person_id": n % 200 + 1}
            for n in range(NOTICES)
        ]
        session.execute(insert(Outbox), rows)

    db.transact(work)
    db.close()


def ask(http: httpx.Client, number: int, taken: list[float]) -> None:
    person = {"id": FIRST + number % 200, "is_bot": False, "first_name": "A"}
    chat = {"id": person["id"], "type": "private", "first_name": "A"}
    moment = int(datetime.now(UTC).timestamp())
    message = {"message_id": 10_000 + number, "date": moment, "chat": chat, "from": person, "text": "việc"}
    body = {"update_id": 900_000_000 + number, "message": message}
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    started = monotonic()
    http.post("/hook/telegram", json=body, headers=headers).raise_for_status()
    taken.append(monotonic() - started)


def committed(url: str, count: int) -> list[float]:
    """Seconds from received to handled: the mark on the row stands in the transaction that queued the reply."""
    db = Database(url)
    deadline = monotonic() + 60
    rows: list[tuple[datetime, datetime | None]] = []
    while len(rows) < count and monotonic() < deadline:
        statement = select(Inbox.received_at, Inbox.handled_at).where(Inbox.state == InboxState.DONE)
        rows = list(db.read_now(lambda s, q=statement: s.exec(q.order_by(col(Inbox.id))).all()))  # type: ignore[misc]
    db.close()
    return [(handled - received).total_seconds() for received, handled in rows if handled is not None]

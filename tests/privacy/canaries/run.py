"""Plant on one channel, look everywhere, erase everybody, purge, back up, look again."""

import io
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import timedelta
from pathlib import Path

import structlog
from sqlmodel import Session, col, select

from bot import persons
from bot.backup import backup
from bot.child import perform
from bot.clock import Clock
from bot.db import Database
from bot.migrate import upgrade
from bot.settings import Settings
from bot.wiring import set_up_logging
from models import Document, Person
from rules.localtime import today, zone_name
from services import digest, exporting, retention
from services.identity import actor_for
from services.register import Scope
from tests.privacy.canaries import chats, pages, places
from tests.privacy.canaries.kinds import Place
from tests.privacy.canaries.people import SUNDAY, Town, town
from tests.privacy.canaries.table import Row
from tests.stage import START, Stage
from tests.streets import TelegramStreet, ZaloStreet

LATER = timedelta(days=400)  # by then even the keys of updates may go
Found = dict[Place, bytes]


async def run(channel: str, standin: str, folder: Path, url: str = "") -> list[Row]:
    """The rows of one channel, with everything found; a migrated database may lie in `folder` already, or (`url`) elsewhere."""
    clock = Clock(START)
    street = {"zalo": ZaloStreet, "telegram": TelegramStreet}[channel](standin)
    await street.open()
    await street.jump(START)
    stage = Stage(_database(folder / "giaoviec.db", url), street, clock)
    await stage.open()
    try:
        with listening() as logged:
            here, found = await _planted(stage)
            found |= after(here, folder)
            found[Place.LOGS] = logged.getvalue().encode()
    finally:
        await stage.close()
    return _rows(here.rows.values(), found)


def _database(file: Path, url: str) -> Database:
    there = file.exists() and not url
    db = Database(url or f"sqlite:///{file}")
    if not there:
        upgrade(db.engine)
    return db


def _rows(rows: Iterable[Row], found: Found) -> list[Row]:
    """Whatever case and form: looked for as it was planted, in small letters."""
    low = {place: data.decode(errors="replace").lower() for place, data in found.items()}
    for row in rows:
        row.found |= {place for place, text in low.items() if row.string.lower() in text}
    return list(rows)


@contextmanager
def listening() -> Iterator[io.StringIO]:
    """All that the process would log, at DEBUG."""
    before, out = structlog.get_config(), io.StringIO()
    try:
        with redirect_stdout(out):
            set_up_logging("json")
            structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(0))
            yield out
    finally:
        structlog.configure(**before)


async def _planted(stage: Stage) -> tuple[Town, Found]:
    here = await town(stage)
    async with pages.browser(here) as http:
        await chats.plant(here)
        await pages.plant(here, http)
        await stage.jump(SUNDAY)
        json_before = _digest_json(stage)
        for hours in (12, 14):  # Monday; the digest does not wait for its picture for long
            await stage.jump(SUNDAY + timedelta(hours=hours))
        metrics = (await http.get("/metrics")).content
    found = await _chats(here)
    here.witness("token", Place.USED, found[Place.OWN])
    stored = places.rows(stage.db.engine)
    return here, found | {
        Place.METRICS: metrics,
        Place.DIGEST: json_before + _digest_json(stage) + found[Place.OUTSIDE],
        Place.EXPORT: _exports(here),
        Place.STORED: stored,
    }


async def _chats(here: Town) -> Found:
    async def read(*whose: tuple[str, str]) -> bytes:
        messages = [m for user, chat in whose for m in await here.stage.street.heard(user, chat)]
        return json.dumps(messages, ensure_ascii=False).encode()

    others = [(each.user, each.user) for each in (here.other, here.member)]
    return {
        Place.OWN: await read((here.leader.user, here.leader.user), (here.newcomer.user, here.newcomer.user)),
        Place.BOARD: await read((here.clerk.user, here.clerk.user), (here.clerk.user, here.group)),
        Place.OUTSIDE: await read(*others),
    }


def _digest_json(stage: Stage) -> bytes:
    with stage.session() as session:
        return json.dumps(digest.figures_for(session, stage.unit_id, stage.clock.now()), ensure_ascii=False).encode()


def _exports(here: Town) -> bytes:
    """Every file that can be asked for, with what is packed in it."""
    stage = here.stage
    now = stage.clock.now()
    with stage.session() as session:
        actor = actor_for(session, here.clerk.person_id or 0, today(now))
        paper = session.exec(select(Document.id)).first() or 0
        jobs = [
            exporting.register(session, actor, Scope(stage.unit_id), now),
            exporting.annex(session, actor, paper, now),
            exporting.year_report(session, actor, [here.post], 2026, now),
        ]
        asked = [(job.kind, dict(job.args)) for job in jobs]
        session.rollback()
    made = [perform({"url": stage.db.url, "zone": zone_name(), "kind": kind, "args": args}) for kind, args in asked]
    return b"\n".join(places.unpacked(each.partition(b"\n")[2]) for each in made)


def after(here: Town, folder: Path) -> Found:
    """What is old is purged, everybody is erased as `giaoviec person erase` does it, and a backup is written."""
    stage = here.stage
    with stage.session() as session:
        _purge(session, stage)
        people = session.exec(select(Person.id).order_by(col(Person.id))).all()
    for person in people:
        persons.erased(Database(stage.db.url), person or 0, stage.clock.now())
    backup(Settings(database_url=stage.db.url), folder / "backup.db")
    if (
        stage.db.engine.dialect.name == "postgresql"
    ):  # its files keep dead rows until it vacuums, and nobody else reads them
        return {Place.LEFT: places.rows(stage.db.engine), Place.BACKUP: places.dumped(folder / "backup.db")}
    return {
        Place.LEFT: places.file_bytes(places.of_database(stage.db)),
        Place.BACKUP: places.file_bytes(folder / "backup.db"),
    }


def _purge(session: Session, stage: Stage) -> None:
    while retention.purge(session, stage.clock.now() + LATER):
        continue

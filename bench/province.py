"""A province's morning in real time: everybody is reminded, everybody answers within ten minutes, the digest is asked for.

What the platform saw and what the database keeps is counted afterwards: nothing may be missing, nothing may be there twice.
"""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from sqlalchemy import update
from sqlmodel import Session, col

from bench.morning import EACH, SHARE
from bench.places import people
from bench.recount import COPIES, Recount, recount, value, wrong
from bench.usage import Usage
from bot.clock import monotonic
from bot.db import Database
from models import Account, Person, Role, Task
from rules.localtime import at
from rules.states import RoleKind
from tests.chaos import databases
from tests.process.organisation import prepare
from tests.process.rig import Process, Rig, clean_environment, free_port, wait_until

START = at(date(2026, 11, 26), 8)  # a Thursday
CLERK = 700
LAST = 8.0  # seconds in which the last reminders come


@dataclass(frozen=True)
class Scale:
    """So many leaders, who answer within so many seconds; 1,452 in ten minutes is the province of the issue."""

    leaders: int
    seconds: float

    @property
    def tasks(self) -> int:
        return round(self.leaders * SHARE)


@dataclass(frozen=True)
class Found:
    """Seconds each person waited, from saying it to the platform having the answer; how many reminders went out in how many
    seconds; how many calls the platform refused; seconds to the digest's picture; the longest silence after a process was killed;
    what is missing or there twice; processor seconds and the largest memory of all processes."""

    waits: list[float]
    reminders: int
    reminding: float
    refused: int
    digest: float | None
    silence: float | None
    wrong: list[str]
    cpu: float
    memory: int


def run(engine: str, scale: Scale, *, processes: int = 1) -> Found:
    """On `sqlite` or `postgres`; with two processes one is killed half-way."""
    with (
        TemporaryDirectory(prefix="giaoviec-load-") as folder,
        databases.of(engine) as (settings, _),
        _province(Path(folder), settings, scale, processes) as scene,
    ):
        return scene.morning()


@dataclass
class Scene:
    rig: Rig
    bots: list[Process]
    database: str
    scale: Scale

    def morning(self) -> Found:
        said: dict[int, float] = {}
        usage = Usage(self.bots)
        talk = threading.Thread(target=self._everybody_answers, args=(said,))
        talk.start()
        time.sleep(self.scale.seconds / 3)
        asked = self._say(CLERK, "/bantin")
        killed = self._kill_one() if len(self.bots) > 1 else None
        talk.join()
        lost = COPIES if killed else 0  # a routine reminder goes out at most once: a kill may lose those in flight
        wait_until(lambda: len(recount(self.rig).reminders) >= self.scale.leaders - lost, 1800, self.alive, every=2)
        time.sleep(LAST if killed else 0)  # those that still come
        with suppress(AssertionError):
            wait_until(lambda: not self._wrong(recount(self.rig)), 60, self.alive, every=2)
        return self._found(said, asked, killed, usage)

    @property
    def alive(self) -> Process:
        return next(bot for bot in self.bots if bot.running)

    def _everybody_answers(self, said: dict[int, float]) -> None:
        pause, begun = self.scale.seconds / self.scale.leaders, monotonic()
        with httpx.Client(base_url=self.rig.url, timeout=60) as http:
            for number, person in enumerate(people(self.scale.leaders)):
                time.sleep(max(0.0, begun + number * pause - monotonic()))
                said[person] = self._say(person, f"1 {value(number)} hộ", http)

    def _say(self, person: int, text: str, http: httpx.Client | None = None) -> float:
        moment = monotonic()
        body = {"user": person, "chat": person, "text": text}
        (http or self.rig.http).post("/phones/api/send", json=body).raise_for_status()
        return moment

    def _kill_one(self) -> float:
        """The one that speaks."""
        time.sleep(self.scale.seconds / 6)
        speaks = next(bot for bot in self.bots if '"won": ["telegram"]' in bot.log.read_text())
        speaks.kill()
        return monotonic()

    def _found(self, said: dict[int, float], asked: float, killed: float | None, usage: Usage) -> Found:
        found = recount(self.rig)
        heard, picture, reminders = found.heard, found.picture(CLERK), found.reminders
        return Found(
            waits=[heard[person] - moment for person, moment in said.items() if person in heard],
            reminders=len(reminders),
            reminding=reminders[-1] - reminders[0],
            refused=found.refused,
            digest=picture - asked if picture else None,
            silence=found.silence(killed) if killed else None,
            wrong=self._wrong(found),
            cpu=usage.cpu(),
            memory=usage.memory,
        )

    def _wrong(self, found: Recount) -> list[str]:
        return wrong(self.database, self.scale.leaders, found, killed=len(self.bots) > 1)


@contextmanager
def _province(folder: Path, settings: dict[str, str], scale: Scale, processes: int) -> Iterator[Scene]:
    rig = Rig(folder, "webhook", {"CLOCK": START.isoformat(), "PACING": "true", "LOG_FORMAT": "json", **settings})
    database = settings.get("DATABASE_URL") or f"sqlite:///{folder / 'giaoviec.db'}"
    ports = [free_port() for _ in range(processes)]
    front, bots = _front(rig, ports)
    try:
        rig.open()
        rig.control("options", {"strict_limits": True})
        rig.people([*people(scale.leaders), CLERK])
        _fill(database, scale)
        front.start()
        for bot in bots:
            bot.start()
        for port in ports:
            wait_until(lambda port=port: rig.answers(f"http://127.0.0.1:{port}/healthz"), 60)
        yield Scene(rig, bots, database, scale)
    finally:
        for process in (*bots, front):
            if process.running:
                process.kill()
        rig.close()


def _front(rig: Rig, ports: list[int]) -> tuple[Process, list[Process]]:
    """The address that the platform knows, and the processes behind it."""
    command = [sys.executable, "-m", "bench.balancer", str(rig.bot_port), *map(str, ports)]
    bots = [
        replace(rig.bot, env=rig.bot.env | {"GIAOVIEC_LISTEN": f"127.0.0.1:{port}"}, log=rig.folder / f"bot{port}.log")
        for port in ports
    ]
    return Process(command, clean_environment(), rig.folder / "balancer.log"), bots


def _fill(database: str, scale: Scale) -> None:
    """Three tasks a leader, less those that make it 3,853 of 1,452; all of them come up this morning."""
    prepare(database, people(scale.leaders), START, tasks_each=EACH, due=START.date(), nag_at=START)
    db = Database(database)
    db.transact(_clerk)
    db.transact(_spare, scale.leaders * EACH - scale.tasks)
    db.close()


def _spare(session: Session, count: int) -> None:
    last = (col(Task.number) == EACH) & (col(Task.post_id) <= count)
    session.execute(update(Task).where(last).values(next_nag_at=None))


def _clerk(session: Session) -> None:
    clerk = Person(name="Cán bộ")
    session.add(clerk)
    session.flush()
    session.add(Role(person_id=clerk.id or 0, kind=RoleKind.BOARD, unit_id=1, starts_on=date(2020, 1, 1)))
    chat = str(CLERK)
    session.add(Account(bot="telegram", user_id=chat, chat_id=chat, person_id=clerk.id, linked_at=START))

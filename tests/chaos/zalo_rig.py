"""A bot on Zalo as real processes, its clerk on Telegram; one for all the tests of a file, since a start costs seconds."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bot.db import Database
from models import Account, Person, Role
from rules.localtime import at
from rules.states import RoleKind
from tests.chaos.tally import Books, scaled
from tests.process.organisation import prepare
from tests.process.rig import BOT, Rig, wait_until

ZALO_TOKEN = "1001:abc-chaos"
USERNAME = "bot.Chaos"
CLERK = 900
PATIENCE = scaled(4, 20)  # seconds our call waits for an answer; 20 in the product
IMPATIENT = f"import channels.zalo.client as c; c.SECONDS = {PATIENCE}; from bot.cli import main; main()"
START = at(date(2026, 11, 26), 9)  # within working hours, whenever the tests run


@dataclass
class ZaloRig(Rig):
    """Leaders on Zalo with a task each; the clerk of the board is on Telegram. `seen` is the last line of the log that
    an earlier test has dealt with."""

    seen: int = 0
    users: list[int] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.bot.command = [sys.executable, "-c", IMPATIENT, "run"]

    def _bot_settings(self) -> dict[str, str]:
        mine = {
            "ZALO_TOKENS": ZALO_TOKEN,
            "ZALO_API": f"{self.url}/zalo",
            "PACING": "true",
            "MESSAGES_A_MINUTE": "1000",
            "MESSAGES_AN_HOUR": "100000",
            "CLOCK": START.isoformat(),
            **self.settings,
        }
        return super()._bot_settings() | {f"GIAOVIEC_{name}": value for name, value in mine.items()}

    def open(self) -> None:
        self.standin.start()
        wait_until(lambda: self.answers(self.url), 120)
        zalo = {"platform": "zalo", "token": ZALO_TOKEN, "username": USERNAME, "name": "Bot Giao Việc"}
        self.control("scene", {"bots": [zalo, BOT]})

    def start_bot(self) -> None:
        """Started, with both clocks where they would be had it never been stopped."""
        self.bot.start()
        wait_until(lambda: self.answers(self.bot_url + "/healthz"), 120, process=self.bot)
        self.rehearse()

    def into(self, mode: str) -> None:
        """Running, and told of its updates this way; everything else as the platform is on a good day."""
        self.switch(delivery="once", webhook_times=1, faults=[], quota=None, quota_used=0, idle_hold=1.0)
        if self.bot.env.get("GIAOVIEC_ZALO_MODE") != mode or not self.bot.running:
            if self.bot.running:
                self.bot.stop()
            self.bot.env |= {"GIAOVIEC_ZALO_MODE": mode, "GIAOVIEC_ZALO_DROP_WEBHOOK": "true"}
            self.start_bot()
        self.seen = max((each["seq"] for each in self._entries()), default=0)

    def say(self, user: int, text: str) -> None:
        body = {"user": user, "chat": user, "bot": USERNAME, "text": text}
        self.http.post("/phones/api/send", json=body).raise_for_status()

    def rehearse(self, later: timedelta = timedelta(0)) -> None:
        """Both clocks run on from the start; `later` puts them forward for good."""
        self.began -= later.total_seconds()
        now = (START + timedelta(seconds=time.monotonic() - self.began)).isoformat()
        self.http.post("/phones/api/clock", json={"jump": now})
        self.http.post(f"{self.bot_url}/rehearsal/clock", json={"now": now}).raise_for_status()

    def polled(self) -> bool:
        """Does somebody wait for what comes next?"""
        return bool(self.http.get("/control/zalo").json()["bots"][USERNAME]["pollers"])

    @property
    def books(self) -> Books:
        return Books(self.database)

    @property
    def database(self) -> str:
        return self.settings.get("DATABASE_URL") or f"sqlite:///{self.folder / 'giaoviec.db'}"

    def switch(self, **given: Any) -> None:
        self.control("zalo", {"bot": USERNAME, **given})

    def people(self, users: list[int]) -> None:
        self.users = users
        ids = {user: f"{user:020x}" for user in users}
        known = [
            {"id": user, "first_name": f"L{user}", "started": [USERNAME], "zalo_ids": {USERNAME: wire}}
            for user, wire in ids.items()
        ]
        clerk = {"id": CLERK, "first_name": "Cán bộ", "started": [BOT["username"]]}
        self.control("scene", {"users": [*known, clerk]})
        prepare(self.database, users, START, bot="zalo-1001", ids=ids)
        self._appoint()

    def _appoint(self) -> None:
        db = Database(self.database)

        def work(session: Any) -> None:
            clerk = Person(name="Cán bộ")
            session.add(clerk)
            session.flush()
            session.add(Role(person_id=clerk.id, kind=RoleKind.BOARD, unit_id=1, starts_on=date(2020, 1, 1)))
            chat = str(CLERK)
            session.add(Account(bot="telegram", user_id=chat, chat_id=chat, person_id=clerk.id, linked_at=START))

        db.transact(work)
        db.close()

    def _entries(self) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = self.http.get("/control/log").json()["entries"]
        return entries

    def log(self, kind: str, **fields: Any) -> list[dict[str, Any]]:
        """The lines of this test."""
        fresh = (each for each in self._entries() if each["seq"] > self.seen)
        return [each for each in fresh if each["kind"] == kind and fields.items() <= each.items()]

    def calls(self, method: str) -> list[dict[str, Any]]:
        return self.log("call", platform="zalo", method=method.lower())

    def heard(self, user: int) -> list[str]:
        """What the platform took for a person, in order."""
        return [each["text"] for each in self.log("send") if user == int(each.get("lane") or each["chat"])]


@contextmanager
def chaotic(folder: Path, users: list[int]) -> Iterator[ZaloRig]:
    """With the people in place; the bot is started by `into`."""
    rig = ZaloRig(folder)
    try:
        rig.open()
        rig.people(users)
        yield rig
    finally:
        rig.close()

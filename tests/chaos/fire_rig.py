"""A bot under fire: leaders on Telegram and on Zalo, the board's and the committee's groups on Telegram, one process for all."""

import random
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from sqlmodel import Session

from bot.db import Database
from models import Group
from rules.states import RoleKind
from tests.chaos.checker import ANSWER, Count, recount
from tests.chaos.zalo_rig import CLERK, PATIENCE, START, USERNAME, ZaloRig
from tests.process.organisation import prepare
from tests.process.rig import BOT, TOKEN, wait_until

BOARD, COMMITTEE = -700, -800
IN_FLIGHT = 8
POISON = "thuốc độc"
PLAN = 100_000
UNDER_TEST = f"""
import channels.zalo.client as client
from handlers import on
from bot.cli import main
client.SECONDS = {PATIENCE}
@on.keyword("{POISON}")
def poison(session, turn):
    raise RuntimeError("a handler that can't")
main()
"""


@dataclass
class FireRig(ZaloRig):
    """`said` in this episode, `sums` before it; `begun` is the last line of the log that an earlier episode has dealt with."""

    telegram: list[int] = field(default_factory=list)
    zalo: list[int] = field(default_factory=list)
    sums: dict[int, int] = field(default_factory=dict)
    said: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    next: dict[int, int] = field(default_factory=lambda: defaultdict(lambda: 1))
    board: int = BOARD
    counted: int = 0  # answers at the last settling

    def __post_init__(self) -> None:
        super().__post_init__()
        self.bot.command = [sys.executable, "-c", UNDER_TEST, "run"]
        self.bot.env |= {f"GIAOVIEC_{name}": value for name, value in {"PACING": "false", **self.settings}.items()}

    def inhabit(self, telegram: Sequence[int], zalo: Sequence[int]) -> None:
        self.telegram, self.zalo = list(telegram), list(zalo)
        ids = {user: f"{user:020x}" for user in zalo}
        known: list[dict[str, Any]] = [
            {"id": user, "first_name": f"L{user}", "started": [USERNAME], "zalo_ids": {USERNAME: wire}}
            for user, wire in ids.items()
        ]
        known += [{"id": user, "first_name": f"L{user}", "started": [BOT["username"]]} for user in [*telegram, CLERK]]
        groups = [{"id": each, "title": "Nhóm", "members": [CLERK], "bots": [TOKEN]} for each in (BOARD, COMMITTEE)]
        self.control("scene", {"users": known, "groups": groups})
        prepare(self.database, [*telegram, *zalo], START, bot="zalo-1001", ids=ids, plan=PLAN)
        self._appoint()
        self._bind()

    def _bind(self) -> None:
        db = Database(self.database)

        def work(session: Session) -> None:
            for chat, purpose in ((BOARD, RoleKind.BOARD), (COMMITTEE, RoleKind.COMMITTEE)):
                bound = {"bot": "telegram", "chat_id": str(chat), "purpose": purpose, "bound_at": START}
                session.add(Group(unit_id=1, **bound))

        db.transact(work)
        db.close()

    # what people do

    @property
    def everyone(self) -> list[int]:
        return [*self.telegram, *self.zalo]

    def adds(self, user: int, http: httpx.Client | None = None) -> None:
        """This person reports the next number."""
        self.tell(user, f"1 thêm {self.takes_number(user)} hộ", http)

    def takes_number(self, user: int) -> int:
        number = self.next[user]
        self.next[user] += 1
        self.said[user].append(number)
        return number

    def tell(self, user: int, text: str, http: httpx.Client | None = None) -> None:
        bot = USERNAME if user in self.zalo else BOT["username"]
        body = {"user": user, "chat": user, "bot": bot, "text": text}
        (http or self.http).post("/phones/api/send", json=body).raise_for_status()

    def everybody(self, times: int = 1) -> None:
        for _ in range(times):
            for user in self.everyone:
                self.adds(user)

    @contextmanager
    def talking(self, times: int, seconds: float) -> Iterator[None]:
        """While the block does its worst, everybody talks: so many rounds, spread over about so many seconds."""
        pause = seconds / max(times * len(self.everyone), 1)
        stop = threading.Event()

        def talk() -> None:
            with httpx.Client(base_url=self.url, timeout=30) as http:
                for _ in range(times):
                    for user in self.everyone:
                        self.adds(user, http)
                        stop.wait(pause * random.uniform(0.5, 1.5))

        thread = threading.Thread(target=talk)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()

    # what came of it

    def begin(self, mode: str) -> None:
        self.bot.env["GIAOVIEC_CLOCK"] = self._now()
        self.into(mode)
        self.control("faults", [])
        self.switch(webhook_retries=200, webhook_pause=0.3, quota=None)
        self.said.clear()

    def into(self, mode: str) -> None:
        self.bot.env["GIAOVIEC_TELEGRAM_MODE"] = mode
        super().into(mode)

    def all_heard(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for each in self.log("send"):
            found[int(each.get("lane") or each["chat"])].append(each.get("text") or each.get("caption") or "")
        return found

    def settle(self, seconds: float = 180, *, emptied: bool = True, **how: Any) -> Count:
        """Wait until the checker has nothing to complain of and (`emptied`) nothing is left to do; what it then still says is the
        result."""

        def done() -> bool:
            return not self.count(**how).broken and (self.books.settled() or not emptied)

        try:
            wait_until(done, seconds, process=self.bot, every=0.3)
        except AssertionError as late:
            if not self.bot.running:
                raise
            found = self.count(**how)
            found.broken.append(f"{late}; settled: {self.books.settled()}")
            return found
        found = self.count(**how)
        self.counted = found.heard
        self.sums = {user: self.sums.get(user, 0) + sum(self.said[user]) for user in self.everyone}
        return found

    def copies_since(self) -> int:
        """Answers that came after all had settled."""
        return sum(len(ANSWER.findall(text)) for texts in self.all_heard().values() for text in texts) - self.counted

    # being killed, and time

    def start_again(self) -> None:
        """At once, its clock where it would be; nobody waits for it."""
        self.bot.env["GIAOVIEC_CLOCK"] = self._now()
        self.bot.start()

    def awake(self) -> None:
        wait_until(lambda: self.answers(self.bot_url + "/healthz"), 120, process=self.bot)
        self.rehearse()

    def until(self, moment: str, *, running: bool = True) -> None:
        """Both clocks put forward to a moment."""
        ahead = datetime.fromisoformat(moment) - datetime.fromisoformat(self._now())
        if running:
            self.rehearse(ahead)
        else:
            self.began -= ahead.total_seconds()

    def _now(self) -> str:
        return (START + timedelta(seconds=time.monotonic() - self.began)).isoformat()

    def dealt_with(self) -> None:
        """What was said and heard up to here is counted."""
        self.said.clear()
        self.seen = max((each["seq"] for each in self._entries()), default=0)

    def count(self, **how: Any) -> Count:
        return recount(self.said, self.all_heard(), self.sums, **how)


@contextmanager
def under_fire(folder: Path, each: int, **settings: str) -> Iterator[FireRig]:
    """`each` people on each platform; the bot is started by `begin`."""
    folder.mkdir(parents=True, exist_ok=True)
    rig = FireRig(folder, settings=settings)
    try:
        rig.open()
        rig.inhabit(range(601, 601 + each), range(501, 501 + each))
        yield rig
    finally:
        rig.close()

"""Stopped politely, and started twice. What SIGKILL does is in tests/chaos."""

import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from bot.db import Database
from models import Inbox, InboxState, Outbox, OutboxState
from tests.process.organisation import prepare
from tests.process.rig import Rig, rigged, wait_until

pytestmark = pytest.mark.process
USERS = list(range(501, 513))
EACH = 5


def counted(rig: Rig) -> tuple[Counter[str], Counter[str]]:
    """How the inbox and the outbox stand, read beside the running bot."""
    db = Database(f"sqlite:///{rig.folder / 'giaoviec.db'}")
    try:
        inbox = db.read_now(lambda s: Counter(s.exec(select(Inbox.state)).all()))
        return inbox, db.read_now(lambda s: Counter(s.exec(select(Outbox.state)).all()))
    finally:
        db.close()


def all_answered(rig: Rig) -> bool:
    inbox, outbox = counted(rig)
    return inbox == {InboxState.DONE: len(USERS) * EACH} and outbox == {OutboxState.SENT: len(USERS) * EACH}


def open_rig(rig: Rig) -> None:
    prepare(f"sqlite:///{rig.folder / 'giaoviec.db'}", USERS, datetime.now(UTC))
    rig.people(USERS)


def everybody_asks(rig: Rig, *, pause: float = 0.0) -> None:
    for _ in range(EACH):
        for user in USERS:
            rig.say(user, "việc")
            time.sleep(pause)


def test_sigterm_finishes_what_is_under_way_and_repeats_nothing(tmp_path: Path) -> None:
    """Stopped in the middle of sending: every answer arrives exactly once."""
    with rigged(tmp_path) as rig:
        open_rig(rig)
        rig.control("faults", [{"kind": "slow", "method": "sendMessage", "delay": 0.05, "when": "after"}])
        rig.start_bot()
        everybody_asks(rig)
        time.sleep(0.15)
        assert rig.bot.stop() == 0
        rig.start_bot()
        wait_until(lambda: all_answered(rig), process=rig.bot)

        assert {user: len(texts) for user, texts in rig.texts().items()} == dict.fromkeys(USERS, EACH)


def test_a_second_process_on_the_same_data_is_refused(tmp_path: Path) -> None:
    with rigged(tmp_path) as rig:
        open_rig(rig)
        rig.start_bot()
        first, second = rig.bot, Rig(tmp_path).bot
        second.start()
        assert second.child is not None
        assert second.child.wait(20) == 2
        assert first.running

"""Several processes on one PostgreSQL: one of them speaks, and when it is killed another carries on."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.postgres import new_database
from tests.process.organisation import prepare
from tests.process.rig import Process, Rig, free_port, rigged, wait_until

pytestmark = [pytest.mark.process, pytest.mark.postgres]
USERS = list(range(501, 509))
EACH = 6
IN_FLIGHT = 8


@pytest.fixture
def rig(tmp_path: Path, postgres_url: str) -> Iterator[Rig]:
    prepare(postgres_url, USERS, datetime.now(UTC))
    with rigged(tmp_path, DATABASE_URL=postgres_url, LOG_FORMAT="json") as made:
        made.people(USERS)
        made.control("faults", [{"kind": "slow", "method": "sendMessage", "delay": 0.05, "when": "after"}])
        yield made


def second(rig: Rig) -> Process:
    """Another process of the same bot, with an address and a log of its own."""
    env = rig.bot.env | {"GIAOVIEC_LISTEN": f"127.0.0.1:{free_port()}"}
    return replace(rig.bot, env=env, log=rig.folder / "second.log", child=None)


def leads(process: Process) -> bool:
    """Whether it has said last that it speaks for the bot."""
    said = [line for line in process.log.read_text().splitlines() if '"leading"' in line]
    return bool(said) and '"won": ["telegram"]' in said[-1]


def everybody_asks(rig: Rig) -> None:
    for _ in range(EACH):
        for user in USERS:
            rig.say(user, "việc")


def answered(rig: Rig, times: int) -> bool:
    texts = rig.texts()
    return all(len(texts[user]) >= times for user in USERS)


def test_the_other_carries_on(rig: Rig) -> None:
    other = second(rig)
    rig.start_bot()
    wait_until(lambda: leads(rig.bot), process=rig.bot)
    other.start()
    try:
        everybody_asks(rig)
        wait_until(lambda: len(rig.sends()) >= IN_FLIGHT, process=rig.bot)
        rig.bot.kill()
        so_far = len(rig.sends())
        wait_until(lambda: len(rig.sends()) > so_far + 1, process=other)  # how soon is measured by `make chaos`
        wait_until(lambda: answered(rig, EACH), process=other)
        assert sum(map(len, rig.texts().values())) <= len(USERS) * EACH + IN_FLIGHT
    finally:
        if other.running:
            other.kill()


def test_two_of_them_say_nothing_twice(rig: Rig) -> None:
    """Both take what comes in; one speaks: every question is answered exactly once."""
    other = second(rig)
    rig.start_bot()
    other.start()
    try:
        everybody_asks(rig)
        wait_until(lambda: answered(rig, EACH), process=rig.bot)
        time.sleep(1)
        assert {user: len(texts) for user, texts in rig.texts().items()} == dict.fromkeys(USERS, EACH)
        assert sorted([leads(rig.bot), leads(other)]) == [False, True]
    finally:
        other.kill()


def test_several_start_at_once_on_an_empty_database(tmp_path: Path, postgres_server: str) -> None:
    """Each of them would bring the database into form and seed the calendar: one does, the others wait and find it done."""
    with rigged(tmp_path, DATABASE_URL=new_database(postgres_server), LOG_FORMAT="json") as rig:
        others = [second(rig) for _ in range(3)]
        try:
            for process in others:
                process.start()
            rig.start_bot()
            for process in others:
                address = f"http://{process.env['GIAOVIEC_LISTEN']}/healthz"
                wait_until(lambda address=address: rig.answers(address), process=process)
        finally:
            for process in others:
                if process.running:
                    process.kill()

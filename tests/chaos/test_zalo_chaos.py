"""Zalo at its worst (issue 3, "What must be seen"): a test a mode, real processes, everything recounted."""

import threading
import time
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest

from tests.chaos.tally import LONG, busiest, scaled
from tests.chaos.zalo_rig import CLERK, PATIENCE, ZALO_TOKEN, ZaloRig, chaotic
from tests.process.rig import wait_until

pytestmark = [pytest.mark.process, pytest.mark.timeout(600)]
USERS = list(range(501, 501 + scaled(3, 12)))
EACH = scaled(2, 10)
IN_FLIGHT = 8
SENDS_A_SECOND = 5  # one every 0.2 s; a machine that stood still sends what was in flight at once
QUIET = 2.0  # seconds
Effects = dict[tuple[int, str], int]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ZaloRig]:
    with chaotic(tmp_path_factory.mktemp("chaos"), USERS) as rig:
        yield rig


@pytest.fixture
def rig(shared: ZaloRig) -> ZaloRig:
    shared.into("poll")
    return shared


def everybody_reports(rig: ZaloRig, first: int) -> Effects:
    """Each says each value once; what is to come of it: one report of each. A test has ten values of its own, below the plan."""
    said = {}
    for value in range(first, first + EACH):
        for user in USERS:
            rig.say(user, f"1 {value} hộ")
            said[user - USERS[0] + 1, str(value)] = 1
    return said


def settle(rig: ZaloRig, effects: Effects, seconds: float = 120.0) -> None:
    first = int(next(iter(effects))[1])
    wait_until(lambda: rig.books.effects(first) == effects and rig.books.settled(), seconds, process=rig.bot)


def answers(rig: ZaloRig) -> dict[int, int]:
    return {user: len(rig.heard(user)) for user in USERS}


def no_storm(rig: ZaloRig, polls: int = 12) -> None:
    """Requests a second stay bounded, whatever the platform does; who is handed something new may ask for more at once."""
    for seconds in (1, 10):
        assert busiest(seconds, rig.calls("sendMessage")) <= SENDS_A_SECOND * seconds + IN_FLIGHT
    fresh = rig.log("delivered", by="poll", again=False)
    assert busiest(1, rig.calls("getUpdates"), fresh) <= polls


def test_the_same_updates_again_and_again(rig: ZaloRig) -> None:
    """Replayed for ever: each counts once, is answered once, and known ones are asked for about once a second."""
    rig.switch(delivery="replay", replayed=scaled(4, 20))
    effects = everybody_reports(rig, 10)
    settle(rig, effects)
    before = len(rig.calls("getUpdates"))
    time.sleep(scaled(3, 60))
    assert len(rig.calls("getUpdates")) - before <= scaled(3, 60) + 2
    assert rig.books.effects(10) == effects
    assert answers(rig) == dict.fromkeys(USERS, EACH)
    assert len(rig.log("delivered", again=True)) >= 2
    no_storm(rig)


def test_killed_between_receipt_and_store(rig: ZaloRig) -> None:
    """What was handed over and not stored counts once where the platform hands over again, and is lost where it does not:
    nothing is half done, and saying it once more counts once."""
    settle(rig, everybody_reports(rig, 20))
    ways = [("once", 30), ("replay", 40)][
        : scaled(1, 2)
    ]  # the short form's kills of tests/chaos/troubles.py are replayed
    for delivery, value in ways:
        _killed_while_it_says(rig, f"1 {value} hộ", delivery)
        assert rig.books.effects(value) == {}
        rig.start_bot()
        if delivery == "once":
            time.sleep(QUIET)
            assert rig.books.effects(value) == {}
            rig.say(USERS[0], f"1 {value} hộ")
        settle(rig, {(1, str(value)): 1})
    assert answers(rig) == {**dict.fromkeys(USERS, EACH), USERS[0]: EACH + len(ways)}
    no_storm(rig)


def _killed_while_it_says(rig: ZaloRig, text: str, delivery: str) -> None:
    """Between the platform's answer and our disk there is nothing but our process, which is stopped and then killed."""
    rig.switch(delivery="once", idle_hold=30.0)
    time.sleep(QUIET)  # whoever asked before that was switched is answered by now
    wait_until(rig.polled, 60, process=rig.bot)
    seen = len(rig.log("delivered", again=False))
    rig.switch(delivery=delivery)
    rig.bot.pause()
    try:
        rig.say(USERS[0], text)
        wait_until(lambda: len(rig.log("delivered", again=False)) > seen)
    finally:
        rig.bot.kill()
    rig.switch(idle_hold=1.0)


def test_two_pollers_share_what_comes_and_nothing_counts_twice(rig: ZaloRig) -> None:
    """Somebody else asks with our token: what reaches us counts once and is answered once, what does not has no effect."""
    stolen: list[str] = []
    stop = threading.Event()
    thief = threading.Thread(target=_steal, args=(rig.url, stolen, stop))
    thief.start()
    effects = everybody_reports(rig, 50)
    wait_until(lambda: len(stolen) + len(rig.books.effects(50)) >= len(effects), 120, process=rig.bot)
    stop.set()
    thief.join()
    wait_until(rig.books.settled, 120, process=rig.bot)
    found = rig.books.effects(50)
    assert set(found.values()) <= {1}
    assert set(found) <= set(effects)
    assert len(found) + len(stolen) == len(effects)
    assert sum(answers(rig).values()) == len(found)
    no_storm(rig)


def _steal(url: str, stolen: list[str], stop: threading.Event) -> None:
    with httpx.Client(base_url=url, timeout=30) as http:
        while not stop.is_set():
            answer = http.post(f"/zalo/bot{ZALO_TOKEN}/getUpdates", json={"timeout": 1}).json()
            if answer["ok"]:
                stolen.append(answer["result"]["message"]["text"])


def test_a_gateways_page_for_a_minute(rig: ZaloRig) -> None:
    """502 with HTML to everything: asked ever more rarely, and afterwards everything is said that was to be said."""
    seconds = scaled(4, 60)
    settle(rig, everybody_reports(rig, 60))
    rig.switch(faults=[{"kind": "502html", "seconds": seconds}])
    more = everybody_reports(rig, 70)
    time.sleep(seconds)
    assert len(rig.log("fault")) <= 4 * seconds * (len(USERS) + 1)
    settle(rig, more)
    assert answers(rig) == dict.fromkeys(USERS, 2 * EACH)
    no_storm(rig)


def test_the_plan_is_used_up_in_the_middle_of_the_month(rig: ZaloRig) -> None:
    """429 to every message: tried, then a rest, which a restart does not shorten; the clerk hears of it on Telegram; later all
    is said, each thing once."""
    rig.switch(quota=1, quota_used=1)
    effects = everybody_reports(rig, 80)
    wait_until(lambda: rig.books.effects(80) == effects, 120, process=rig.bot)
    wait_until(lambda: rig.heard(CLERK), 120, process=rig.bot)
    assert [text.splitlines()[0] for text in rig.heard(CLERK)] == [
        "Zalo không nhận thêm tin của Bot Giao Việc (báo đã hết hạn mức của gói)."
    ]
    time.sleep(scaled(2, 30))
    tried = len(rig.calls("sendMessage"))
    assert 1 <= tried <= IN_FLIGHT
    assert answers(rig) == dict.fromkeys(USERS, 0)

    if LONG:
        rig.bot.kill()
        rig.start_bot()
        time.sleep(QUIET)
        assert len(rig.calls("sendMessage")) == tried

    rig.switch(quota=None)
    rig.rehearse(timedelta(minutes=30))
    settle(rig, effects)
    assert answers(rig) == dict.fromkeys(USERS, EACH)
    assert rig.books.notices("plan_spent") == ["sent"]
    no_storm(rig)


def test_an_answer_that_never_arrives_to_an_accepted_message(rig: ZaloRig) -> None:
    """The platform took it and the connection broke: said at least once, with no more copies than broken answers."""
    broken = scaled(2, 6)  # the bot's pauses double: twenty would be waited out for minutes
    rig.switch(faults=[{"kind": "reset", "method": "sendMessage", "when": "after", "times": broken}])
    effects = everybody_reports(rig, 90)
    settle(rig, effects)
    assert all(heard >= EACH for heard in answers(rig).values())
    assert sum(answers(rig).values()) <= EACH * len(USERS) + broken
    no_storm(rig)


def test_an_answer_that_comes_later_than_we_wait(rig: ZaloRig) -> None:
    """The platform takes every message and answers when our call has been given up: as many copies as were in flight when that
    began, then one for each of the bot's ever rarer tries, and not one for each try of each person."""
    seconds = scaled(6, 90)
    rig.switch(faults=[{"kind": "slow", "method": "sendMessage", "delay": PATIENCE + 2, "seconds": seconds}])
    effects = everybody_reports(rig, 100)
    settle(rig, effects, 300)
    tries = 1 + seconds // PATIENCE
    copies = sum(answers(rig).values()) - EACH * len(USERS)
    assert 1 <= copies <= IN_FLIGHT + 1 + tries
    assert all(EACH <= heard <= EACH + 2 for heard in answers(rig).values())
    no_storm(rig)


def test_a_webhook_delivered_three_times(shared: ZaloRig) -> None:
    shared.into("webhook")
    shared.switch(webhook_times=3)
    effects = everybody_reports(shared, 110)
    settle(shared, effects)
    wait_until(lambda: len(shared.log("delivered", by="webhook")) == 3 * len(effects))
    assert shared.books.effects(110) == effects
    assert answers(shared) == dict.fromkeys(USERS, EACH)
    no_storm(shared, polls=0)

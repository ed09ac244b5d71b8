"""What may happen to a bot, each as one episode: people talk, it happens, all settles, the checker counts."""

import random
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

import httpx

from tests.chaos.checker import ANSWER, Count, digests
from tests.chaos.fire_rig import COMMITTEE, IN_FLIGHT, POISON, FireRig
from tests.chaos.tally import scaled
from tests.process.rig import SECRET, wait_until

dice = random.Random(20261126)


@dataclass
class Place:
    """`restart` restarts the database, where that is a server; `small`: its folder is a small file system of its own."""

    engine: str
    mode: str
    rig: FireRig
    restart: Callable[[], None] | None = None
    small: bool = False


@dataclass
class Outcome:
    """What the checker counted, how many copies were allowed, and how often it happened."""

    count: Count
    allowed: int = 0
    times: int = 1


Episode = Callable[[Place], Outcome]
TROUBLES: dict[str, Episode] = {}
ONLY: dict[str, Sequence[str]] = {}  # where an episode makes sense: an engine or a mode; everywhere by default


def trouble(name: str, *only: str) -> Callable[[Episode], Episode]:
    def register(episode: Episode) -> Episode:
        TROUBLES[name], ONLY[name] = episode, only
        return episode

    return register


def _begin(place: Place, *, lossy: bool = False) -> FireRig:
    """Where a kill may lose what a polling bot was handed, the platform hands it over again (and in another order)."""
    place.rig.begin(place.mode)
    if lossy and place.mode == "poll":
        place.rig.switch(delivery="replay", replayed=40)
    return place.rig


def _both(rig: FireRig, **fault: object) -> None:
    """The same fault on both platforms."""
    rig.control("faults", [fault])
    rig.switch(faults=[fault])


@trouble("SIGKILL lúc bất kỳ")
def kills(place: Place) -> Outcome:
    """Also while it starts; 25 in a block, then everything is counted."""
    whole, blocks, each = Count(), scaled(1, 2), scaled(1, 25)
    for _ in range(blocks):
        rig = _begin(place, lossy=True)
        with rig.talking(scaled(2, 10), seconds=each * 2.0):
            for _ in range(each):
                time.sleep(dice.uniform(0.1, 3.5))
                rig.bot.kill()
                rig.start_again()
        rig.awake()
        whole.add(rig.settle(reordered=place.mode == "poll"))
    return Outcome(whole, IN_FLIGHT * each * blocks, each * blocks)


@trouble("SIGTERM")
def terms(place: Place) -> Outcome:
    rig, times, codes = _begin(place, lossy=True), scaled(1, 5), []
    with rig.talking(scaled(2, 6), seconds=times * 3.0):
        for _ in range(times):
            time.sleep(dice.uniform(0.5, 3.0))
            rig.awake()
            codes.append(rig.bot.stop())
            rig.start_again()
    rig.awake()
    count = rig.settle(reordered=place.mode == "poll")
    count.broken += [f"exit code {code}" for code in codes if code]
    return Outcome(count, 0, times)


@trouble("đứt mạng trước khi nền tảng nhận")
def cut_before(place: Place) -> Outcome:
    rig, times = _begin(place), scaled(2, 6)  # a poller's pauses double: twelve would be waited out for minutes
    fault = {"kind": "reset", "when": "before", "times": times}
    _both(rig, **fault)
    rig.everybody(scaled(1, 4))
    return Outcome(rig.settle(), 0, 2 * times)


@trouble("đứt mạng sau khi nền tảng nhận")
def cut_after(place: Place) -> Outcome:
    rig, times = _begin(place), scaled(2, 4)
    _both(rig, kind="reset", when="after", method="sendMessage", times=times)
    rig.everybody(scaled(1, 4))
    return Outcome(rig.settle(400), 2 * times, 2 * times)


@trouble("429 có và không có retry_after")
def throttled(place: Place) -> Outcome:
    """Zalo never says how long: it may be the month's plan, and half an hour is waited."""
    rig, times = _begin(place), scaled(1, 4)
    said = {"kind": "429", "method": "sendMessage", "times": times}
    rig.control("faults", [{**said, "retry_after": 1}, {**said, "retry_after": None}])
    rig.switch(faults=[{**said, "times": 1}])
    rig.everybody(scaled(1, 3))
    wait_until(lambda: rig.calls("sendMessage"), 60, process=rig.bot)
    time.sleep(1)
    rig.rehearse(timedelta(minutes=31))
    return Outcome(rig.settle(), 0, 2 * times + 1)


@trouble("403")
def forbidden(place: Place) -> Outcome:
    """On Telegram a person has blocked the bot: nothing more is sent, and what they reported counts. On Zalo it means trouble
    of the platform's own."""
    rig = _begin(place)
    blocked = rig.telegram[0]
    rig.control("faults", [{"kind": "403", "method": "sendMessage", "chat": blocked, "times": 1}])
    rig.switch(faults=[{"kind": "403", "method": "sendMessage", "times": 2}])
    rig.everybody()
    wait_until(lambda: rig.books.settled() and len(rig.log("refused")) >= 1, 60, process=rig.bot)
    rig.everybody()
    return Outcome(rig.settle(unheard=frozenset({blocked})), 0, 3)


@trouble("502 kèm trang HTML")
def gateway(place: Place) -> Outcome:
    rig, seconds = _begin(place), scaled(3, 20)
    _both(rig, kind="502html")
    rig.everybody(scaled(1, 3))
    time.sleep(seconds)
    _none(rig)
    return Outcome(rig.settle(400), 0, seconds)


def _none(rig: FireRig) -> None:
    rig.control("faults", [])
    rig.switch(faults=[])


@trouble("nhóm đổi mã")
def migration(place: Place) -> Outcome:
    """A difficulty is passed to the board's group, which has just become another one: it arrives there."""
    rig = _begin(place)
    new = rig.http.post("/control/migrate", json={"chat": rig.board}).json()["chat"]
    for user in rig.everyone:
        rig.tell(user, f"1 vướng kinh phí đền bù của {user}")
    rig.everybody()
    rig.board = new
    wait_until(lambda: len(_cases(rig)) == len(rig.everyone), 60, process=rig.bot)
    count = rig.settle()
    count.broken += [] if len(_cases(rig)) == len(rig.everyone) else ["a case was told twice"]
    return Outcome(count, 0)


def _cases(rig: FireRig) -> list[str]:
    return [text for text in rig.all_heard()[rig.board] if "kinh phí đền bù" in text]


@trouble("máy chủ cơ sở dữ liệu khởi động lại", "postgres")
def database_restart(place: Place) -> Outcome:
    rig, times = _begin(place), scaled(1, 3)
    assert place.restart
    with rig.talking(scaled(2, 4), seconds=times * 3.0):
        for _ in range(times):
            time.sleep(dice.uniform(0.5, 2.0))
            place.restart()
    return Outcome(rig.settle(), IN_FLIGHT * times, times)


@trouble("đồng hồ nhảy tới và lùi")
def clock(place: Place) -> Outcome:
    rig = _begin(place)
    with rig.talking(scaled(2, 4), seconds=4.0):
        for hours in (2, -2, 1, -1):
            time.sleep(0.8)
            rig.rehearse(timedelta(hours=hours))
    return Outcome(rig.settle(), 0, 4)


@trouble("tin đến lặp và đảo thứ tự")
def duplicates(place: Place) -> Outcome:
    """Polling, Zalo hands over the same again and again; by webhook each platform delivers three times, Telegram's backwards."""
    rig = _begin(place)
    if place.mode == "poll":
        rig.switch(delivery="replay", replayed=8)
        rig.everybody(scaled(1, 3))
        count = rig.settle()
        time.sleep(scaled(1, 8))
    else:
        rig.switch(webhook_times=3)
        for user in rig.zalo:
            rig.adds(user)
        _backwards(rig)
        count = rig.settle(reordered=True)
    count.copies += rig.copies_since()
    return Outcome(count, 0, 3)


def _backwards(rig: FireRig) -> None:
    """Two updates of each person on Telegram, the second before the first, each three times."""
    for user in rig.telegram:
        numbers = [rig.takes_number(user) for _ in range(2)]
        bodies = [_update(user, number, 900_000_000 + 10 * user + place) for place, number in enumerate(numbers)]
        for body in [*reversed(bodies)] * 3:
            secret = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
            httpx.post(f"{rig.bot_url}/hook/telegram", json=body, headers=secret).raise_for_status()


def _update(user: int, number: int, update_id: int) -> dict[str, object]:
    sender = {"id": user, "is_bot": False, "first_name": f"L{user}"}
    chat = {"id": user, "type": "private", "first_name": f"L{user}"}
    words = {"message_id": update_id, "from": sender, "chat": chat, "date": 1795658400, "text": f"1 thêm {number} hộ"}
    return {"update_id": update_id, "message": words}


@trouble("tin làm bộ xử lý hỏng")
def poison(place: Place) -> Outcome:
    """It fails alone, with one apology, and what the same person says next is heard; bodies that are none harm nobody."""
    rig = _begin(place)
    for user in rig.everyone:
        rig.tell(user, POISON)
    if place.mode == "webhook":
        for body in (b"", b"{", b"[1]", b'{"update_id": "x"}', b'{"update_id":1,"message":{"from":7}}', b"\xff\xfe"):
            secret = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
            status = httpx.post(f"{rig.bot_url}/hook/telegram", content=body, headers=secret).status_code
            assert status < 500, body
    rig.everybody()
    count = rig.settle()
    for user, texts in rig.all_heard().items():
        others = [text for text in texts if not ANSWER.search(text)]
        if user in rig.everyone and len(others) != 1:
            count.broken.append(f"{user}: {len(others)} apologies")
    return Outcome(count, 0, len(rig.everyone))


@trouble("đĩa đầy", "sqlite")
def disk_full(place: Place) -> Outcome:
    """No room for a while: nothing is confirmed that isn't stored, and nothing is sent again and again meanwhile: these would be
    copies. What still finds a place in the database's own files goes on."""
    rig, ballast = _begin(place, lossy=True), place.rig.folder / "ballast"
    rig.everybody()
    rig.settle(reordered=place.mode == "poll")
    rig.dealt_with()
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"\0" * 4096):
            continue
    with rig.talking(scaled(1, 3), seconds=2):
        time.sleep(scaled(3, 10))
    ballast.unlink()
    return Outcome(rig.settle(reordered=place.mode == "poll"), IN_FLIGHT)


@trouble("ngừng hai ngày qua thứ Hai")
def weekend(place: Place) -> Outcome:
    """Down from Friday to Tuesday, then ordinary Mondays: a digest for each."""
    rig = _begin(place)
    rig.everybody()
    before = rig.settle()
    rig.dealt_with()
    rig.until("2026-11-27T16:00:00+07:00")
    rig.bot.kill()
    rig.until("2026-12-01T09:30:00+07:00", running=False)
    rig.start_again()
    rig.awake()
    weeks = ["Tuần 48 ", "Tuần 49 ", "Tuần 50 "][: scaled(1, 3)]
    for week, monday in zip(weeks, ("", "2026-12-07T08:10:00+07:00", "2026-12-14T08:10:00+07:00"), strict=False):
        if monday:
            rig.until(monday)
        _hear_of(rig, week)
    rig.everybody()
    count = rig.settle(emptied=False)
    count.broken += before.broken
    heard = rig.all_heard()[COMMITTEE]
    count.broken += [f"{week}: no digest" for week in digests(heard, weeks)]
    count.broken += [] if len(heard) == len(set(heard)) else ["a digest came twice"]
    return Outcome(count, 0)


def _hear_of(rig: FireRig, week: str) -> None:
    """The digest waits a minute for its picture, and no longer."""
    time.sleep(1)
    rig.rehearse(timedelta(minutes=2))
    with suppress(AssertionError):
        wait_until(lambda: not digests(rig.all_heard()[COMMITTEE], [week]), 60, process=rig.bot)


SHORT: dict[tuple[str, str], Sequence[str]] = {
    ("sqlite", "poll"): [
        "SIGKILL lúc bất kỳ",
        "đứt mạng sau khi nền tảng nhận",
        "403",
        "tin làm bộ xử lý hỏng",
        "đĩa đầy",
    ],
    ("postgres", "webhook"): [
        "429 có và không có retry_after",
        "nhóm đổi mã",
        "tin đến lặp và đảo thứ tự",
        "máy chủ cơ sở dữ liệu khởi động lại",
    ],
}

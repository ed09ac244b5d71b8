"""The sender's sustained rate and refusals against a stand-in that counts strictly: everybody's morning message, beside one
sender with the usual leaky bucket of thirty a second. Both go on at the same time, each with a stand-in of its own."""

import sys
from datetime import timedelta

from bench.places import FIRST, MORNING, PEERS, count, database_url, people, place, settle
from bench.report import Line, ratio
from bench.size import Size
from bot.db import Database
from scheduler.tick import tick
from tests.process.rig import TOKEN, Process, Rig, clean_environment, wait_until

LONG = 300  # seconds
AFTER = timedelta(
    minutes=30
)  # the morning's bundles are spread over some minutes; here all of them are due when the bot starts


def measure(size: Size) -> list[Line]:
    clock = (MORNING + AFTER).isoformat()
    with place("poll", PACING="true", CLOCK=clock) as ours, place("poll") as theirs:
        for rig in (ours, theirs):
            rig.control("options", {"strict_limits": True})
            rig.people(people(size.notices))
        settle(ours, size.notices, MORNING, due=MORNING.date(), nag_at=MORNING)
        decide(ours)
        peer = bucket(theirs, size.notices)
        peer.start()
        ours.start_bot()
        try:
            for rig in (ours, theirs):
                wait_until(lambda rig=rig: count(rig, "send")["count"] >= size.notices, LONG)
        finally:
            peer.kill()
        return lines({"ours, evenly spaced": ours, "leaky bucket of 30/s": theirs}, size)


def decide(rig: Rig) -> None:
    """Queue everybody's bundle, as the bot's ticks do at eight."""
    db = Database(database_url(rig))
    while db.transact(tick, MORNING):
        pass
    db.close()


def bucket(rig: Rig, messages: int) -> Process:
    command = [sys.executable, str(PEERS / "bucket_sender.py"), rig.url, TOKEN, str(FIRST), str(messages)]
    return Process(command, clean_environment(), rig.folder / "bucket.log")


def lines(rigs: dict[str, Rig], size: Size) -> list[Line]:
    rates = {who: rate(rig) for who, rig in rigs.items()}
    peer = rates["leaky bucket of 30/s"]
    return [
        Line(
            f"{size.notices} notices, strict limits",
            who,
            f"{ratio(rates[who], peer)} of the bucket",
            f"{rates[who]:.1f}/s, {count(rig, 'refused')['count']} × 429",
        )
        for who, rig in rigs.items()
    ]


def rate(rig: Rig) -> float:
    sent = count(rig, "send")
    return (sent["count"] - 1) / max(sent["last"] - sent["first"], 0.001)

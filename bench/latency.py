"""From webhook to 2xx, to the reply on disk, and to the answer, at a human rate: alone, and at eight in the morning while a
15-second job, a picture job and everybody's morning message go on."""

import time
from datetime import datetime
from statistics import median

from bench.places import ASKED, MORNING, commits, database_url, entries, people, place, settle, watched
from bench.report import Line, p99, ratio, spread
from bench.size import Size
from bot.clock import monotonic
from bot.db import Database
from models import Job
from tests.process.rig import Rig, wait_until
from views.words import say

Waits = dict[str, list[float]]
STEPS = ("webhook to 2xx", "webhook to reply on disk", "webhook to answer received")


def measure(size: Size) -> list[Line]:
    alone, loaded = trial(size, loaded=False), trial(size, loaded=True)
    lines = []
    for step in STEPS:
        for who, found in (("alone", alone[step]), ("under load", loaded[step])):
            compared = (
                f"{ratio(median(found), median(alone[step]))}, p99 {ratio(p99(found), p99(alone[step]))} of alone"
            )
            lines.append(Line(f"{size.rate:g} a second, {step}", who, compared, spread(found)))
    return lines


def trial(size: Size, *, loaded: bool) -> Waits:
    """One person after the other asks; seconds each of them waited for each step."""
    with place("webhook", PACING="true", CLOCK=MORNING.isoformat()) as rig:
        everybody = max(size.notices, size.asked + 1)
        due = {"due": MORNING.date(), "nag_at": MORNING} if loaded else {}
        settle(rig, everybody, MORNING, **due)
        rig.people(people(everybody))
        watched(rig)
        rig.start_bot()
        ask_once(rig)
        if loaded:
            add_jobs(rig, MORNING)
            wait_until(lambda: len(sent(rig)) > 10, 60, rig.bot)  # the morning's messages are going out
        ask(rig, people(size.asked + 1)[1:], size.rate)  # each some time after their morning message, as people do
        wait_until(lambda: len(answers(rig)) > size.asked, 120, rig.bot)
        return waits(rig)


def add_jobs(rig: Rig, now: datetime) -> None:
    """Slow work for the child processes: one that takes 15 seconds, one that draws."""
    db = Database(database_url(rig))
    picture = Job(kind="qr", args={"text": "K7M4Q2"}, created_at=now)
    db.transact(lambda session: session.add_all([picture, Job(kind="sleep", args={"seconds": 15}, created_at=now)]))
    db.close()


def ask_once(rig: Rig) -> None:
    """The first question finds everything still to be imported; it is not counted."""
    rig.say(people(1)[0], ASKED)
    wait_until(lambda: bool(answers(rig)), 60, rig.bot)


def ask(rig: Rig, askers: list[int], rate: float) -> None:
    begun = monotonic()
    for number, person in enumerate(askers):
        time.sleep(max(0.0, begun + number / rate - monotonic()))
        rig.say(person, ASKED)


def sent(rig: Rig) -> list[dict[str, object]]:
    return [entry for entry in entries(rig) if entry["kind"] == "send"]


def answers(rig: Rig) -> dict[int, float]:
    """When each person's list of tasks was received by the stand-in."""
    head = say("You have {count} tasks", count=1)
    found = [entry for entry in sent(rig) if str(entry["text"]).startswith(head)]
    return {int(str(entry["chat"])): float(str(entry["mono"])) for entry in found}


def waits(rig: Rig) -> Waits:
    """Counted from the moment the stand-in called the webhook."""
    log, disk, received = entries(rig), commits(rig), answers(rig)
    called = {entry["update_id"]: entry for entry in log if entry["kind"] == "delivered"}
    confirmed = {entry["update_id"]: entry["mono"] for entry in log if entry["kind"] == "confirmed"}
    found: Waits = {step: [] for step in STEPS}
    for update, entry in sorted(called.items())[1:]:
        moments = confirmed[update], disk[update], received[int(entry["lane"].split()[-1])]
        for step, moment in zip(STEPS, moments, strict=True):
            found[step].append(moment - entry["mono"])
    return found

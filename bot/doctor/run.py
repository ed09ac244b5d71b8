"""The command: open what is there, ask every check, print as it comes."""

import asyncio
from collections.abc import Callable

from bot.backup import history_lines, proof_of
from bot.clock import Clock
from bot.db import Database
from bot.doctor.report import Level, Patient, examined
from bot.serving import open_database
from bot.settings import Settings
from bot.wiring import make_channels, make_clock, set_up
from channels.base import Channel, DeliveryError

Say = Callable[[str], None]


def examine(settings: Settings, say: Say) -> int:
    """Print what every check finds; 0 unless one of them is bad, then 1."""
    set_up(settings)
    clock = make_clock(settings)
    db = open_database(settings, clock)
    try:
        return asyncio.run(_examine(settings, db, clock, say))
    finally:
        db.close()


def examine_history(settings: Settings, say: Say) -> int:
    """Print whether the history is whole; 1 when it is not."""
    proof = proof_of(settings.database)
    for line in history_lines(proof):
        say(line)
    return int(bool(proof.broken))


async def _examine(settings: Settings, db: Database, clock: Clock, say: Say) -> int:
    channels, refused = _channels(settings, db, clock)
    patient = Patient(settings, db, clock.now(), channels, refused)
    worst = 0
    try:
        async for title, findings in examined(patient):
            say(title)
            for finding in findings:
                say(f"  {finding}")
                worst |= finding.level is Level.BAD
    finally:
        for channel in channels.values():
            await channel.stop()
    return int(worst)


def _channels(settings: Settings, db: Database, clock: Clock) -> tuple[dict[str, Channel], list[str]]:
    """A token that can't be one is refused before anything is asked."""
    try:
        return make_channels(settings, db, clock), []
    except (DeliveryError, ValueError) as error:
        return {}, [str(error)]

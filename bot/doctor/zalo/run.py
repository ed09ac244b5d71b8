"""`giaoviec doctor --zalo`: every measurement for every Zalo bot."""

import asyncio
from contextlib import nullcontext

from bot.clock import Clock
from bot.db import Database
from bot.doctor.run import Say
from bot.doctor.zalo.probe import Ask, Probe, measures
from bot.leading import only_speaker
from bot.listening import only_process
from bot.one_poller import only_poller
from bot.serving import open_database
from bot.settings import Settings, SettingsError
from bot.wiring import make_clock, set_up, zalo_plans, zalo_tokens
from channels.base import DeliveryError
from channels.zalo import ZaloChannel
from channels.zalo.faults import ZaloError


def measure_zalo(settings: Settings, say: Say, *, chat: str = "", ask: Ask | None = None, wait: float = 5) -> int:
    """Print what the platform did. Raises `SettingsError` without a token and while a bot polls with it on other data,
    `BlockingIOError` while the bot runs on this data (or this PostgreSQL): it would lose to us what people say."""
    set_up(settings)
    if not zalo_tokens(settings):
        raise SettingsError("Chưa có GIAOVIEC_ZALO_TOKENS nên không có gì để đo.")
    clock = make_clock(settings)
    sqlite = settings.database.startswith("sqlite")
    bots = [plan.bot for plan in zalo_plans(settings)]
    with only_process(settings.data_dir) if sqlite else nullcontext(), only_poller(settings, bots=bots):
        db = open_database(settings, clock)
        try:
            with only_speaker(db.engine, bots):
                asyncio.run(_all(settings, db, clock, say, chat, ask, wait))
        finally:
            db.close()
    return 0


async def _all(
    settings: Settings, db: Database, clock: Clock, say: Say, chat: str, ask: Ask | None, wait: float
) -> None:
    senders: dict[str, set[str]] = {}
    for plan, token in zip(zalo_plans(settings), zalo_tokens(settings), strict=True):
        say(f"{plan.name} ({plan.bot}), {settings.zalo_api}")
        try:
            channel = ZaloChannel(plan.bot, token, api=settings.zalo_api, bot_name=plan.name)
        except DeliveryError as error:
            say(f"  {error}")
            continue
        try:
            probe = Probe(channel, db, clock.now, token, settings.zalo_api, chat, ask, wait)
            probe.senders = senders
            await _one(probe, say)
        finally:
            await channel.stop()


async def _one(probe: Probe, say: Say) -> None:
    for number, title, take in measures():
        say(f"{number}. {title}")
        try:
            lines = await take(probe)
        except ZaloError as error:
            lines = [f"không đo được: {error}"]
        for line in lines:
            say(f"   {line}")

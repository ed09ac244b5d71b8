"""`giaoviec run`: migrate, seed the calendar once, serve until a signal."""

import asyncio
import signal
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date

from sqlmodel import Session, select

from bot.app import App
from bot.clock import Clock
from bot.db import Database
from bot.limits import Limits
from bot.listening import only_process
from bot.migrate import upgrade
from bot.one_poller import only_poller
from bot.settings import Settings, SettingsError
from bot.wiring import make_channels, make_clock, polled_bots, set_up
from channels.base import Channel, DeliveryError
from models import DayOff
from rules.localtime import today
from services import calendar


def open_database(settings: Settings, clock: Clock) -> Database:
    """The database in its newest form, with a calendar of days off."""
    db = Database(settings.database)
    upgrade(db.engine)
    if not db.transact(_has_calendar):
        year = today(clock.now()).year
        db.transact(calendar.seed, vietnamese_days_off(year))
    return db


def _has_calendar(session: Session) -> bool:
    return session.exec(select(DayOff).limit(1)).first() is not None


def vietnamese_days_off(year: int) -> list[tuple[date, bool, str]]:
    """The days off around a year, as the library knows them; the clerk overrules them."""
    from rules.workdays import vietnam  # the holidays library takes a moment to import and is needed once

    seeded = vietnam(range(year - 1, year + 3))
    return [(day, False, "") for day in sorted(seeded.off)] + [(day, True, "") for day in sorted(seeded.worked)]


def serve(settings: Settings) -> None:
    """Run the bot in this process until SIGTERM or SIGINT, which finish what is under way. Raises `BlockingIOError` when another
    process runs on this data, `SettingsError` when one polls with a token of ours."""
    from bot.light import collect_seldom  # here: whoever else imports this module keeps its collector

    set_up(settings)
    clock = make_clock(settings)
    sqlite = settings.database.startswith("sqlite")
    with only_process(settings.data_dir) if sqlite else nullcontext(), only_poller(settings):
        db = open_database(settings, clock)
        try:
            collect_seldom()
            asyncio.run(_serve(settings, db, clock))
        except* DeliveryError as refused:
            raise SettingsError(str(refused.exceptions[0])) from None
        finally:
            db.close()


async def _serve(settings: Settings, db: Database, clock: Clock) -> None:
    channels = make_channels(settings, db, clock)
    polled = polled_bots(settings, channels)
    secret = settings.webhook_secret.get_secret_value()
    limits = Limits(settings.messages_a_minute, settings.messages_an_hour) if settings.pacing else None
    app = App(db, channels, clock, polled=polled, webhook_secret=secret, paced=settings.pacing, limits=limits)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, app.stop)
    told = [channel for bot, channel in channels.items() if bot not in polled]
    app.when_started = lambda: _register_webhooks(settings, told)
    await app.run(*settings.address)


async def _register_webhooks(settings: Settings, channels: Sequence[Channel]) -> None:
    for channel in channels:
        address = f"{settings.public_url.rstrip('/')}/hook/{channel.bot}"
        await channel.set_webhook(address, settings.webhook_secret.get_secret_value())

"""From settings to a running process: logging, the channels that are switched on, the database."""

import logging
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import TextIO, cast

import structlog

from bot.clock import Clock
from bot.db import Database
from bot.frames import WithoutWords, frames
from bot.hosting import publisher
from bot.settings import Settings, SettingsError
from channels.base import Channel
from channels.telegram import TelegramChannel
from channels.zalo import ZaloChannel
from locales import use_locale
from rules.localtime import at, use_zone
from services import retention
from services.links import use_public_url
from services.plans import Plan, use_plans

TELEGRAM = "telegram"


class _Unfailing:
    """Where log lines go. A log that can't be written (its disk is full) must not stop the bot."""

    def write(self, text: str) -> None:
        with suppress(OSError):
            sys.stdout.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            sys.stdout.flush()


def set_up_logging(log_format: str) -> None:
    """Log lines hold ids, never texts, tokens or names; libraries that print addresses are silenced."""
    handler = logging.StreamHandler()
    handler.setFormatter(WithoutWords("%(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    last = structlog.processors.JSONRenderer() if log_format == "json" else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(frames),
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(cast(TextIO, _Unfailing())),
    )


def set_up(settings: Settings) -> None:
    """Apply what is global to the process; raises `SettingsError`."""
    set_up_logging(settings.log_format)
    use_public_url(settings.public_url)
    retention.use_days(settings.retention_days)
    use_plans(zalo_plans(settings))
    try:
        use_zone(settings.timezone)
    except (KeyError, ValueError):
        raise SettingsError(f"Setting GIAOVIEC_TIMEZONE: there is no zone {settings.timezone!r}.") from None
    try:
        use_locale(settings.locale)
    except LookupError:
        raise SettingsError(f"Setting GIAOVIEC_LOCALE: there is no catalogue {settings.locale!r}.") from None


def make_clock(settings: Settings) -> Clock:
    """Real time, or the rehearsal clock of the setting CLOCK (an ISO moment; without an offset it is local)."""
    if not settings.clock:
        return Clock()
    try:
        start = datetime.fromisoformat(settings.clock)
    except ValueError:
        raise SettingsError(
            "Setting GIAOVIEC_CLOCK: it must be an ISO moment such as 2026-11-26T07:59:50+07:00."
        ) from None
    if start.tzinfo is None:
        start = at(start.date(), start.hour, start.minute).replace(second=start.second)
    return Clock(start)


def make_channels(settings: Settings, db: Database, clock: Clock) -> dict[str, Channel]:
    """The channels that have a token."""
    channels: list[Channel] = [*_telegram(settings), *_zalo(settings, db, clock)]
    return {channel.bot: channel for channel in channels}


def polled_bots(settings: Settings, channels: Mapping[str, Channel]) -> frozenset[str]:
    """The bots that ask for their updates; the others are told by webhook."""
    polled = {TELEGRAM: settings.telegram_mode == "poll"}
    return frozenset(bot for bot in channels if polled.get(bot, settings.zalo_mode == "poll"))


def _telegram(settings: Settings) -> list[Channel]:
    token = settings.telegram_token.get_secret_value()
    if not token:
        return []
    api, proxy = settings.telegram_api, settings.telegram_proxy or None
    # an operator who sets poll mode has said that a webhook left from before is to go
    return [TelegramChannel(TELEGRAM, token, api=api, proxy=proxy, drop_webhook=settings.telegram_mode == "poll")]


def _zalo(settings: Settings, db: Database, clock: Clock) -> list[Channel]:
    """One channel a token."""
    return [
        ZaloChannel(
            plan.bot,
            token,
            api=settings.zalo_api,
            bot_name=plan.name,
            drop_webhook=settings.zalo_drop_webhook,
            media_hosts=_listed(settings.zalo_media_hosts),
            publish=publisher(db, clock.now) if settings.public_url else None,
        )
        for plan, token in zip(zalo_plans(settings), zalo_tokens(settings), strict=True)
    ]


def zalo_tokens(settings: Settings) -> list[str]:
    return _listed(settings.zalo_tokens.get_secret_value())


def zalo_plans(settings: Settings) -> list[Plan]:
    """A plan for each token. A bot is known by the number in front of its token, so that reordering them changes nothing; of
    names there may be fewer than bots, and the last one is then the others' too."""
    names, links = _listed(settings.zalo_bot_name), _listed(settings.zalo_bot_links)
    return [
        Plan(
            f"zalo-{token.partition(':')[0]}",
            names[min(place, len(names) - 1)] if names else "",
            settings.zalo_quota or None,
            settings.zalo_people or None,
            links[place] if place < len(links) else "",
        )
        for place, token in enumerate(zalo_tokens(settings))
    ]


def _listed(words: str) -> list[str]:
    return [word.strip() for word in words.split(",") if word.strip()]

"""From settings to a running process: logging, the channels that are switched on, the database."""

import logging
from datetime import datetime

import structlog

from bot.clock import Clock
from bot.settings import Settings, SettingsError
from channels.base import Channel
from channels.telegram import TelegramChannel
from locales import use_locale
from rules.localtime import at, use_zone

TELEGRAM = "telegram"


def set_up_logging(log_format: str) -> None:
    """Log lines hold ids, never texts, tokens or names; libraries that print addresses are silenced."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    last = structlog.processors.JSONRenderer() if log_format == "json" else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )


def set_up(settings: Settings) -> None:
    """Apply what is global to the process; raises `SettingsError`."""
    set_up_logging(settings.log_format)
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


def make_channels(settings: Settings) -> dict[str, Channel]:
    """The channels that have a token."""
    token = settings.telegram_token.get_secret_value()
    if not token:
        return {}
    telegram = TelegramChannel(
        TELEGRAM,
        token,
        api=settings.telegram_api,
        proxy=settings.telegram_proxy or None,
        drop_webhook=settings.telegram_mode == "poll",
    )
    return {TELEGRAM: telegram}

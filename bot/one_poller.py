"""One poller of a token on a machine: two of them, each with data of its own, would take each other's messages."""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import structlog

from bot.settings import Settings, SettingsError
from bot.wiring import TELEGRAM, zalo_plans, zalo_tokens

log = structlog.get_logger(__name__)
TAKEN = "Một tiến trình khác trên máy này đang hỏi tin bằng token của bot {bot}; đề nghị dừng tiến trình đó trước."


@contextmanager
def only_poller(settings: Settings, *, bots: Collection[str] | None = None) -> Iterator[None]:
    """Hold a lock for each token that is polled with (or for `bots`); raises `SettingsError` when another process holds one.

    Processes on one PostgreSQL may share a token: they agree among themselves (`bot/leading.py`), so nothing is locked then.
    """
    with ExitStack() as held:
        if settings.database.startswith("sqlite"):
            for bot, secret in _polled(settings, bots).items():
                _hold(held, bot, lock_of(*secret))
        yield


def lock_of(api: str, token: str) -> Path:
    """The file that stands for a token at a platform; the token can't be told from its name."""
    known = hashlib.sha256(f"{api.rstrip('/')}\n{token}".encode()).hexdigest()
    return Path(tempfile.gettempdir()) / f"giaoviec-{known[:32]}.lock"


def _polled(settings: Settings, bots: Collection[str] | None) -> Mapping[str, tuple[str, str]]:
    """Where each bot that asks for its updates does so, and with what."""
    found: dict[str, tuple[str, str]] = {}
    if settings.telegram_token.get_secret_value() and settings.telegram_mode == "poll":
        found[TELEGRAM] = settings.telegram_api, settings.telegram_token.get_secret_value()
    if settings.zalo_mode == "poll" or bots is not None:
        plans = zip(zalo_plans(settings), zalo_tokens(settings), strict=True)
        found |= {plan.bot: (settings.zalo_api, token) for plan, token in plans}
    return {bot: secret for bot, secret in found.items() if bots is None or bot in bots}


def _hold(held: ExitStack, bot: str, path: Path) -> None:
    """The system lets go of the lock when the process ends, however it does."""
    try:
        file = _opened(path)
    except (
        OSError
    ) as error:  # somebody else's folder or file: nothing can be told from it, and it must not stop the bot
        log.warning("poller_lock_unavailable", bot=bot, reason=error.strerror)
        return
    held.callback(os.close, file)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise SettingsError(TAKEN.format(bot=bot)) from None


def _opened(path: Path) -> int:
    """In a folder that all may write to, a link is not followed, and a file of another account's can only be read."""
    try:
        return os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except FileNotFoundError:
        return os.open(path, os.O_RDONLY | os.O_CREAT | os.O_NOFOLLOW, 0o644)

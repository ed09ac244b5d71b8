"""What a check is given and what it finds."""

import importlib
import pkgutil
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.db import Database
from bot.settings import Settings
from channels.base import Channel


class Level(StrEnum):
    """How a finding is marked; `BAD` makes the command end with 1."""

    GOOD = "✔"
    WARNING = "⚠"
    BAD = "✘"


@dataclass(frozen=True)
class Finding:
    level: Level
    text: str

    def __str__(self) -> str:
        return f"{self.level} {self.text}"


@dataclass(frozen=True)
class Patient:
    """What there is to look at. `channels` are those with a token; a bad one is missing here and stands in `refused`."""

    settings: Settings
    db: Database
    now: datetime
    channels: Mapping[str, Channel]
    refused: Sequence[str] = ()


Check = Callable[[Patient], Awaitable[Sequence[Finding]]]
_checks: list[tuple[int, str, Check]] = []


def check(order: int, title: str) -> Callable[[Check], Check]:
    """Register a check; its findings are printed under the title, lowest order first. A check never raises for what it finds."""

    def register(function: Check) -> Check:
        _checks.append((order, title, function))
        return function

    return register


async def examined(patient: Patient) -> AsyncIterator[tuple[str, Sequence[Finding]]]:
    """Each check's title and findings, as soon as they are known."""
    from bot.doctor import checks

    for module in pkgutil.iter_modules(checks.__path__):
        importlib.import_module(f"bot.doctor.checks.{module.name}")
    for _, title, function in sorted(_checks, key=lambda each: each[:2]):
        yield title, await function(patient)


def good(text: str) -> Finding:
    return Finding(Level.GOOD, text)


def warning(text: str) -> Finding:
    return Finding(Level.WARNING, text)


def bad(text: str) -> Finding:
    return Finding(Level.BAD, text)

"""The wall clock of the people who use this: one zone, no daylight saving since 1975."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

_zone = ZoneInfo("Asia/Ho_Chi_Minh")


def use_zone(name: str) -> None:
    """Set the zone for the process (the setting TIMEZONE); raises `KeyError` for an unknown one."""
    global _zone
    _zone = ZoneInfo(name)


def zone_name() -> str:
    """The zone in force, to be handed to a child process."""
    return _zone.key


def local(moment: datetime) -> datetime:
    """An aware moment as the wall clock shows it."""
    return moment.astimezone(_zone)


def today(moment: datetime) -> date:
    """The day it is for the people when it is `moment`."""
    return local(moment).date()


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A wall-clock time of a day as aware UTC."""
    return datetime.combine(day, time(hour, minute), _zone).astimezone(UTC)

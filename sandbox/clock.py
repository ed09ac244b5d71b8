"""The stand-in's own time: real time, shifted, so that message dates agree with a bot that rehearses another day."""

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
# A jump lands just before the hour, so that the hour comes by itself and the bot's own clock does the work.
LEAD = timedelta(seconds=2)
MONDAY = 0


class Clock:
    """World time in seconds since 1970 or as an aware UTC moment; it runs at normal speed from where it was set."""

    def __init__(self) -> None:
        self._shift = 0.0

    def seconds(self) -> float:
        return time.time() + self._shift

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.seconds(), UTC)

    def set(self, moment: datetime) -> None:
        self._shift = moment.timestamp() - time.time()


def monotonic() -> float:
    """Seconds that no jump of the world's clock touches: for waiting, pacing and measuring."""
    return time.monotonic()


def read_moment(text: str) -> datetime:
    """An ISO moment; one without an offset is Hanoi time. Raises ValueError for anything else."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=HANOI)


def landing(jump: str, now: datetime) -> datetime:
    """Where a jump lands: 'morning' (next 08:00), 'monday' (next Monday 07:00), both in Hanoi and two seconds early, or an
    ISO moment as it is. Raises ValueError for anything else."""
    if jump == "morning":
        return _next(now, hour=8, days=range(7))
    if jump == "monday":
        return _next(now, hour=7, days=(MONDAY,))
    return read_moment(jump)


def _next(now: datetime, hour: int, days: range | tuple[int, ...]) -> datetime:
    today = now.astimezone(HANOI).replace(hour=hour, minute=0, second=0, microsecond=0) - LEAD
    later = (today + timedelta(days=ahead) for ahead in range(8))
    return next(moment for moment in later if moment > now and moment.weekday() in days)

"""A Zalo bot as the platform keeps it."""

import asyncio
from dataclasses import dataclass

from sandbox.clock import Clock
from sandbox.things import Json
from sandbox.zalo.faults import Faults
from sandbox.zalo.mailbox import Mailbox
from sandbox.zalo.quota import Quota
from sandbox.zalo.settings import Settings


@dataclass(frozen=True, slots=True)
class Hook:
    """A webhook as it was set; `updated_at` in milliseconds."""

    url: str
    secret: str
    updated_at: int


class ZaloBot:
    """`id` is 19 digits and a number only inside the stand-in; `username` is the platform's account name."""

    def __init__(self, token: str, id: int, username: str, name: str, clock: Clock, settings: Settings) -> None:
        self.token = token
        self.id = id
        self.username = username
        self.name = name
        self.settings = settings
        self.faults = Faults()
        self.quota = Quota(clock)
        self.mailbox = Mailbox(lambda: self.settings)
        self.hook: Hook | None = None
        self.base = ""  # how the bot itself names the stand-in's host
        self.lost = 0
        self.probes: dict[str, int] = {}  # testWebhook, by day
        self._lanes: dict[str, asyncio.Lock] = {}

    def lane(self, name: str) -> asyncio.Lock:
        """What is said in one chat reaches a webhook in order."""
        return self._lanes.setdefault(name, asyncio.Lock())

    def api(self) -> Json:
        """As the phones know it."""
        return {"id": self.id, "is_bot": True, "first_name": self.name, "username": self.username}

    @property
    def full(self) -> bool:
        """Is the month's quota gone?"""
        limit = self.settings.quota
        return limit is not None and self.quota.used(self.settings.quota_counts) >= limit

    def quota_state(self) -> Json:
        return {
            "bot": self.username,
            "used": self.quota.used(self.settings.quota_counts),
            "limit": self.settings.quota,
        }

    def close(self) -> None:
        self.mailbox.wake()

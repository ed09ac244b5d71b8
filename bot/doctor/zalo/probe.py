"""One question to the platform, and its answer as it came."""

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.clock import monotonic
from bot.db import Database
from bot.store import store_and_count
from channels.zalo import ZaloChannel
from channels.zalo.faults import NetworkError

SHOWN = 160  # characters of an answer
NOT_MEASURED = "chưa đo"
Ask = Callable[[str], str]
Json = dict[str, Any]


@dataclass
class Probe:
    """A bot under measurement. `chat`: the operator's own, if named; `ask` puts a question to whoever sits at the terminal.

    `seen` are the events that came before, `senders` whose events came to which bot: told apart, never printed.
    """

    channel: ZaloChannel
    db: Database
    now: Callable[[], datetime]
    token: str
    api: str
    chat: str = ""
    ask: Ask | None = None
    wait: float = 5
    seen: list[str] = field(default_factory=list)
    senders: dict[str, set[str]] = field(default_factory=dict)

    async def answer(self, method: str, **arguments: Any) -> str:
        """What came: HTTP status, body, seconds."""
        return await self.said_by(self.channel, method, arguments)

    async def said_by(self, channel: ZaloChannel, method: str, arguments: dict[str, Any]) -> str:
        started = monotonic()
        try:
            status, body = await channel.client.raw(method, arguments, 60.0)
        except NetworkError as error:
            return f"không có trả lời ({error})"
        return f"HTTP {status}, {_short(body)}, {monotonic() - started:.1f} giây"

    async def updates(self) -> tuple[str, list[dict[str, Any]]]:
        """One poll: the answer without content, and the events, which are in the inbox then."""
        started = monotonic()
        try:
            status, body = await self.channel.client.raw("getUpdates", {"timeout": self.wait}, self.wait + 15.0)
        except NetworkError as error:
            return f"không có trả lời ({error})", []
        events = self._events(body)
        if events:
            await self.db.run(store_and_count, self.channel.parse(body), self.now())
        shown = f"{len(events)} sự kiện" if events else _short(body)
        return f"HTTP {status}, {shown}, {monotonic() - started:.1f} giây", events

    def fresh(self, events: Sequence[Json]) -> list[Json]:
        """Those that did not come before (a platform may hand over the same for ever) and are the operator's, where known."""
        new = [each for each in events if not _id(each) or _id(each) not in self.seen]
        self.seen += [_id(each) for each in events if _id(each)]
        return [each for each in new if not self.chat or _sender(each) in ("", self.chat)]

    def met(self, events: Sequence[Json]) -> None:
        self.senders.setdefault(self.channel.bot, set()).update(_sender(each) for each in events if _sender(each))

    def _events(self, body: bytes) -> list[dict[str, Any]]:
        from channels.zalo.parse import events_of

        try:
            return [dict(each) for each in events_of(body) if "event_name" in each]
        except ValueError:
            return []


def _id(event: Json) -> str:
    message = event.get("message")
    return str(message.get("message_id") or "") if isinstance(message, dict) else ""


def _sender(event: Json) -> str:
    message = event.get("message")
    sender = message.get("from") if isinstance(message, dict) else None
    return str(sender.get("id") or "") if isinstance(sender, dict) else ""


def _short(body: bytes) -> str:
    """Results are told by their fields only: they may hold what people wrote."""
    try:
        found = json.loads(body)
    except ValueError:
        return f"không phải JSON ({len(body)} byte)"
    if isinstance(found, dict) and isinstance(found.get("result"), dict):
        found = {**found, "result": sorted(found["result"])}
    return json.dumps(found, ensure_ascii=False)[:SHOWN]


Measure = Callable[[Probe], Awaitable[Sequence[str]]]
_measures: list[tuple[int, str, Measure]] = []


def measure(number: int, title: str) -> Callable[[Measure], Measure]:
    """Register a measurement under its number in the reference."""

    def register(function: Measure) -> Measure:
        _measures.append((number, title, function))
        return function

    return register


def measures() -> list[tuple[int, str, Measure]]:
    from bot.doctor.zalo import alone, guided

    assert alone, guided
    return sorted(_measures, key=lambda each: each[0])

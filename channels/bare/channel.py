"""A channel that can do nothing but text, inside the process: what every conversation must be able to live with."""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Literal

from channels.bare.bell import Bell
from channels.bare.mention import Mention
from channels.base import (
    Attachment,
    Capabilities,
    ChatRef,
    CommandHelp,
    DeliveryError,
    FetchError,
    Incoming,
    Outgoing,
    Pace,
    Sent,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Delivered:
    """A message as it arrived, with the channel's id of it and time."""

    message_id: str
    at: datetime
    message: Outgoing

    @property
    def chat(self) -> str:
        return self.message.chat.id

    @property
    def text(self) -> str:
        return self.message.text


class BareChannel:
    """`now` is the channel's clock; without one, its time is that of the last thing said.

    People speak with `say`, and read with `expect` or `sent`.
    """

    secret_header = ""  # no webhook
    hands_over_once = False

    def __init__(
        self, bot: str = "bare", *, bot_name: str = "Bot Giao Việc", now: Callable[[], datetime] | None = None
    ) -> None:
        self.bot = bot
        self.capabilities = Capabilities()
        self.pace = Pace(every=0.0, chat=0.0, group=0.0)
        self.sent: list[Delivered] = []
        self._mention = Mention(bot_name)
        self._now = now
        self._last_said = EPOCH
        self._keys, self._message_ids = count(1), count(1)
        self._waiting: list[Incoming] = []
        self._faults: deque[tuple[DeliveryError, bool]] = deque()
        self._expected: Counter[str] = Counter()
        self._said, self._answered = Bell(), Bell()

    def say(
        self,
        chat: str,
        sender: str,
        text: str,
        *,
        name: str | None = None,
        at: datetime | None = None,
        group: bool = False,
        forwarded: bool = False,
        event: Literal["message", "blocked", "started"] = "message",
    ) -> Incoming | None:
        """What a person does, at an aware time. None: in a group, and not addressed to the bot, so it never gets there."""
        self._last_said = (at or self._time()).astimezone(UTC)
        if group and event == "message":
            if not self._mention.found_in(text):
                return None
            text = self._mention.taken_out_of(text)
        incoming = Incoming(
            key=str(next(self._keys)),
            chat=ChatRef(self.bot, chat),
            sender=sender,
            sender_name=name or sender,
            sent_at=self._last_said,
            group=group,
            event=event,
            text=text,
            message_id=str(next(self._message_ids)) if event == "message" else None,
            forwarded=forwarded,
        )
        self._waiting.append(incoming)
        self._said.ring()
        return incoming

    def fail_next(self, error: DeliveryError, *, accepted: bool = False) -> None:
        """The next send fails so; with `accepted` the message arrives all the same, and only the answer is lost."""
        self._faults.append((error, accepted))

    async def expect(self, chat: str, timeout: float = 2.0) -> Delivered:  # noqa: ASYNC109 - part of its sentence
        """The chat's oldest message that wasn't expected yet, waited for (s). Raises TimeoutError."""
        try:
            async with asyncio.timeout(timeout):
                while not (unread := self._to(chat)[self._expected[chat] :]):
                    await self._answered.wait()
        except TimeoutError:
            raise TimeoutError(f"nothing new for {chat} in {timeout} s; last: {self._to(chat)[-1:]}") from None
        self._expected[chat] += 1
        return unread[0]

    async def start(self, commands: Sequence[CommandHelp]) -> None:
        """There is nothing to connect to, and no menu."""

    async def whoami(self) -> str:
        return self.bot

    async def stop(self) -> None:
        """There is nothing to release."""

    async def poll(self) -> AsyncGenerator[Sequence[Incoming], None]:
        """What isn't confirmed by asking for the next batch is handed over again to the next poll."""
        while True:
            while not self._waiting:
                await self._said.wait()
            batch = tuple(self._waiting)
            yield batch
            del self._waiting[: len(batch)]

    def parse(self, body: bytes) -> Sequence[Incoming]:
        raise ValueError("the bare channel has no webhook")

    async def set_webhook(self, url: str, secret: str) -> None:
        raise ValueError("the bare channel has no webhook")

    async def send(self, message: Outgoing) -> Sent:
        """Raises DeliveryError on demand, and ValueError for what the core must not send to such a channel."""
        self._check(message)
        error, accepted = self._faults.popleft() if self._faults else (None, True)
        if accepted:
            self.sent.append(Delivered(str(next(self._message_ids)), self._time(), message))
            self._answered.ring()
        if error:
            raise error
        return Sent(self.sent[-1].message_id, self.sent[-1].at)

    async def fetch(self, attachment: Attachment, limit: int) -> bytes:
        raise FetchError("gone")

    async def acknowledge(self, incoming: Incoming, text: str | None = None) -> None:
        """There are no buttons whose spinner could turn."""

    async def typing(self, chat: ChatRef) -> None:
        """Nobody would see it."""

    def _check(self, message: Outgoing) -> None:
        if message.buttons or message.file:
            raise ValueError("the bare channel has neither buttons nor files")
        if not 0 < len(message.text.encode("utf-16-le")) // 2 <= self.capabilities.max_text:
            raise ValueError(f"a text has 1 to {self.capabilities.max_text} units")

    def _to(self, chat: str) -> list[Delivered]:
        return [each for each in self.sent if each.chat == chat]

    def _time(self) -> datetime:
        return self._now().astimezone(UTC) if self._now else self._last_said

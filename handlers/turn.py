"""What a handler is given, and how a conversation remembers where it stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from channels.base import Capabilities, Incoming
from rules.localtime import today
from rules.workdays import WorkingDays
from services.identity import Actor
from views.message import Message

QUESTIONS = 5  # how many are kept of when something was asked: more are never in the air at once
Answer = Message | Sequence[Message] | None
Handler = Callable[..., Answer]


def listed(answer: Answer) -> list[Message]:
    """An answer as the messages that it is."""
    return [answer] if isinstance(answer, Message) else list(answer or [])


@dataclass
class Memory:
    """Where a talk stands: the step that waits for free text, what was gathered and kept, when either changed last."""

    step: str | None
    data: dict[str, Any]
    updated_at: datetime


@dataclass
class Turn:
    """One thing said, who said it, and the memory of the talk with that person in that chat.

    `text` is what was said without mention and courtesies; `subject` ("case:15") is what a quoted message was about.
    """

    incoming: Incoming
    actor: Actor
    now: datetime
    can: Capabilities
    memory: Memory
    working_days: WorkingDays
    text: str = ""
    subject: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return today(self.now)

    @property
    def group(self) -> bool:
        return self.incoming.group

    def wait_for(self, step: str, **data: object) -> None:
        """The next free text in this chat is for `step`. When it was asked is kept even when the question is dropped: what was
        on the screen decides what a digit answers."""
        self.memory.step = step
        self.memory.data = {**self.kept, **data}
        self.memory.updated_at = self.now
        self.remember(asked=[*(self.recall("asked") or [])[-QUESTIONS:], self.now.isoformat()])

    def remember(self, **data: object) -> None:
        """Keep something for this chat beyond the running step (the task looked at, the bundle shown)."""
        self.memory.data = {**self.memory.data, "kept": {**self.memory.data.get("kept", {}), **data}}

    def recall(self, name: str) -> Any:
        return self.memory.data.get("kept", {}).get(name)

    def forget(self) -> None:
        """End the running conversation; what was kept stays."""
        if self.memory.step is None and self.memory.data == self.kept:
            return
        self.memory.step = None
        self.memory.data = self.kept
        self.memory.updated_at = self.now

    @property
    def kept(self) -> dict[str, Any]:
        return {"kept": self.memory.data["kept"]} if "kept" in self.memory.data else {}

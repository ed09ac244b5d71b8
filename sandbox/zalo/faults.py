"""Trouble on demand for one bot's calls: refused, garbled, cut off or slow, before or after the call took effect."""

import random
from dataclasses import dataclass, field
from typing import Any

from sandbox.clock import monotonic
from sandbox.things import Json
from sandbox.zalo.errors import WORDS

CODES = tuple(str(code) for code in WORDS)
PAGES = {"502html": 502, "504html": 504}
KINDS = (*CODES, *PAGES, "timeout", "reset", "slow")
WHENS = ("before", "after")


@dataclass
class Fault:
    """`times` counts down to zero (None: for ever); `seconds` is how long the rule is in force; `delay` in seconds.
    A code is refused in the body, with `status` as HTTP status (None: as the bot's settings say)."""

    kind: str
    method: str | None = None
    chat: str | None = None
    times: int | None = None
    seconds: float | None = None
    probability: float = 1.0
    seed: int | None = None
    when: str = "before"
    delay: float = 1.0
    status: int | None = None
    dice: random.Random = field(init=False, repr=False)
    born: float = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if self.kind not in KINDS or self.when not in WHENS:
            raise ValueError(f"kind is one of {', '.join(KINDS)}; when is before or after")
        self.dice = random.Random(self.seed)
        self.born = monotonic()

    @property
    def effective(self) -> bool:
        """Does the call take effect all the same? A slow answer is one to an accepted call."""
        return self.when == "after" or self.kind == "slow"

    def applies(self, method: str, chat: str) -> bool:
        if self.times == 0 or self.method not in (None, method) or self.chat not in (None, chat):
            return False
        if self.seconds is not None and monotonic() > self.born + self.seconds:
            return False
        return self.probability >= 1.0 or self.dice.random() < self.probability

    def state(self) -> Json:
        """The rule as it stands now; `times` is what is left."""
        return {"kind": self.kind, "method": self.method, "chat": self.chat, "times": self.times, "when": self.when}


class Faults:
    """The rules in force; the first that applies is used."""

    def __init__(self) -> None:
        self.rules: list[Fault] = []

    def load(self, given: Any) -> None:
        """Replaces the rules. Raises TypeError or ValueError for what isn't understood."""
        if not isinstance(given, list):
            raise ValueError("faults is a list of rules")
        self.rules = [Fault(**rule) for rule in given]

    def pick(self, method: str, chat: str) -> Fault | None:
        rule = next((rule for rule in self.rules if rule.applies(method, chat)), None)
        if rule and rule.times is not None:
            rule.times -= 1
        return rule

"""Trouble on demand: what a rule matches is refused, delayed or cut off, before or after it took effect."""

import random
from dataclasses import dataclass, field
from typing import Literal

from sandbox.things import Json

Kind = Literal["429", "403", "500", "502html", "timeout", "reset", "slow"]
KINDS = ("429", "403", "500", "502html", "timeout", "reset", "slow")
WHENS = ("before", "after")


@dataclass
class Rule:
    """`times` counts down to zero (None: for ever); `delay` in seconds; `when` tells whether the call takes effect first.
    `retry_after` None: a 429 that doesn't say how long."""

    kind: Kind
    method: str | None = None
    chat: int | None = None
    times: int | None = None
    probability: float = 1.0
    seed: int | None = None
    when: Literal["before", "after"] = "before"
    retry_after: int | None = 1
    delay: float = 1.0
    dice: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if self.kind not in KINDS or self.when not in WHENS:
            raise ValueError(f"kind is one of {', '.join(KINDS)}; when is before or after")
        self.method = self.method.lower() if self.method else None
        self.dice = random.Random(self.seed)

    def applies(self, method: str, chat: str) -> bool:
        if self.times == 0 or self.method not in (None, method):
            return False
        if self.chat is not None and str(self.chat) != chat:
            return False
        return self.probability >= 1.0 or self.dice.random() < self.probability


class Faults:
    """The rules in force; the first that applies is used."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []

    def load(self, rules: list[Json]) -> None:
        """Replaces the rules. Raises TypeError or ValueError for one that isn't understood."""
        self.rules = [Rule(**{str(key): value for key, value in rule.items()}) for rule in rules]

    def pick(self, method: str, chat: str) -> Rule | None:
        rule = next((rule for rule in self.rules if rule.applies(method, chat)), None)
        if rule and rule.times is not None:
            rule.times -= 1
        return rule

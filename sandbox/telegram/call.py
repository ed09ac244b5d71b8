"""One call of a method: its parameters, read as leniently as the platform reads them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.telegram.bots import Bot
from sandbox.world import World

TRUE = ("true", "yes", "1")


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    mime: str
    data: bytes


@dataclass(slots=True)
class Call:
    """`params` come from a JSON body, a form or the query; values are strings unless the body was JSON."""

    world: World
    bot: Bot
    method: str
    params: Mapping[str, Any]
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        value = self.params.get(name)
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        return json.dumps(value) if isinstance(value, bool | dict | list) else str(value)

    def integer(self, name: str, default: int = 0, low: int | None = None, high: int | None = None) -> int:
        """Out of range is clipped, and no number is the default: the platform refuses neither."""
        try:
            value = int(self.text(name))
        except ValueError:
            return default
        value = value if low is None else max(low, value)
        return value if high is None else min(high, value)

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in TRUE

    def json(self, name: str) -> Any:
        """Raises ValueError for what is no JSON; None where nothing is given."""
        value = self.params.get(name)
        if not isinstance(value, str):
            return value
        return json.loads(value) if value else None

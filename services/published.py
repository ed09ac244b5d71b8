"""What a digest says, as plain data: kept with the week, carried by a notice, handed to the child process that draws it.

Nothing here knows a database, so that the child need not import one.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from rules.lights import Light

Json = dict[str, Any]


@dataclass(frozen=True)
class Named:
    """An item named in a list: its code, whose it is (a unit or a post, never a person), working days, and what it is about
    (empty where that is confidential)."""

    code: str
    whose: str
    days: int
    title: str = ""


@dataclass(frozen=True)
class Listed:
    """How many there are, and the worst few by name."""

    count: int = 0
    items: tuple[Named, ...] = ()


@dataclass(frozen=True)
class Reached:
    """Targets by the word of their bucket (scheme S0); `residual` is in none, so that total = sum + residual always. Of those in
    a bucket, `verified` rest on what was found and `estimated` on an estimate; the others on what was reported (S0-22)."""

    counts: dict[str, int] = field(default_factory=dict)
    total: int = 0
    residual: int = 0
    verified: int = 0
    estimated: int = 0


@dataclass(frozen=True)
class Figures:
    """A week's picture. `lights` counts the tasks in force by the word of their light; `residual` is what none of them
    covers, so that total = sum + residual always. What a week kept earlier does not know yet has its default."""

    week: str
    first: date
    last: date
    total: int
    lights: dict[str, int]
    residual: int
    groups: dict[str, dict[str, int]] = field(default_factory=dict)
    newly_late: Listed = Listed()
    longest_late: Listed = Listed()
    late_cases: Listed = Listed()
    second_extensions: Listed = Listed()
    disputes: Listed = Listed()
    vacant: Listed = Listed()  # tasks of posts that nobody holds, to be transferred
    for_meeting: Listed = Listed()
    early: Listed = Listed()
    due_soon: int = 0
    silent: int = 0
    leaders: int = 0
    unverified: int = 0
    unplanned: int = 0
    instructions: int = 0  # given and unanswered
    unheeded: int = 0  # of these, past their day
    reached: Reached = field(default_factory=Reached)

    def light(self, light: Light) -> int:
        return self.lights.get(light.value, 0)


LISTS = ("newly_late", "longest_late", "late_cases", "second_extensions", "disputes", "vacant", "for_meeting", "early")


@dataclass(frozen=True)
class Past:
    """An earlier week, as far as the trend needs it."""

    week: str
    lights: dict[str, int]


@dataclass(frozen=True)
class Digest:
    """A week's figures, last week's kept ones (none: nothing to compare with), the kept weeks before it (oldest first), and the
    board's lines: by code, or "" for one about the whole."""

    figures: Figures
    before: Figures | None = None
    trend: tuple[Past, ...] = ()
    comments: tuple[tuple[str, str], ...] = ()


def as_json(figures: Figures) -> Json:
    """The figures as JSON keeps them."""
    kept: Json = json.loads(json.dumps(asdict(figures), default=date.isoformat))
    return kept


def of_json(kept: Json) -> Figures:
    """What `as_json` wrote, by this version or an earlier one."""
    days = {name: date.fromisoformat(kept[name]) for name in ("first", "last")}
    lists = {name: _listed(kept[name]) for name in LISTS if name in kept}
    reached = {"reached": Reached(**kept["reached"])} if "reached" in kept else {}
    return Figures(**(kept | days | lists | reached))


def _listed(kept: Json) -> Listed:
    return Listed(kept["count"], tuple(Named(**item) for item in kept["items"]))


def past(weeks: Iterable[Figures]) -> list[Json]:
    return [asdict(Past(each.week, each.lights)) for each in weeks]


def thawed(digest: Json, comments: tuple[tuple[str, str], ...] = ()) -> Digest:
    """What a notice carries, as a digest again, with the board's lines."""
    before = of_json(digest["before"]) if digest["before"] else None
    trend = tuple(Past(**each) for each in digest.get("trend", ()))
    return Digest(of_json(digest["figures"]), before, trend, comments)

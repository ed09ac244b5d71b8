"""Levels of units, from the top down: three until the middle of 2025, two since. Data; these are the ones to begin with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Level:
    """A level by name, its place from the top, and the days it is in force; open where empty."""

    name: str
    rank: int
    starts_on: date | None = None
    ended_on: date | None = None

    def in_force(self, day: date) -> bool:
        return (self.starts_on is None or self.starts_on <= day) and (self.ended_on is None or day <= self.ended_on)


LEVELS = (Level("tỉnh", 1), Level("huyện", 2, ended_on=date(2025, 6, 30)), Level("xã", 3))


def steps_below(levels: Sequence[Level], above: str, below: str, day: date) -> int | None:
    """How many levels in force lie from `above` down to `below`: 0 the same, 1 directly above, negative upside down.

    None when one of them is not a level, or not one of that day: then nothing can be said.
    """
    names = [level.name for level in sorted(levels, key=lambda each: each.rank) if level.in_force(day)]
    return names.index(below) - names.index(above) if above in names and below in names else None


def directly_above(levels: Sequence[Level], above: str, below: str, day: date) -> bool:
    """S4-03: the level directly above assigns, or a level to its own bodies; what can't be told is no objection."""
    return steps_below(levels, above, below, day) in (0, 1, None)

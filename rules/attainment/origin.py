"""Where a published figure comes from: assigned or own (S0-03), and out of which parts it is counted (S0-22)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """Who set a target: the level above, or the unit itself on top."""

    ASSIGNED = "assigned"
    OWN = "own"


@dataclass(frozen=True)
class Origins:
    """Targets by who set them. The level above counts only what it assigned, so that nothing is counted twice up the tree."""

    assigned: int
    own: int

    @property
    def total(self) -> int:
        return self.assigned + self.own

    @property
    def rolled_up(self) -> int:
        return self.assigned


def origins(sources: Iterable[str]) -> Origins:
    """Count targets by their source; ValueError for a word that is none."""
    known = [Source(source) for source in sources]
    return Origins(known.count(Source.ASSIGNED), known.count(Source.OWN))

"""Deadlines in words: `parse_deadline(text, today, working_days) -> Deadline` (domain/deadlines.md).

tokens → engine (every reading) → parse (a single one is believed)
          ↑ phrases: dates days weeks periods parts moons tet durations clocks bounds ranges recurring
"""

from rules.deadlines.deadline import Deadline, Every, Kind
from rules.deadlines.parse import parse_deadline
from rules.deadlines.reasons import REASONS

__all__ = ["REASONS", "Deadline", "Every", "Kind", "parse_deadline"]

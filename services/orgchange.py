"""What loading an organisation's workbook changes, and what is wrong in it."""

from dataclasses import dataclass, field

from rules.organisation.workbook import Problem


@dataclass(frozen=True)
class Change:
    """One difference: `kind` a stable word; `name` of the unit, post or level; before and after as the workbook writes them."""

    kind: str
    name: str
    before: str = ""
    after: str = ""


@dataclass
class Loaded:
    """What loading does. `absent`: units and posts in force that the workbook doesn't name."""

    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)

    def note(self, kind: str, name: str, before: str = "", after: str = "") -> None:
        self.changes.append(Change(kind, name, before, after))

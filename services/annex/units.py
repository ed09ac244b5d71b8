"""The tree of units as an annex's checks ask it: who issued the document, and is that level directly above (S4-03)."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from sqlmodel import Session, col, select

from models import Unit
from rules.spelling import bare_words
from rules.text import fold

_BODIES = ("ban thuong vu ", "thuong truc ", "ban chap hanh ", "bch ", "btv ")


@dataclass(frozen=True)
class Node:
    id: int
    name: str
    level: str
    parent_id: int | None


class Units:
    """All units, read once."""

    def __init__(self, session: Session) -> None:
        rows = session.exec(select(Unit).order_by(col(Unit.id)))
        self.nodes = {unit.id or 0: Node(unit.id or 0, unit.name, unit.level, unit.parent_id) for unit in rows}
        self._names: dict[str, list[Node]] = {}
        for node in self.nodes.values():
            self._names.setdefault(bare_words(node.name), []).append(node)

    def named(self, text: str) -> Node | None:
        """The unit of this name; a committee's own body (Ban Thường vụ Huyện ủy …) speaks for the committee, even where it is
        kept as a unit of its own."""
        words = bare_words(text)
        for name in (*(words.removeprefix(body) for body in _BODIES if words.startswith(body)), words):
            found = self._names.get(name, [])
            if len(found) == 1:
                return found[0]
        return None

    def speaks_for(self, unit_id: int) -> Node | None:
        """The unit in whose name a post of this unit acts."""
        node = self.nodes.get(unit_id)
        return (self.named(node.name) or node) if node else None

    def issuer(self, lines: Iterable[str]) -> Node | None:
        """Who issued the document: the last line above the table that is a unit's name, else the deepest unit named in one;
        where that is a committee's own body, the committee."""
        kept = list(lines)
        whole = [node for line in kept if (node := self.named(line))]
        if whole:
            return whole[-1]
        texts = [f" {bare_words(line)} " for line in kept]
        within = [node for name, nodes in self._names.items() for node in nodes if any(f" {name} " in t for t in texts)]
        deepest = max(within, key=lambda node: len(self._way(node.id)), default=None)
        return self.speaks_for(deepest.id) if deepest else None

    def root(self) -> Node | None:
        return next((node for node in self.nodes.values() if node.parent_id is None), None)

    def directly_above(self, assigner: int, unit: int) -> bool:
        """Does `assigner` manage `unit`: itself, or above it with no other level of the hierarchy between?"""
        way = self._way(unit)
        if assigner not in way:
            return False
        levels = [fold(self.nodes[each].level) for each in way[: way.index(assigner) + 1]]
        named = [level for level in levels if level]
        return sum(one != other for one, other in pairwise(named)) <= 1

    def _way(self, unit: int) -> list[int]:
        """From a unit upwards."""
        way: list[int] = []
        node = self.nodes.get(unit)
        while node is not None and node.id not in way:
            way.append(node.id)
            node = self.nodes.get(node.parent_id) if node.parent_id is not None else None
        return way

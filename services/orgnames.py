"""Units or posts by name: which one a cell of the workbook means, and what may have been meant when it is none."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Generic, TypeVar

from rules.headings import plain
from rules.organisation.names import called, spelled
from rules.organisation.workbook import Problem, Row, problem

T = TypeVar("T")
ALIKE = 0.8  # how alike two names must be to be offered
OFFERED = 3


class Names(Generic[T]):
    """What is kept and what the workbook adds; `see` marks what the workbook has named."""

    def __init__(self, known: Iterable[tuple[T, str]]) -> None:
        self._by_name: dict[str, list[tuple[T, str]]] = {}
        self._seen: set[int] = set()
        for thing, name in known:
            self.add(thing, name)

    def add(self, thing: T, name: str) -> None:
        self._by_name.setdefault(plain(name), []).append((thing, name))

    def see(self, thing: T) -> None:
        self._seen.add(id(thing))

    def all(self) -> list[tuple[T, str]]:
        return [each for found in self._by_name.values() for each in found]

    def named(self, name: str) -> list[T]:
        """Those that a cell means by this name; diacritics may be missing where that leaves no doubt."""
        return called(name, self._by_name.get(plain(name), []))

    def free(self, name: str) -> list[T]:
        """Those of this very name that no row has taken yet."""
        same = self._by_name.get(plain(name), [])
        return [thing for thing, own in same if spelled(own) == spelled(name) and id(thing) not in self._seen]

    def unseen(self) -> list[str]:
        return [name for thing, name in self.all() if id(thing) not in self._seen]

    def one(
        self, row: Row, meaning: str, problems: list[Problem], *, prefer: Callable[[T], bool] = lambda _: False
    ) -> T | None:
        """The one that a cell names; of several, the preferred one. Otherwise a problem is noted (an empty cell is none)."""
        text = row[meaning]
        found = self.named(text)
        preferred = [thing for thing in found if prefer(thing)]
        if len(preferred) == 1 or len(found) == 1:
            return (preferred if len(preferred) == 1 else found)[0]
        if text or meaning == "unit":
            problems.append(problem(row, meaning, "several" if found else f"unknown_{meaning}", text, self.near(text)))
        return None

    def near(self, text: str) -> list[str]:
        """Names that are spelt like this one."""
        alike = get_close_matches(plain(text), self._by_name, n=OFFERED, cutoff=ALIKE)
        return [self._by_name[name][0][1] for name in alike]

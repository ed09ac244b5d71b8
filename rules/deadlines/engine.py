"""Reading tokens by a grammar that gives *every* reading, so that a doubt is seen instead of decided.

    @rules.add("month", "tháng <mon:month> [<yr:year>]")
    def month_of_year(context: Context, month: int, year: int | None = None) -> Span: ...

A production builds a value from what its pattern kept: None is no reading after all, an `Either` several, and a `Refusal`
spreads to everything that contains it. A production must not begin with itself.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import TypeVar

from rules.deadlines.patterns import Begin, Node, compiled, vocabulary
from rules.deadlines.tokens import Words
from rules.deadlines.values import Context, Either, Refusal

Build = TypeVar("Build", bound=Callable[..., object])
Terminal = Callable[[Words, int], Iterator[tuple[int, object]]]


@dataclass(frozen=True, slots=True)
class Production:
    """`build` is None where the value is that of the only thing kept, or nothing."""

    node: Node
    build: Callable[..., object] | None


class Rules:
    """Productions and terminals by name; each file of the grammar fills one."""

    def __init__(self) -> None:
        self.productions: dict[str, list[Production]] = {}
        self.terminals: dict[str, Terminal] = {}
        self.vocabulary: set[str] = set()
        self._begins: dict[str, Begin] = {}
        self._starting: dict[tuple[str, str], list[Production]] = {}

    def add(self, name: str, *patterns: str) -> Callable[[Build], Build]:
        """Decorate the function that builds the value of these patterns."""

        def register(build: Build) -> Build:
            self._put(name, patterns, build)
            return build

        return register

    def same(self, name: str, *patterns: str) -> None:
        """Patterns that only pass on what they keep."""
        self._put(name, patterns, None)

    def _put(self, name: str, patterns: tuple[str, ...], build: Callable[..., object] | None) -> None:
        self.vocabulary.update(*map(vocabulary, patterns))
        new = [Production(compiled(pattern), build) for pattern in patterns]
        self.productions.setdefault(name, []).extend(new)

    def terminal(self, name: str, keys: Iterable[str]) -> Callable[[Terminal], Terminal]:
        """Decorate a function that looks at the tokens itself; `keys` are those of the tokens it can begin with."""

        def register(terminal: Terminal) -> Terminal:
            self.terminals[name] = terminal
            self._begins[name] = Begin(frozenset(keys))
            return terminal

        return register

    def include(self, *others: "Rules") -> None:
        """Take over the productions and terminals of others."""
        for other in others:
            self.terminals.update(other.terminals)
            self._begins.update(other._begins)
            self.vocabulary |= other.vocabulary
            for name, productions in other.productions.items():
                self.productions.setdefault(name, []).extend(productions)

    def starting(self, name: str, key: str) -> list[Production]:
        """The productions of a name that can begin with a token of this key."""
        if (name, key) not in self._starting:
            begins = [(each, each.node.begin(self._begin)) for each in self.productions[name]]
            self._starting[name, key] = [each for each, begin in begins if begin.empty or key in begin.keys]
        return self._starting[name, key]

    def _begin(self, name: str) -> Begin:
        if name not in self._begins:
            nodes = [each.node.begin(self._begin) for each in self.productions[name]]
            self._begins[name] = reduce(or_, nodes)
        return self._begins[name]


@dataclass(slots=True)
class Reader:
    """One text being read; what was found at a place is kept."""

    rules: Rules
    words: Words
    context: Context
    _found: dict[tuple[str, int], list[tuple[int, object]]] = field(default_factory=dict)

    def readings(self, name: str) -> list[object]:
        """Every reading of the whole text as `name`, without repetitions, the likelier first."""
        length = len(self.words.tokens)
        return list(dict.fromkeys(value for end, value in self.at(name, 0) if end == length))

    def at(self, name: str, place: int) -> list[tuple[int, object]]:
        """Where a production that begins at `place` ends, with its value; every possibility."""
        key = (name, place)
        if key not in self._found:
            terminal = self.rules.terminals.get(name)
            found = terminal(self.words, place) if terminal else self._built(name, place)
            self._found[key] = list(dict.fromkeys(found))
        return self._found[key]

    def _built(self, name: str, place: int) -> Iterator[tuple[int, object]]:
        tokens = self.words.tokens
        for production in self.rules.starting(name, tokens[place].key if place < len(tokens) else ""):
            for end, captures in production.node.match(self, place):
                for value in _values(production.build, self.context, dict(captures)):
                    yield end, value


def _values(build: Callable[..., object] | None, context: Context, captures: Mapping[str, object]) -> Iterator[object]:
    refusals = [value for value in captures.values() if isinstance(value, Refusal)]
    if refusals:
        yield refusals[0]
    elif build is None:
        yield next(iter(captures.values()), "")
    else:
        built = build(context, **captures)
        if isinstance(built, Either):
            yield from built.readings
        elif built is not None:
            yield built

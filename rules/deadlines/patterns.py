"""Patterns of the grammar, made into matchers that give every way to match.

In a pattern `word` is a word or a sign (`a|b`: one of them), `<name>` what another production finds, `<name:as>` the same and
kept, `[…]` optional, `( … | … )` a choice.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from rules.deadlines.lexicon import Word, word
from rules.deadlines.tokens import Words

Captures = tuple[tuple[str, object], ...]
Match = tuple[int, Captures]

_SYMBOL = re.compile(r"<[\w:]+>|[\[\]()]|[^\s\[\]()<>]+")


class Source(Protocol):
    """What a matcher reads from."""

    @property
    def words(self) -> Words: ...

    def at(self, name: str, place: int) -> list[tuple[int, object]]:
        """Where a production that begins at `place` ends, with its value."""


@dataclass(frozen=True, slots=True)
class Begin:
    """The keys of the tokens that something can begin with; `empty` when it may match nothing at all."""

    keys: frozenset[str]
    empty: bool = False

    def __or__(self, other: "Begin") -> "Begin":
        return Begin(self.keys | other.keys, self.empty or other.empty)


class Node(Protocol):
    """A piece of a pattern."""

    def match(self, source: Source, place: int) -> Iterator[Match]:
        """Every end of a match that begins at `place`, with what was kept."""

    def begin(self, of: Callable[[str], Begin]) -> Begin:
        """What it begins with, `of` telling it of the names it refers to."""


@dataclass(frozen=True, slots=True)
class _Literal:
    words: tuple[Word, ...]

    def match(self, source: Source, place: int) -> Iterator[Match]:
        tokens = source.words.tokens
        if place < len(tokens) and any(each.matches(tokens[place], source.words.plain) for each in self.words):
            yield place + 1, ()

    def begin(self, of: Callable[[str], Begin]) -> Begin:
        return Begin(frozenset(key for each in self.words for key in each.bare_forms()))


@dataclass(frozen=True, slots=True)
class _Reference:
    name: str
    kept_as: str

    def match(self, source: Source, place: int) -> Iterator[Match]:
        for end, value in source.at(self.name, place):
            yield end, ((self.kept_as, value),) if self.kept_as else ()

    def begin(self, of: Callable[[str], Begin]) -> Begin:
        return of(self.name)


@dataclass(frozen=True, slots=True)
class _Row:
    nodes: tuple[Node, ...]

    def match(self, source: Source, place: int) -> Iterator[Match]:
        return self._from(0, source, place)

    def _from(self, first: int, source: Source, place: int) -> Iterator[Match]:
        if first == len(self.nodes):
            yield place, ()
            return
        for middle, captures in self.nodes[first].match(source, place):
            for end, more in self._from(first + 1, source, middle):
                yield end, captures + more

    def begin(self, of: Callable[[str], Begin]) -> Begin:
        keys: frozenset[str] = frozenset()
        for node in self.nodes:
            begin = node.begin(of)
            keys |= begin.keys
            if not begin.empty:
                return Begin(keys)
        return Begin(keys, empty=True)


@dataclass(frozen=True, slots=True)
class _Choice:
    nodes: tuple[Node, ...]

    def match(self, source: Source, place: int) -> Iterator[Match]:
        for node in self.nodes:
            yield from node.match(source, place)

    def begin(self, of: Callable[[str], Begin]) -> Begin:
        begin = Begin(frozenset())
        for node in self.nodes:
            begin |= node.begin(of)
        return begin


def compiled(pattern: str) -> Node:
    """The matcher of a pattern."""
    return _Pattern(_SYMBOL.findall(pattern)).choice("")


def vocabulary(pattern: str) -> set[str]:
    """The words of a pattern, in all their spellings."""
    symbols = [symbol for symbol in _SYMBOL.findall(pattern) if symbol[0] not in "<[]()|"]
    return {key for symbol in symbols for each in symbol.split("|") for key in word(each).spellings()}


class _Pattern:
    def __init__(self, symbols: list[str]) -> None:
        self._symbols = symbols
        self._at = 0

    def choice(self, closing: str) -> Node:
        branches = [self._row(closing)]
        while self._at < len(self._symbols) and self._symbols[self._at] == "|":
            self._at += 1
            branches.append(self._row(closing))
        self._at += 1
        return branches[0] if len(branches) == 1 else _Choice(tuple(branches))

    def _row(self, closing: str) -> Node:
        nodes = []
        while self._at < len(self._symbols) and self._symbols[self._at] not in ("|", closing):
            nodes.append(self._item())
        return nodes[0] if len(nodes) == 1 else _Row(tuple(nodes))

    def _item(self) -> Node:
        symbol = self._symbols[self._at]
        self._at += 1
        if symbol == "[":
            return _Choice((self.choice("]"), _Row(())))
        if symbol == "(":
            return self.choice(")")
        if symbol.startswith("<"):
            return _Reference(*symbol[1:-1].partition(":")[::2])
        return _Literal(tuple(word(spelling) for spelling in symbol.split("|")))

"""A message of nothing but numbers and one figure or word each, without any mark: `3 5,5 4 12 9 kẹt 12 2000`.

It is put as `3: 5,5; 4: 12; …`, which the reader knows, where there is exactly one way to pair it: the tasks in the bundle's
order, each once, every figure between the last value and the plan."""

import re
from collections.abc import Iterator, Sequence

from rules.folding import fold, vocabulary
from rules.numbers import parse_number
from rules.replies.model import Item

_LONGEST = 24  # words; whoever writes more puts marks
_FIGURE = re.compile(r"\d{1,12}(?:[.,]\d{1,9})*%?")
_WORDS = 3  # of a claim without a figure
_DAY = re.compile(r"\d{1,2}/\d{1,2}")
_BEGINNING = vocabulary("xong ket vuong chua xin dang khong ko dat duoc them hoan ht van")
_FEWEST = 2
Pair = tuple[int, str]


def paired(text: str, items: Sequence[Item]) -> str:
    """The text with its pairs set apart; as it is where they are not sure."""
    words = text.split()
    plain = len(words) <= _LONGEST and words and all(_is_plain(word) for word in words)
    if not plain or sum(bool(_FIGURE.fullmatch(word)) for word in words) <= _FEWEST:
        return text
    ways: list[list[Pair]] = []
    for way in _ways(words, list(items)):
        ways.append(way)
        if len(ways) > 1:
            return text
    if not ways or len(ways[0]) < _FEWEST or not any(_FIGURE.fullmatch(claim) for _, claim in ways[0]):
        return text
    return "; ".join(f"{number}: {claim}" for number, claim in ways[0])


def _is_plain(word: str) -> bool:
    return bool(_FIGURE.fullmatch(word) or _DAY.fullmatch(word)) or word.isalpha()


def _ways(words: Sequence[str], items: Sequence[Item]) -> Iterator[list[Pair]]:
    """Ways to read all the words as pairs of these items, in their order."""
    if not words:
        yield []
        return
    for at, item in enumerate(items):
        if words[0] != str(item.number):
            continue
        for length in _claims(words[1:], item):
            claim = " ".join(words[1 : 1 + length])
            yield from ([(item.number, claim), *rest] for rest in _ways(words[1 + length :], items[at + 1 :]))


def _claims(words: Sequence[str], item: Item) -> Iterator[int]:
    """How many words can be what is said of an item: a figure it can have, or a few words, a day behind them."""
    if words and _FIGURE.fullmatch(words[0]):
        if _can_be(words[0], item):
            yield 1
        return
    told = next((at for at, word in enumerate(words) if not word.isalpha()), len(words))
    if 0 < told <= _WORDS and fold(words[0]) in _BEGINNING:
        yield told + (told < len(words) and bool(_DAY.fullmatch(words[told])))


def _can_be(figure: str, item: Item) -> bool:
    amount = parse_number(figure.rstrip("%"))
    known = amount is not None and item.plan is not None and item.last is not None
    return known and item.last < amount <= item.plan  # type: ignore[operator]

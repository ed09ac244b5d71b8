"""The independent checker of decision 4: what people said, and what the stand-ins' logs say they heard. Nothing of ours is in it.

Everybody only ever adds: "1 thêm 7 hộ", each number once. The answer tells the sum so far, "thêm 7 hộ, thành 28/10.000 hộ",
so the answers alone prove what happened: an effect that happened twice, or never, shifts every later sum.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

ANSWER = re.compile(r"thêm ([\d.]+) hộ, thành ([\d.]+)/")


@dataclass
class Count:
    """`counted` effects, `copies` of answers beyond the first, and every promise that was broken, in words."""

    said: int = 0
    counted: int = 0
    heard: int = 0
    copies: int = 0
    broken: list[str] = field(default_factory=list)

    def add(self, other: "Count") -> None:
        """Both together."""
        self.said, self.counted, self.heard = (
            self.said + other.said,
            self.counted + other.counted,
            self.heard + other.heard,
        )
        self.copies, self.broken = self.copies + other.copies, self.broken + other.broken


def recount(
    said: Mapping[int, Sequence[int]],
    heard: Mapping[int, Sequence[str]],
    before: Mapping[int, int],
    *,
    reordered: bool = False,
    unheard: frozenset[int] = frozenset(),
) -> Count:
    """`before`: each person's sum when it began. `reordered`: the platform handed over again what a kill had lost, so only the
    sums have to follow one another. `unheard`: people whose answers were refused for a while; their sums tell all the same."""
    found = Count()
    for person, numbers in said.items():
        _one(
            found, person, numbers, _answers(heard.get(person, ())), before.get(person, 0), reordered, person in unheard
        )
    return found


def _answers(texts: Sequence[str]) -> list[tuple[int, int]]:
    return [(_number(m[1]), _number(m[2])) for text in texts for m in ANSWER.finditer(text)]


def _number(text: str) -> int:
    return int(text.replace(".", ""))


def _one(
    found: Count,
    person: int,
    numbers: Sequence[int],
    answers: Sequence[tuple[int, int]],
    before: int,
    reordered: bool,
    unheard: bool,
) -> None:
    times = Counter(answers)
    first = list(dict.fromkeys(answers))
    found.said += len(numbers)
    found.heard += len(answers)
    found.copies += sum(times.values()) - len(first)
    found.counted += (first[-1][1] - before == sum(numbers)) * len(numbers) if first else 0
    steps = _expected(first if reordered else [(number, 0) for number in numbers], before)
    wrong = [each for each in first if each not in steps]
    missing = set(numbers) - {number for number, _ in first}
    in_order = [number for number, _ in first] == [number for number in numbers if number not in missing]
    if wrong or not first or first[-1][1] - before != sum(numbers):
        found.broken.append(f"{person}: sums {wrong or first[-1:]} after {before}, said {sum(numbers)}")
    if missing and not unheard:
        found.broken.append(f"{person}: no answer to {sorted(missing)}")
    if not in_order and not reordered:
        found.broken.append(f"{person}: answers out of order")


def _expected(answers: Sequence[tuple[int, int]], before: int) -> set[tuple[int, int]]:
    """Each number with the sum that it must lead to when the effects follow one another in this order."""
    steps, total = set(), before
    for number, _ in answers:
        total += number
        steps.add((number, total))
    return steps


def digests(texts: Sequence[str], weeks: Sequence[str]) -> list[str]:
    """The weeks of whose digest a group never heard."""
    return [week for week in weeks if not any(week in text for text in texts)]

"""Totals as they are printed: "Tổng số: 36 nhiệm vụ, 10 đồng chí", "(28 chỉ tiêu)", "Cộng mục I | 28"."""

import re
from dataclasses import dataclass
from decimal import Decimal

from rules.annex.cells import Line
from rules.text import fold, parse_number

_TASKS = r"(?:nhiem vu|chi tieu|viec|dau viec|cong viec|nhiem vu,? chi tieu)"
_PEOPLE = r"(?:dong chi|nguoi|can bo|chuc danh|lanh dao|don vi|co quan)"
_NUMBER = r"(\d{1,3}(?:\.\d{3})+|\d+)"
_OF_TASKS = re.compile(rf"(?<![\d.,/]){_NUMBER}\s*(?:\(.{{1,40}}?\)\s*)?{_TASKS}\b")
_OF_PEOPLE = re.compile(rf"(?<![\d.,/]){_NUMBER}\s*(?:\(.{{1,40}}?\)\s*)?{_PEOPLE}\b")
_EACH = re.compile(rf"(?:\bmoi {_PEOPLE}\s*:?\s*(?:\w+\s+){{0,2}}|(?<![a-z])[x×*]\s*){_NUMBER}\s*{_TASKS}\b")
_BARE = re.compile(r"(?:tong|cong)[^\d]{0,40}[:=]?\s*" + _NUMBER + r"\s*$")
_WHOLE = re.compile(r"tong\b")


@dataclass(frozen=True)
class Printed:
    """What a line says there are; `whole` for the annex, else for the section it closes or heads."""

    line: Line
    tasks: int | None
    people: int | None
    whole: bool


def printed(line: Line, *, heading: bool = False) -> Printed | None:
    """The totals that a line prints, if any."""
    text = _EACH.sub(" ", fold(line.said()))
    tasks, people = _first(_OF_TASKS, text), _first(_OF_PEOPLE, text)
    if tasks is None and people is None and not heading:
        tasks = _first(_BARE, text) if _BARE.search(text) else _lonely_number(line)
    if tasks is None and people is None:
        return None
    return Printed(line, tasks, people, whole=bool(_WHOLE.search(text)) and not heading)


def each_of(section: str) -> int | None:
    """How many tasks the heading of a group gives each of its posts: "2 đồng chí, mỗi đồng chí 4 việc", "2 đồng chí x 4 việc"."""
    return _first(_EACH, fold(section))


def _first(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return int(found[1].replace(".", "")) if found else None


def _lonely_number(line: Line) -> int | None:
    """A single cell that is a whole number, beside the words."""
    numbers = [number for i in line.filled if (number := parse_number(line.text(i))) is not None]
    whole = [int(number) for number in numbers if number == number.to_integral_value() and number > Decimal(0)]
    return whole[0] if len(whole) == 1 and len(numbers) == 1 else None

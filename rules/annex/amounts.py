"""What a task is measured by: a plan or a range with its unit, from two columns or from the words of the product."""

import re
from dataclasses import dataclass
from decimal import Decimal

from rules.products import counted
from rules.text import clean, fold, parse_number

_RANGE = re.compile(r"(?:tu\s+)?(\d[\d.,]*)\s*%?\s*(?:-|–|—|den)\s*(\d[\d.,]*)\s*(.*)", re.DOTALL)
_WITH_UNIT = re.compile(r"([<>≤≥]?=?)\s*([−-]?\d[\d.,]*)\s*(.*)", re.DOTALL)
_CEILING = re.compile(
    r"\b(?:khong qua|khong vuot qua|toi da|giam con|khong lon hon|nho hon|thap hon)\b|^\s*[<≤]|"
    r"\bduoi\b(?=\s*\d)(?!\s*\d+\s*(?:tuoi|thang|ngay|tang|nam))"  # "trẻ dưới 5 tuổi" sets no ceiling
)
_FLOOR = re.compile(r"^(?:tren|tu|it nhat|toi thieu|hon|khong duoi|khong thap hon|dat|khoang|gan)\s+")
_UP = re.compile(r"\bkhong (?:duoi|thap hon|it hon|nho hon)\b")
_LETTERS = re.compile(r"\d[.,]?o|o[.,]?\d|\d[.,]?l[.,]?\d")  # 1.2OO, 3o, 1l5: typed for figures
_AFTER = re.compile(r"\s*(?:tro len|tro lai|/nam|mot nam|moi nam)\s*$")


@dataclass(frozen=True)
class Amount:
    """A plan, or a range (`low` to `high`), in a unit of measure; `down`: the less the better."""

    measure: str
    plan: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    direction: str = "up"


class NoNumber(ValueError):
    """The plan's cell holds no number that is sure."""


class NoUnit(ValueError):
    """A number, and nothing that says of what."""


def amount_of(plan: str, measure: str, title: str, product: str) -> Amount | None:
    """The target of a row; None for a product that is not counted. Raises `NoNumber` or `NoUnit`."""
    if not plan:
        return _of_product(product, title)
    unit = clean(measure)
    low, high, rest = _numbers(plan)
    unit = unit or rest
    if not unit:
        raise NoUnit
    direction = "down" if lower_is_better(title, plan, product) else "up"
    if high is None:
        return Amount(unit, plan=low, direction=direction)
    return Amount(unit, low=low, high=high, direction=direction)


def _numbers(plan: str) -> tuple[Decimal, Decimal | None, str]:
    """One number or two, and the words after them."""
    bare = _AFTER.sub("", _FLOOR.sub("", _CEILING.sub(" ", _UP.sub(" ", fold(plan))).strip()))
    if _LETTERS.search(bare):
        raise NoNumber
    found = _RANGE.fullmatch(bare)
    if found:
        low, high = parse_number(found[1].rstrip(".,")), parse_number(found[2].rstrip(".,"))
        if low is None or high is None or low > high:
            raise NoNumber
        return low, high, _words(plan, found[3])
    single = _WITH_UNIT.fullmatch(bare)
    number = parse_number(single[2].rstrip(".,") if single else bare)
    if number is None or (single and re.search(r"\d", re.sub(r"m[23]\b", "", single[3]))):
        raise NoNumber
    return number, None, _words(plan, single[3] if single else "")


def _words(plan: str, folded: str) -> str:
    """The unit as it was written, with its diacritics."""
    kept = folded.strip()
    written = clean(plan)
    return written[-len(kept) :].strip() if kept and fold(written[-len(kept) :]) == kept else kept


def lower_is_better(*texts: str) -> bool:
    return any(_CEILING.search(folded) and not _UP.search(folded) for folded in map(fold, texts))


def _of_product(product: str, title: str) -> Amount | None:
    found = counted(product)
    if found is None:
        return None
    down = found.direction == "down" or lower_is_better(title)
    return Amount(found.measure, plan=found.plan, direction="down" if down else "up")

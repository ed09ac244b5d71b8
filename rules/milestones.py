"""A task's way in steps (lộ trình, S1-10), read from words: `15/12 họp dân; 30/12 xong 60 hộ`.

Each step has a day, before or after what is to be there by then. A day that is not sure is not guessed: the step keeps its words
and is asked about.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from rules.deadlines import Deadline, parse_deadline
from rules.deadlines.reasons import DAY_OVER, NO_SUCH_DAY
from rules.text import aligned, parse_number
from rules.workdays import WorkingDays

NO_DAY = (NO_SUCH_DAY, DAY_OVER)  # a day was said, but none that can be kept
LONGEST = 8  # words of a day: "hết ngày thứ Sáu tuần sau"
EDGE = " \t,;:.|–-"
_MARK = re.compile(r"\s*(?:[-+*•–]\s*)?(?:(?:moc|buoc)\s+\d{1,2}\s*[.):,–-]?\s+|\d{1,2}[.)]\s+)?")
_COMMA = re.compile(r",\s+")
_TASK = r"(?:nhiem vu |viec |so )?(?:(?P<code{n}>nv)\s*-?\s*)?(?P<task{n}>\d{{1,9}})"
_DONE = r"(?:da )?(?:xong|dat|hoan thanh)(?: xong| duoc| roi)?"
_NUMBER = r"\d{{1,2}}(?![\d/.]*\d)"
_MORE = rf"(?:\s*(?:,|va|-|den)\s*{_NUMBER}(?!\s*[.:)]?\s*\w))*"
_STEPS = rf"(?:moc|buoc)\s*(?P<steps{{n}}>{_NUMBER}{_MORE})"
_END = r"(?=\s*(?:$|[;,.·|\n)])|\s+\d)"
_NO_FIGURE = r"(?=\s*(?:$|[;·|\n]|[,.](?:\s|$)))"  # "mốc 1 đạt 60%" is no step that is reached
_REACHED = re.compile(
    "|".join(
        rf"(?<![\w.,/-]){form}"
        for form in (
            rf"{_TASK}\s*[:.,–-]?\s*{_DONE} {_STEPS}".format(n=1) + _END,
            rf"{_TASK}\s*[:.,–-]?\s*{_STEPS} {_DONE}".format(n=2) + _NO_FIGURE,
            rf"{_STEPS} (?:cua )?{_TASK}\s*{_DONE}".format(n=3) + _NO_FIGURE,
        )
    )
)
_CHANGE = re.compile(
    r"\s*(?:(?:xin|cho|toi) )*(?:lui|doi|sua|bo|xoa|hoan|chuyen|keo dai|gia han)\b.{0,12}\b(?:moc|buoc)\s*\d"
)
_PARTLY = re.compile(r"\b(?:con|con lai|them|nua|tang|giam|moi)\b")  # no cumulative figure


@dataclass(frozen=True)
class Step:
    """One step: what is there by `due_on`, and how much of the target's unit of measure, where the words say it. Without a day,
    `unclear` says what was read of one."""

    words: str
    due_on: date | None = None
    amount: Decimal | None = None
    unclear: Deadline | None = None
    reached_on: date | None = None  # carried over from the plan before


@dataclass(frozen=True)
class Reached:
    """Steps that are said to be reached, of a task by its own number or (`code`) by its NV code."""

    task: int
    steps: frozenset[int]
    code: bool = False


def reached_in(text: str) -> tuple[list[Reached], str]:
    """`2 xong · 8 xong mốc 1`: what is said of steps, and what is left of the text."""
    folded, places = aligned(text)
    found, rest, end = [], "", 0
    for match in _REACHED.finditer(folded):
        form = next(n for n in ("1", "2", "3") if match[f"task{n}"])
        steps = numbers_in(match[f"steps{form}"])
        found.append(Reached(int(match[f"task{form}"]), steps, match[f"code{form}"] is not None))
        rest += text[end : places[match.start()]]
        end = places[match.end()] if match.end() < len(places) else len(text)
    return found, (rest + text[end:]).strip(EDGE + "·.")


def numbers_in(text: str) -> frozenset[int]:
    """`1, 2`, `1 và 2`, `1-3`."""
    found: set[int] = set()
    for low, high in re.findall(r"(\d+)(?:\s*(?:-|den)\s*(\d+))?", text):
        found |= set(range(int(low), int(high or low) + 1)) or {int(low), int(high)}
    return frozenset(found)


def changes(text: str) -> bool:
    """`lùi mốc 1 sang 5/12`: one step is to be changed, which no plan says."""
    return _CHANGE.match(aligned(text)[0]) is not None


def read_steps(text: str, today: date, working_days: WorkingDays, *, measure: str = "") -> list[Step]:
    """The steps of a plan in the order they were written; amounts only in the target's own `measure`."""
    pieces = [piece for line in re.split(r"[;\n]", text) for piece in _by_commas(line, today, working_days)]
    found = [read_step(piece, today, working_days) for piece in pieces if piece.strip(EDGE)]
    return [replace(step, amount=_amount(step.words, measure)) for step in found]


def read_step(text: str, today: date, working_days: WorkingDays) -> Step:
    """One step: a day in front of its words, or behind them."""
    words = _unmarked(text).split()
    unclear = None
    for start, end in _places(len(words)):
        read = _read(words[start:end], today, working_days)
        if read.kind == "date":
            end = _shortest(words, start, end, read, today, working_days)
            return Step(_joined(words[:start] + words[end:]), read.date)
        if unclear is None and (read.kind == "ambiguous" or read.reason in NO_DAY):
            unclear = Step(_joined(words[:start] + words[end:]), unclear=read)
    return unclear or Step(_joined(words), unclear=_read([], today, working_days))


def _places(count: int) -> list[tuple[int, int]]:
    """Where the words of a day may stand: in front, then at the end, the longest first."""
    lengths = range(min(count, LONGEST), 0, -1)
    return [(0, length) for length in lengths] + [(count - length, count) for length in lengths if length < count]


def _shortest(words: list[str], start: int, end: int, read: Deadline, today: date, working_days: WorkingDays) -> int:
    """In "15/12 xong 60 hộ" the deadline's reader takes "xong" along: what the day does without belongs to the step."""
    while start == 0 and end > 1 and _read(words[: end - 1], today, working_days).date == read.date:
        end -= 1
    return end


def _read(words: list[str], today: date, working_days: WorkingDays) -> Deadline:
    return parse_deadline(_joined(words), today, working_days)


def _joined(words: list[str]) -> str:
    return " ".join(words).strip(EDGE)


def _by_commas(line: str, today: date, working_days: WorkingDays) -> list[str]:
    """`15/12 họp dân, 30/12 xong 60 hộ`: a comma begins a step where a day stands on both sides."""
    found: list[str] = []
    for piece in _COMMA.split(line):
        both = found and all(read_step(each, today, working_days).due_on for each in (found[-1], piece))
        if found and not both:
            found[-1] += f", {piece}"
        else:
            found.append(piece)
    return found


def _unmarked(text: str) -> str:
    """Without the bullet or number in front: `- `, `1. `, `mốc 2: `."""
    folded, places = aligned(text)
    marked = _MARK.match(folded)
    end = marked.end() if marked else 0
    return text[places[end] :] if end < len(places) else ""


def _amount(words: str, measure: str) -> Decimal | None:
    """`xong 60 hộ` of a target in hộ; none where there are two such figures, or none."""
    if not measure:
        return None
    folded = aligned(words)[0]
    if _PARTLY.search(folded):
        return None
    unit = re.escape(aligned(measure)[0])
    found = re.findall(rf"(?<![\d.,/])(\d[\d.,]*)\s*{unit}(?![a-z0-9])", folded)
    return parse_number(found[0].rstrip(".,")) if len(found) == 1 else None

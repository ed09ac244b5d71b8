"""What the lines above the table say of the document: kind, number, symbol, issuer, day, the years it is for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from rules.folding import aligned
from rules.text import clean, fold

_KINDS = (
    "Quyết định",
    "Kế hoạch",
    "Chương trình hành động",
    "Chương trình",
    "Nghị quyết",
    "Quy định",
    "Thông báo",
    "Chỉ thị",
    "Công văn",
)
_KIND = "|".join(re.escape(fold(kind)) for kind in _KINDS)
_KEY = re.compile(rf"\b({_KIND})(?:\s+so)?\s*:?\s*(\d{{1,5}})\s*[-/]\s*([a-z]{{1,8}}(?:[-/][a-z]{{1,12}})*)")
_NAMED = re.compile(rf"\b({_KIND})\b")
_DAY = re.compile(
    r"ngay\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*((?:19|20)\d\d)|ngay\s*(\d{1,2})\s*thang\s*(\d{1,2})\s*nam\s*((?:19|20)\d\d)"
)
_MONTH = re.compile(r"thang\s*(\d{1,2})\s*(?:[/.\-]|nam)\s*((?:19|20)\d\d)")
_YEARS = re.compile(r"\b(20\d\d)\s*[-–]\s*(20\d\d)\b")
_YEAR = re.compile(r"(?<!thang \d )(?<!thang \d\d )\bnam\s*((?:20\d\d\s*(?:,|va|;)?\s*)+)(?!\s*[-–])")
_TITLE = re.compile(r"(?:giao|danh muc|phu luc|bieu|bang|ke hoach|chi tieu)\b")
_LINKS = re.compile(r"\b(?:thuc hien|theo|can cu|tai)\s*$")


@dataclass(frozen=True)
class Heading:
    """The document as its own annex names it; what is not printed is empty. `years`: the first and the last it is for."""

    kind: str = ""
    number: str = ""
    symbol: str = ""
    issued_on: date | None = None
    sure: bool = False  # the very day is printed, not only the month
    years: tuple[int, int] | None = None
    spans: tuple[tuple[int, int], ...] = ()  # each year and each span that it names: a round covers both (S1-02)
    title: str = ""
    cites: tuple[str, ...] = ()  # "371-QĐ/TU": other documents it names
    lines: tuple[str, ...] = ()

    def read_on(self, today: date) -> date:
        """The day its deadlines are read against: its own, else the first of its years, never later than today; today once its
        years are over, for then all of it is."""
        last = self.years[1] if self.years else (self.issued_on + timedelta(days=540)).year if self.issued_on else None
        if last is not None and today.year > last:
            return today
        begun = self.issued_on or (date(self.years[0], 1, 1) if self.years else today)
        return min(begun, today)


def heading_of(lines: Iterable[str]) -> Heading:
    """Read the lines above the table."""
    kept = tuple(dict.fromkeys(clean(line).replace("\n", " ") for line in lines if line.strip()))
    text = "\n".join(kept)
    folded, places = aligned(text)
    keys = list(_KEY.finditer(folded))
    own = next((each for each in keys if not _cited(folded, each.start())), None)
    named = _NAMED.search(folded)
    spans = _spans(folded)
    issued_on, sure = _issued(folded, own.end() if own else None, keys)
    return Heading(
        kind=_kind(own[1] if own else named[1] if named else ""),
        number=own[2] if own else "",
        symbol=_as_written(text, places, own, 3) if own else "",
        issued_on=issued_on,
        sure=sure,
        years=(min(first for first, _ in spans), max(last for _, last in spans)) if spans else None,
        spans=spans,
        title=_title(kept),
        cites=tuple(f"{each[2]}-{_as_written(text, places, each, 3)}" for each in keys if each is not own),
        lines=kept,
    )


def _kind(folded: str) -> str:
    return next((kind for kind in _KINDS if fold(kind) == folded), "")


def _as_written(text: str, places: list[int], found: re.Match[str], group: int) -> str:
    return text[places[found.start(group)] : places[found.end(group)]].upper()


def _cited(folded: str, start: int) -> bool:
    """ "thực hiện Quy định số 371…" names what the document serves, not the document."""
    before = folded[:start].rstrip()
    return bool(_LINKS.search(before)) and not before.endswith("kem theo")


def _issued(folded: str, after: int | None, keys: list[re.Match[str]]) -> tuple[date | None, bool]:
    """The day beside the document's own number; a day that follows a cited one is that one's."""
    if after is None:
        start, end = 0, min((each.start() for each in keys), default=len(folded))
    else:
        start, end = after, min((each.start() for each in keys if each.start() > after), default=len(folded))
    found = _DAY.search(folded, start, end)
    if found:
        day, month, year = (int(each) for each in found.groups() if each)
        return _real(year, month, day), True
    month_only = _MONTH.search(folded, start, end)
    return (_last_of(int(month_only[2]), int(month_only[1])), False) if month_only else (None, False)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last_of(year: int, month: int) -> date | None:
    first = _real(year + month // 12, month % 12 + 1, 1)
    return first - timedelta(days=1) if first and month <= 12 else None


def _spans(folded: str) -> tuple[tuple[int, int], ...]:
    """ "năm 2021, 2022 và giai đoạn 2021-2025": two years and a span, the shorter first. The year of a day is none of them."""
    spans = {(int(each[1]), int(each[2])) for each in _YEARS.finditer(folded)}
    rest = _YEARS.sub(" ", folded)
    named = [int(each) for found in _YEAR.finditer(rest) for each in re.findall(r"20\d\d", found[1])]
    found = spans | {(year, year) for year in named}
    return tuple(sorted((each for each in found if each[0] <= each[1]), key=lambda each: (each[1] - each[0], each)))


def _title(lines: tuple[str, ...]) -> str:
    telling = [line for line in lines if _TITLE.match(fold(line).lstrip("( ")) and len(line) > 10]
    return telling[0] if telling else ""

"""Bars whose parts add up: lights by group of units, and the targets by bucket with what is in none."""

from collections import Counter
from collections.abc import Sequence

from rules.attainment import S0, Bucket
from rules.lights import Light
from services.published import Figures, Reached
from views.pictures.canvas import EDGE, INNER, MARGIN, WIDTH, Sheet, fitted, fitting, width_of
from views.pictures.marks import BUCKETS, LIGHTS, UNKNOWN, Mark, counts
from views.words import capital, say, show

HEAD = 40
GROUPS = 5  # bars; smaller groups share the last one
COLUMNS = (0, 300, 610)  # of the key: the last one has the longest words
Part = tuple[Mark, int]


def heading(sheet: Sheet, words: str) -> None:
    """A rule, and what comes next."""
    sheet.line([(MARGIN, sheet.y), (WIDTH - MARGIN, sheet.y)], EDGE, thick=2)
    sheet.text(MARGIN, sheet.y + 38, words, fitting(words, INNER, (HEAD, 38, 36, 34, 32), bold=True), bold=True)
    sheet.y += 76


def groups(sheet: Sheet, figures: Figures) -> None:
    """A bar for each group of units, the one with most overdue tasks first; all bars are equally long, so each shows shares."""
    if len(figures.groups) < 2:
        return
    heading(sheet, say("By group of units"))
    for name, lights in _largest(figures.groups):
        number = counts(lights)
        total = sum(number.values())
        late = say("{late} of {count} overdue", late=number[Light.RED], count=total)
        sheet.text(WIDTH - MARGIN, sheet.y + 18, late, 32, side="right", bold=number[Light.RED] > 0)
        sheet.text(MARGIN, sheet.y + 18, fitted(capital(name), INNER - width_of(late, 32, bold=True) - 30, 34), 34)
        sheet.y += 44
        _bar(sheet, MARGIN, INNER, 44, [(LIGHTS[light], number[light]) for light in LIGHTS])
        sheet.y += 60
    sheet.y += 6


def _largest(found: dict[str, dict[str, int]]) -> list[tuple[str, dict[str, int]]]:
    ranked = sorted(found.items(), key=lambda each: (-each[1].get(Light.RED.value, 0), -sum(each[1].values()), each[0]))
    named = [(name or say("Other units"), lights) for name, lights in ranked]
    if len(named) <= GROUPS:
        return named
    rest: Counter[str] = Counter()
    for _, lights in named[GROUPS - 1 :]:
        rest.update(lights)
    return [*named[: GROUPS - 1], (say("{count} other groups", count=len(named) - GROUPS + 1), dict(rest))]


def _bar(sheet: Sheet, x: float, width: float, height: float, parts: Sequence[Part]) -> None:
    """Parts in proportion, each with its sign and number where there is room for them."""
    total, left = sum(number for _, number in parts), x
    for mark, number in parts:
        if not number:
            continue
        wide = width * number / total
        sheet.box(left, sheet.y, wide, height, mark.colour, hatch=mark.hatch, line=mark.line)
        _numbered(sheet, left + wide / 2, wide, height, mark, show(number))
        if left > x:
            sheet.box(left - 1.5, sheet.y, 3, height, "#ffffff")
        left += wide
    sheet.frame(x, sheet.y, width, height)


def _numbered(sheet: Sheet, middle: float, wide: float, height: float, mark: Mark, number: str) -> None:
    for words in (f"{mark.sign} {number}", number):
        needed = width_of(words, 32, bold=True) + 12
        if needed <= wide:
            y = sheet.y + height / 2
            if mark.hatch:
                sheet.plate(middle, y, needed, 38, mark.colour)
            sheet.text(middle, y, words, 32, bold=True, colour=mark.ink, side="center")
            return


def reached(sheet: Sheet, found: Reached) -> None:
    """`25 trong 28 – 3 chưa phân loại`: the bar is the whole, so the residual has its part."""
    if not found.total:
        return
    sorted_out = found.total - found.residual
    words = say("Targets: {count} of {total}", count=sorted_out, total=found.total)
    if found.residual:
        words += f" – {say('{count} not classified', count=found.residual)}"
    heading(sheet, words)
    parts = [(BUCKETS[bucket], found.counts.get(bucket.value, 0)) for bucket in S0.buckets]
    _bar(sheet, MARGIN, INNER, 64, [*parts, (UNKNOWN, found.residual)])
    sheet.y += 84
    named = [(mark, f"{bucket_word(bucket)}: {show(n)}") for bucket, (mark, n) in zip(S0.buckets, parts, strict=True)]
    _key(sheet, [*named, (UNKNOWN, f"{say('not classified yet')}: {show(found.residual)}")])
    basis = [(say("verified"), found.verified), (say("estimated"), found.estimated)]
    if any(number for _, number in basis):
        rest = sorted_out - found.verified - found.estimated
        parts_said = " · ".join(
            f"{word}: {show(number)}" for word, number in [*basis, (say("as reported"), rest)] if number
        )
        sheet.text(MARGIN, sheet.y + 20, capital(parts_said), 32)
        sheet.y += 52


def bucket_word(bucket: Bucket) -> str:
    return say(
        {
            Bucket.EXCEEDED: "exceeded",
            Bucket.MET: "met",
            Bucket.OVER70: "over 70%",
            Bucket.FROM50TO70: "from 50 to 70%",
            Bucket.UNDER50: "under 50%",
            Bucket.MET_OR_EXCEEDED: "met or exceeded",
            Bucket.FROM70: "from 70%",
        }[bucket]
    )


def _key(sheet: Sheet, entries: Sequence[tuple[Mark, str]]) -> None:
    """Three to a line."""
    for place, (mark, words) in enumerate(entries):
        x, y = MARGIN + COLUMNS[place % 3], sheet.y + (place // 3) * 54
        sheet.box(x, y + 6, 40, 40, mark.colour, hatch=mark.hatch, line=mark.line)
        sheet.frame(x, y + 6, 40, 40)
        sheet.plate(x + 20, y + 26, 28, 28, mark.colour)
        sheet.text(x + 20, y + 26, mark.sign, 26, bold=True, colour=mark.ink, side="center")
        room = (*COLUMNS, INNER)[place % 3 + 1] - COLUMNS[place % 3] - 52
        sheet.text(x + 52, y + 26, words, fitting(words, room, (34, 32, 30, 27)))
    sheet.y += 54 * ((len(entries) + 2) // 3) + 14

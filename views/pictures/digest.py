"""The committee's picture: a reader of fifty-five sees on a phone in thirty seconds what stands how, and what is late.

The child process draws it from the figures alone; every number in it is one of theirs. 36 pixels are 12 on a phone.
"""

from rules.lights import Light
from services.published import Digest, Figures, Json, thawed
from views.lights import light_word
from views.pictures import bars, lists, trend
from views.pictures.canvas import FAINT, INNER, MARGIN, WIDTH, Sheet, fitted, fitting
from views.pictures.marks import LIGHTS, counts
from views.words import day, say, show

TITLE, BODY = 58, 36
TILES = (Light.RED, Light.YELLOW, Light.GREEN, Light.WHITE, Light.BLUE, Light.DONE)
TILE = INNER / 3
ROW = 118
THOUSAND = 1000


def draw(digest: Json, unit: str) -> tuple[dict[str, object], str, bytes]:
    """The picture of a digest as PNG: the result to keep, the media type, the bytes."""
    said = thawed(digest)
    sheet = Sheet()
    _head(sheet, said.figures, unit)
    _tiles(sheet, said)
    bars.groups(sheet, said.figures)
    trend.weeks(sheet, said)
    bars.reached(sheet, said.figures.reached)
    lists.longest(sheet, said.figures.longest_late)
    lists.supporters(sheet, said.figures.late_cases)
    _foot(sheet, said.figures, kept=digest["issue_id"] is not None)
    return {}, "image/png", sheet.png()


def _head(sheet: Sheet, figures: Figures, unit: str) -> None:
    """The week and its dates; whose it is, and how many tasks, with what is in none of the lights."""
    first, last = figures.first, figures.last
    begins = str(first.day) if first.month == last.month else f"{first.day}/{first.month}"
    week = say("Week {week} ({first}–{last})", week=str(int(figures.week[6:])), first=begins, last=day(last))
    sheet.text(MARGIN, sheet.y + 34, fitted(week, INNER, TITLE, bold=True), TITLE, bold=True)
    count = say("{count} tasks in force", count=figures.total)
    if figures.residual:
        count += f" – {say('{count} not classified', count=figures.residual)}"
    sheet.text(MARGIN, sheet.y + 100, fitted(f"{unit} · {count}", INNER, BODY), BODY, colour=FAINT)
    sheet.y += 146


def _tiles(sheet: Sheet, said: Digest) -> None:
    """Each light with its number, its change and its word; they are the key to the bars below."""
    now, before = counts(said.figures.lights), counts(said.before.lights) if said.before else None
    for place, light in enumerate(TILES):
        x, y = MARGIN + (place % 3) * TILE, sheet.y + (place // 3) * ROW
        mark, number = LIGHTS[light], now[light]
        sheet.box(x, y + 6, 66, 92, mark.colour, hatch=mark.hatch, line=mark.line)
        sheet.plate(x + 33, y + 52, 44, 48, mark.colour)
        sheet.text(x + 33, y + 52, mark.sign, 40, bold=True, colour=mark.ink, side="center")
        size = 54 if number < THOUSAND else 46
        sheet.text(x + 82, y + 30, show(number), size, bold=True)
        if before is not None:
            sheet.text(x + TILE - 16, y + 34, change(number, before[light]), size - 18, colour=FAINT, side="right")
        sheet.text(x + 82, y + 84, _word(light), fitting(_word(light), TILE - 88, (34, 32, 30)))
    sheet.y += 2 * ROW + 14


def _word(light: Light) -> str:
    """The light's word, short enough for its tile: what is done early stands beside what is done."""
    if light is Light.BLUE:
        return say("ahead of time")
    return say("suspended") if light is Light.WHITE else light_word(light)


def change(number: int, before: int) -> str:
    """`+3`, `−4`, `=`: nothing is said by a colour."""
    if number == before:
        return "="
    return f"+{show(number - before)}" if number > before else f"−{show(before - number)}"


def _foot(sheet: Sheet, figures: Figures, *, kept: bool) -> None:
    if kept:
        words = say("Figures as of Sunday {day}, 24:00; days are working days", day=day(figures.last))
    else:
        words = say("Figures as of the moment they were asked for; days are working days")
    sheet.text(WIDTH / 2, sheet.y + 26, fitted(words, INNER, 28), 28, colour=FAINT, side="center")
    sheet.y += 62

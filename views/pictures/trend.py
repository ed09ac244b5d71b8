"""Four weeks side by side: how many tasks were overdue and how many behind."""

from collections.abc import Mapping

from rules.lights import Light
from services.published import Digest
from views.pictures.bars import heading
from views.pictures.canvas import FAINT, INNER, MARGIN, Sheet
from views.pictures.marks import LIGHTS, Mark
from views.words import say, show

SHOWN = ((Light.RED, "#b3261e", False), (Light.YELLOW, "#8a6100", True))
HIGH, LOW = 58, 158  # pixels below the heading between which the lines run
COLUMN = INNER / 4


def weeks(sheet: Sheet, said: Digest) -> None:
    """Nothing in a first week: a single point is no trend."""
    known = [(past.week, past.lights) for past in said.trend] + [(said.figures.week, said.figures.lights)]
    if len(known) < 2:
        return
    heading(sheet, say("Week by week: overdue (!) and behind (▲)"))
    most = max(lights.get(light.value, 0) for _, lights in known for light, _, _ in SHOWN) or 1
    places = [MARGIN + COLUMN * (4 - len(known) + place + 0.5) for place in range(len(known))]
    height = {light: [_height(sheet.y, lights, light, most) for _, lights in known] for light, _, _ in SHOWN}
    for light, colour, dashed in SHOWN:
        sheet.line(list(zip(places, height[light], strict=True)), colour, thick=6, dashed=dashed)
    for place, (week, lights) in enumerate(known):
        red, yellow = height[Light.RED][place], height[Light.YELLOW][place]
        _point(sheet, places[place], red, LIGHTS[Light.RED], lights, Light.RED, above=red < yellow)
        _point(sheet, places[place], yellow, LIGHTS[Light.YELLOW], lights, Light.YELLOW, above=red >= yellow)
        words = say("week {week}", week=str(int(week[6:])))
        sheet.text(places[place], sheet.y + 230, words, 32, colour=FAINT, side="center")
    sheet.y += 264


def _height(top: float, lights: Mapping[str, int], light: Light, most: int) -> float:
    return top + LOW - (LOW - HIGH) * lights.get(light.value, 0) / most


def _point(
    sheet: Sheet, x: float, y: float, mark: Mark, lights: Mapping[str, int], light: Light, *, above: bool
) -> None:
    """The higher of two numbers stands above its point, the lower one below."""
    sheet.box(x - 17, y - 17, 34, 34, mark.colour)
    sheet.text(x, y, mark.sign, 26, bold=True, colour=mark.ink, side="center")
    sheet.text(x, y + (-40 if above else 40), show(lights.get(light.value, 0)), 36, bold=True, side="center")

"""How a light and a bucket are drawn: a colour, a pattern and a sign each, so that no colour has to be told from another."""

from collections.abc import Mapping
from dataclasses import dataclass

from rules.attainment import Bucket
from rules.lights import Light
from views.pictures.canvas import INK, PAPER


@dataclass(frozen=True)
class Mark:
    """`hatch` is drawn in `line` on `colour`; `ink` is readable on it."""

    colour: str
    sign: str
    hatch: str = ""
    line: str = PAPER
    ink: str = PAPER


LIGHTS = {
    Light.RED: Mark("#b3261e", "!", "/", "#e08a82"),
    Light.YELLOW: Mark("#f6c344", "▲", ".", "#8a6100", INK),
    Light.GREEN: Mark("#2e7d32", "●"),
    Light.WHITE: Mark("#eceef0", "○", "x", "#b8bcc2", INK),
    Light.BLUE: Mark("#1a56b0", "★", "\\", "#7fa8e6"),
    Light.DONE: Mark("#a9cdb5", "✔", "-", "#6fa583", INK),
}
BUCKETS = {
    Bucket.EXCEEDED: Mark("#1a56b0", "★", "\\", "#7fa8e6"),
    Bucket.MET: Mark("#2e7d32", "✔"),
    Bucket.OVER70: Mark("#a9cdb5", "●", "-", "#6fa583", INK),
    Bucket.FROM50TO70: Mark("#f6c344", "▲", ".", "#8a6100", INK),
    Bucket.UNDER50: Mark("#b3261e", "!", "/", "#e08a82"),
}
UNKNOWN = Mark("#ffffff", "?", "x", "#c9ccd1", INK)


def counts(lights: Mapping[str, int]) -> dict[Light, int]:
    """How many of each light that is drawn; done in time and done late are one, as in the text."""
    found = {light: lights.get(light.value, 0) for light in LIGHTS}
    found[Light.DONE] += lights.get(Light.DONE_LATE.value, 0)
    return found

"""The sign and the word of a light."""

from rules.lights import Light
from views.words import say

SIGNS = {
    Light.RED: "🔴",
    Light.YELLOW: "🟡",
    Light.GREEN: "🟢",
    Light.WHITE: "⚪",
    Light.BLUE: "🔵",
    Light.DONE: "✔",
    Light.DONE_LATE: "✔",
    Light.NONE: "·",
}


def light_word(light: Light) -> str:
    """The word that doubles the colour."""
    return say(
        {
            Light.RED: "overdue",
            Light.YELLOW: "behind",
            Light.GREEN: "on plan",
            Light.WHITE: "not started",
            Light.BLUE: "done early",
            Light.DONE: "done",
            Light.DONE_LATE: "done late",
            Light.NONE: "ended",
        }[light]
    )

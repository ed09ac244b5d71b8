"""Our bot as it is, and a file that says when each reply was on disk: `python -m bench.watched FILE`."""

import sys
from pathlib import Path

import bot.light  # noqa: F401 — first, as in `giaoviec run`
from bot import serving
from bot.app import App
from bot.clock import monotonic
from bot.settings import load_settings
from channels.base import Incoming

FILE = Path(sys.argv[1])


class Watched(App):
    """What was handled is acknowledged right after its transaction."""

    def _acknowledge(self, handled: list[Incoming]) -> None:
        now = monotonic()
        with FILE.open("a", encoding="ascii") as file:
            file.writelines(f"{incoming.key} {now}\n" for incoming in handled)
        super()._acknowledge(handled)


if __name__ == "__main__":
    FILE.touch()
    setattr(serving, "App", Watched)  # noqa: B010 — the one line of the product that is not as it is
    serving.serve(load_settings())

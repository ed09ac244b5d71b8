"""How long the command line takes to say what it can do."""

import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.report import Line, ratio
from bench.size import Size
from bot.clock import monotonic
from tests.process.rig import Process, clean_environment

COMMANDS = {
    "giaoviec --help": ["-m", "bot", "--help"],
    "python, nothing imported": ["-c", "pass"],
    "python -c 'import aiogram'": ["-c", "import aiogram"],
}


def measure(size: Size) -> list[Line]:
    runs: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(size.runs):
        for name, arguments in COMMANDS.items():
            runs[name].append(_seconds(arguments))
    peer = "python -c 'import aiogram'"
    return [
        Line("a command", name, f"{ratio(median(took), median(runs[peer]))} of {peer}", f"{median(took):.2f} s")
        for name, took in runs.items()
    ]


def _seconds(arguments: list[str]) -> float:
    with TemporaryDirectory() as folder:
        process, begun = Process([sys.executable, *arguments], clean_environment(), Path(folder) / "log"), monotonic()
        process.start()
        assert process.child
        process.child.wait(60)
        return monotonic() - begun

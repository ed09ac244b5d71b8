"""The peers: echo bots that keep nothing, each in a process of its own beside the stand-in."""

import sys
from pathlib import Path

from tests.process.rig import TOKEN, Process, Rig, clean_environment, free_port

PEERS = Path(__file__).parent / "peers"


def echo(rig: Rig, name: str) -> Process:
    """`aiogram-poll`, `aiogram-webhook` or `ptb-poll`, not started yet."""
    library, _, mode = name.partition("-")
    command = [sys.executable, str(PEERS / f"{library}_echo.py"), rig.url, TOKEN]
    if library == "aiogram":
        command += [mode, str(free_port())]
    return Process(command, clean_environment(), rig.folder / f"{name}.log")

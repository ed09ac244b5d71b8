"""The child process for slow work: a task as JSON on stdin, a line of JSON and then the bytes on stdout."""

import importlib
import json
import os
import sys
from collections.abc import Callable
from typing import Any

from rules.localtime import use_zone

NICENESS = 10  # whoever waits for an answer goes first
Made = tuple[dict[str, Any], str, bytes]  # what to keep, the media type, the bytes
KINDS = {
    "qr": "views.pictures.qr:qr",
    "digest_picture": "views.pictures.digest:draw",
    "sleep": "bot.child:sleep",
    "slips": "views.files.jobs:slips",
}
READING = {  # these get a session on the read-only connection before their arguments
    "annex_read": "bot.annex.job:job",
    "digest_counted": "views.pictures.counted:counted",
    "register": "views.files.jobs:register",
    "annex": "views.files.jobs:annex",
    "year_report": "views.files.jobs:year_report",
    "dry_run": "views.files.jobs:dry_run",
}


def main() -> None:
    os.nice(NICENESS)
    from bot.light import collect_seldom  # here: whoever imports this module keeps its collector

    task = json.load(sys.stdin)
    _work(task["kind"])
    collect_seldom()
    sys.stdout.buffer.write(perform(task))


def perform(task: dict[str, Any]) -> bytes:
    """Do the task (`url`, `zone`, `kind`, `args`): a line of JSON, then the bytes of what was made."""
    use_zone(task["zone"])
    kind = task["kind"]
    work = _work(kind)
    made = _read(task["url"], work, task["args"]) if kind in READING else work(**task["args"])
    result, mime, data = made
    head: dict[str, Any] = {"result": result, "mime": mime}
    return json.dumps(head).encode() + b"\n" + data


def _work(kind: str) -> Callable[..., Made]:
    module, _, name = (READING.get(kind) or KINDS[kind]).partition(":")
    work: Callable[..., Made] = getattr(importlib.import_module(module), name)
    return work


def _read(url: str, work: Callable[..., Made], args: dict[str, Any]) -> Made:
    from bot.db import Database  # slow to import, and a picture is drawn from its arguments alone

    database = Database(url)
    try:
        return database.read_now(work, **args)
    finally:
        database.close()


def sleep(seconds: float) -> Made:
    """A job that only takes time, for measuring that answers are not delayed by one."""
    import time

    time.sleep(seconds)
    return {}, "", b""


if __name__ == "__main__":
    main()

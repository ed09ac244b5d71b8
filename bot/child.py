"""The child process for slow work: a task as JSON on stdin, a line of JSON and then the bytes on stdout."""

import importlib
import json
import sys
from typing import Any

KINDS = {
    "qr": "views.pictures:qr",
    "sleep": "bot.child:sleep",
}


def main() -> None:
    task = json.load(sys.stdin)
    module, _, name = KINDS[task["kind"]].partition(":")
    work = getattr(importlib.import_module(module), name)
    result, mime, data = work(**task["args"])
    head: dict[str, Any] = {"result": result, "mime": mime}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + data)


def sleep(seconds: float) -> tuple[dict[str, Any], str, bytes]:
    """A job that only takes time, for measuring that answers are not delayed by one."""
    import time

    time.sleep(seconds)
    return {}, "", b""


if __name__ == "__main__":
    main()

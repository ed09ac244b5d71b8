"""The child process's work, done in this process: a test that wants no child saves the seconds that starting one takes."""

from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.child import perform
from models import Job
from rules.localtime import zone_name


async def in_process(url: str, job: Job) -> tuple[int, bytes, bytes]:
    """Instead of `bot.work._child`: the exit code, what was written, what was complained of."""
    task: dict[str, Any] = {"url": url, "zone": zone_name(), "kind": job.kind, "args": job.args}
    try:
        return 0, perform(task), b""
    except SQLAlchemyError as error:  # a child would have died of it
        return 1, b"", str(error).encode()

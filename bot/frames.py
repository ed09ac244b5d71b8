"""An error as a log may show it: what kind and where, never its message, which may be what people wrote (issue 7, item 5)."""

import logging
import traceback
from collections.abc import Iterator
from types import TracebackType

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def frames(exc_info: ExcInfo) -> str:
    """Files, lines and functions of an error and of what led to it, the cause first, each with its type alone."""
    return "\n".join(line for error in reversed([*_chain(exc_info[1])]) for line in _one(error))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _one(error: BaseException) -> list[str]:
    where = [
        f'  File "{at.filename}", line {at.lineno}, in {at.name}' for at in traceback.extract_tb(error.__traceback__)
    ]
    inside = [f"  | {line}" for each in getattr(error, "exceptions", ()) for line in _one(each)]
    return [*where, f"{type(error).__module__}.{type(error).__qualname__}", *inside]


class WithoutWords(logging.Formatter):
    """For what libraries log: errors by their frames, and of asyncio's reports the first line (the next shows the error)."""

    def formatException(self, ei: ExcInfo | tuple[None, None, None]) -> str:
        return frames(ei) if ei[1] is not None else ""

    def formatMessage(self, record: logging.LogRecord) -> str:
        if record.name == "asyncio":
            record.message = record.message.partition("\n")[0]
        return super().formatMessage(record)

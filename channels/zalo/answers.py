"""Reading what was answered: neither the HTTP status nor the body alone can be believed (reference 1.4)."""

import json
from collections.abc import Mapping
from typing import Any

from channels.zalo.faults import Answered, Refused, Troubled, answered

IDLE = 408


def decoded(body: bytes) -> Any:
    """The JSON in it. Raises ValueError, also for what is nested deeper than anyone means."""
    try:
        return json.loads(body)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def result_in(status: int, body: bytes) -> Any:
    """The result of a success, None where it has none. Raises Answered.

    A success is `ok: true` under a 2xx; whatever else comes is judged by the body's code, or by the status where it has none.
    """
    try:
        answer = decoded(body)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise Troubled(status, "no readable answer", status)
    if answer.get("ok") is True and 200 <= status < 300:
        return answer.get("result")
    raise _fault(status, answer)


def _fault(status: int, answer: Mapping[str, Any]) -> Answered:
    description = str(answer.get("description") or "no description")
    code = None if answer.get("ok") is True else _code(answer)
    if code is None and "ok" not in answer:
        return Troubled(status, description, status)
    return answered(code or status, description, status)


def _code(answer: Mapping[str, Any]) -> int | None:
    """`error_code`, which one answer spells `errorCode`; zero says nothing, since successes carry it too."""
    return _number(answer.get("error_code")) or _number(answer.get("errorCode"))


def _number(code: Any) -> int | None:
    try:
        return int(code) if isinstance(code, int | str) else None
    except ValueError:
        return None


def is_idle(error: Answered) -> bool:
    """Whether a poll's answer means that nothing arrived: 408 by status, code or words.

    A gateway's "timeout" in an incident (504) is none: asked again at once, the platform would be hammered.
    """
    if not isinstance(error, Troubled | Refused) or 500 <= error.code < 600:
        return False
    return IDLE in (error.code, error.status) or "timeout" in error.description.casefold()

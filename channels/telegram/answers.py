"""Reading what the server answered: a result, a refusal, or a page that somebody on the way put in its place."""

import json
from collections.abc import Mapping
from typing import Any

from channels.telegram.faults import Refused, Unsure


def accepted(code: int, body: bytes) -> bytes:
    """The body of a success. Raises Refused for every other status."""
    if 200 <= code < 300:
        return body
    raise _refusal(code, _json_object(body))


def answer_in(body: bytes) -> dict[str, Any]:
    """The answer with its `result`. Raises Refused for `ok: false` under a 200, Unsure for what is no answer at all."""
    answer = _json_object(body)
    if answer is not None and answer.get("ok") is False:
        raise _refusal(400, answer)
    if answer is None or "result" not in answer:
        raise Unsure("unreadable answer")
    return answer


def _json_object(body: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(body)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def _refusal(status: int, answer: Mapping[str, Any] | None) -> Refused:
    description = answer.get("description") if answer else None
    if answer is None or not isinstance(description, str):
        return Refused(status, "no readable answer", {}, readable=False)
    code, parameters = answer.get("error_code"), answer.get("parameters")
    return Refused(
        code if isinstance(code, int) else status,
        description.removeprefix("Bad Request: "),
        parameters if isinstance(parameters, dict) else {},
    )

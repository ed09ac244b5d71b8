"""Pictures sent together: those that arrived are one report, those that did not are one word about it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from handlers.turn import Turn

TOGETHER = timedelta(seconds=10)  # between one picture and the next, as they were sent
AGAIN = timedelta(minutes=10)  # how long one that was asked for again belongs to what was said with it


def joins(turn: Turn) -> bool:
    """Another picture of the same album, or one sent within seconds of the last."""
    return _with(turn, turn.recall("album"))


def remember(turn: Turn, reports: Sequence[int]) -> None:
    turn.remember(album={**_now(turn), "reports": list(reports)})


def lost_already(turn: Turn, failures: Sequence[str]) -> bool:
    """Was the same said a moment ago, of another one sent with this?"""
    last = turn.recall("lost")
    return _with(turn, last) and set(failures) <= set(last["failures"])


def remember_lost(turn: Turn, failures: Sequence[str], tasks: Sequence[int]) -> None:
    """What did not arrive is sent again, without a word, for the one task that its words were about."""
    last = turn.recall("lost")
    before = last if _with(turn, last) else {"failures": [], "task_id": None}
    task_id = tasks[0] if len(tasks) == 1 else None if tasks else before["task_id"]
    turn.remember(lost={**_now(turn), "failures": [*before["failures"], *failures], "task_id": task_id})


def awaited_for(turn: Turn) -> int | None:
    """The task for which a picture was asked to be sent again."""
    last = turn.recall("lost")
    if last is None or turn.incoming.sent_at - datetime.fromisoformat(last["at"]) > AGAIN:
        return None
    return last["task_id"]  # type: ignore[no-any-return]


def _now(turn: Turn) -> dict[str, Any]:
    return {"id": turn.incoming.album, "at": turn.incoming.sent_at.isoformat()}


def _with(turn: Turn, last: Any) -> bool:
    if last is None:
        return False
    if turn.incoming.album or last["id"]:
        return bool(turn.incoming.album == last["id"])
    return turn.incoming.sent_at - datetime.fromisoformat(last["at"]) <= TOGETHER

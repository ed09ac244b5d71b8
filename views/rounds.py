"""A round of verification: what is in it, what has been seen; no value of anybody's, only codes."""

from datetime import date

from models import Round
from services.rounds import Coverage, Seen
from views.message import Choice, Message, bold, message
from views.words import day, say

WHY = {"claimed": "reported as done", "due": "due in the period", "sample": "picked by lot", "named": "named"}
MOST = 30  # codes in one line


def how() -> str:
    return say(
        "No round of verification is open. To begin one: /dotthamdinh 2026-Q4 đến 20/12, or: đột xuất NV-1 NV-2 lý do."
    )


def opened(found: Coverage, today: date) -> Message:
    return covered(found, today)


def covered(found: Coverage, today: date) -> Message:
    """The coverage, and what is left by why it is in the round."""
    head = say(
        "Round {name}: {seen} of {count} tasks verified, to be ready by {day}",
        name=found.round.name,
        seen=found.seen,
        count=len(found.items),
        day=day(found.round.due_on, today),
    )
    lines = [_left(found.left, why) for why in WHY if any(item.why == why for item in found.left)]
    said = message([bold(head)], *(lines or [say("All of it has been verified.")]))
    return said.offering(*([] if found.round.closed_at else [_end(found.round)]))


def _end(of: Round) -> Choice:
    return Choice(say("end the round {name}", name=of.name), "round.close", {"round_id": of.id})


def _left(left: tuple[Seen, ...], why: str) -> str:
    codes = [f"NV-{item.task.id}" for item in left if item.why == why]
    more = f" +{len(codes) - MOST}" if len(codes) > MOST else ""
    return say(
        "Not seen yet, {why} ({count}): {codes}",
        why=say(WHY[why]),
        count=len(codes),
        codes=", ".join(codes[:MOST]) + more,
    )


def ended(found: Coverage) -> Message:
    said = say(
        "The round {name} is over: {seen} of {count} verified.",
        name=found.round.name,
        seen=found.seen,
        count=len(found.items),
    )
    left = ", ".join(f"NV-{item.task.id}" for item in found.left[:MOST])
    return message(said, *([say("Left unseen: {codes}", codes=left)] if left else []))

"""What several of the board's commands ask the same way: a missing part, and which post is meant."""

import re
from typing import Any

from sqlmodel import Session

from handlers.turn import Turn
from models import Post
from rules.errors import UserError
from rules.text import fold
from services.finding import find_post
from services.speaking import KEPT, too_long
from views import asking
from views.message import Message
from views.words import sorry

EDGE = " ,;:.|-–"
_CODES = {prefix: re.compile(rf"{prefix}\s*-?\s*(\d{{1,9}})") for prefix in ("nv", "ht", "gh", "cd", "dk")}


def ask(turn: Turn, question: str, step: str, *lines: str, **data: Any) -> Message:
    """Ask, and take the next message as the answer to `step`."""
    turn.wait_for(step, **data)
    return asking.ask(question, group=turn.group, quote=turn.can.quote, lines=lines)


def pick_post(
    session: Session, turn: Turn, text: str, choice: str, step: str, *, among: frozenset[int] = frozenset(), **data: Any
) -> Post | Message:
    """The post that is meant, or the candidates: one is chosen (`choice`, with `post_id`), or named anew (`step`). `among`:
    units besides the board's own."""
    found = find_post(session, text, turn.actor.board | among)
    if found.one is not None:
        return found.one
    turn.wait_for(step, **data)
    return asking.which(text, found.candidates, choice, data, group=turn.group, quote=turn.can.quote)


def split_code(prefix: str, rest: str) -> tuple[int | None, str]:
    """ "NV-12 đạt, đúng hạn" → 12 and what follows; no code, no number."""
    word, _, more = rest.strip().partition(" ")
    found = _CODES[prefix].fullmatch(fold(word))
    if found is None and fold(word) == prefix:
        number, _, more = more.strip().partition(" ")
        found = _CODES[prefix].fullmatch(prefix + fold(number))
    return (int(found[1]), more.strip()) if found else (None, rest.strip())


def parts(rest: str) -> list[str]:
    """What stands between bars or on lines of its own."""
    return [piece.strip() for piece in re.split(r"[|\n]", rest)]


def need_words(turn: Turn, text: str, question: str, step: str, **data: Any) -> Message | None:
    """Ask for a reason or an answer that is missing, or that is too long to be kept."""
    if not text.strip():
        return ask(turn, question, step, **data)
    try:
        check_length(text)
    except UserError as error:
        return ask(turn, sorry(error), step, question, **data)
    return None


def check_length(text: str) -> None:
    """Raise `UserError` for more than is kept of one note."""
    if too_long(text):
        raise UserError(
            "This is too long: at most {limit} characters are kept. Nothing was recorded; please shorten it.",
            limit=KEPT,
        )

"""What the board said a text of an annex means: kept for every later annex of the unit, shown in each dry run, taken back."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from models import AnnexChoice, Post
from models.base import Json
from rules.errors import UserError
from rules.localtime import today
from rules.spelling import same_words
from services.annex.posts import Posts
from services.history import record
from services.identity import Actor
from services.permissions import Action, require

_PICK = re.compile(
    r"(\d{1,3})\s*(?:=|->|→)\s*"
    r"(?:(\d{1,2})(?=\s*(?:$|[;,\n])|\s+\d{1,3}\s*=)|([^\W\d][^;\n=]*?)(?=\s*(?:$|[;\n])|,\s*\d{1,3}\s*=))"
)
Pick = tuple[int, str]  # the number of a text in the dry run; the number of a candidate, 0, or a post's name


def picks_of(text: str) -> list[Pick]:
    """`1 = 2; 3 = Giám đốc Sở Y tế` as pairs; nothing where any of it is something else."""
    found = [(int(each[1]), each[2] or each[3]) for each in _PICK.finditer(text)]
    return found if found and not re.sub(r"[\s;,]", "", _PICK.sub("", text)) else []


def text_hash(text: str, unit: str) -> str:
    return hashlib.sha256(f"{same_words(text)}|{same_words(unit)}".encode()).hexdigest()


def kept(session: Session, unit_id: int | None) -> dict[str, int]:
    """Which post each text means, by the text's hash."""
    statement = select(AnnexChoice.text_hash, AnnexChoice.post_id).where(AnnexChoice.unit_id == unit_id)
    return dict(session.exec(statement).all())


def choose(session: Session, actor: Actor | None, plan: Json, picks: Sequence[Pick], now: datetime) -> list[str | None]:
    """Keep what was chosen of a dry run's unclear texts; gives back each text's post by name, None where a choice was dropped.

    `actor` none: the command line. Raises `UserError` where a number or a name fits nothing, and then keeps nothing.
    """
    unit_id = plan["document"]["unit_id"]
    if actor is not None:
        require(actor, Action.ASSIGN, unit_id=unit_id)
    meant = [_meant(session, plan["unclear"], pick, now) for pick in picks]
    for text, post_id in meant:
        _keep(session, actor, unit_id, text, post_id, now)
    return [session.get_one(Post, post).name if post is not None else None for _, post in meant]


def _meant(
    session: Session, unclear: Sequence[Mapping[str, Any]], pick: Pick, now: datetime
) -> tuple[Json, int | None]:
    number, said = pick
    if not 1 <= number <= len(unclear):
        raise UserError("There is no number {number} among the posts to be chosen.", number=number)
    text = dict(unclear[number - 1])
    if not said.isdecimal():
        named = Posts(session, today(now)).named(said).one
        if named is None:
            raise UserError("There is no post “{name}”, or there are several of that name.", name=said)
        return text, named.id
    place = int(said)
    if place > len(text["candidates"]):
        raise UserError("Number {number} has no candidate {place}.", number=number, place=place)
    return text, text["candidates"][place - 1]["id"] if place else None


def _keep(session: Session, actor: Actor | None, unit_id: int, text: Json, post: int | None, now: datetime) -> None:
    key = text_hash(text["text"], text["unit"])
    there = select(AnnexChoice).where(AnnexChoice.unit_id == unit_id, AnnexChoice.text_hash == key)
    row = session.exec(there).first()
    before = row.post_id if row else None
    if post is None and row is not None:
        session.delete(row)
    elif post is not None:
        row = row or AnnexChoice(unit_id=unit_id, text_hash=key, post_id=post, chosen_at=now)
        row.post_id, row.person_id, row.chosen_at = post, actor.person_id if actor else None, now
        session.add(row)
    session.flush()
    record(
        session,
        unit_id=unit_id,
        subject=f"annex_text:{key[:16]}",
        event="annex_post_chosen",
        actor=actor,
        now=now,
        before={"post_id": before},
        after={"post_id": post},
    )

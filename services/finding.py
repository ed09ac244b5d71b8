"""Find the post or the unit that somebody means: without diacritics, abbreviated, in any order of words.

What is not found whole is offered as candidates, never taken silently.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar

from sqlmodel import Session, col, select

from models import Post, Unit
from rules.folding import vocabulary
from rules.text import fold

CANDIDATES = 8
CLOSE = 0.55  # likeness of two names below which one is no candidate for the other
T = TypeVar("T")

SHORT = {
    "bt": "bi thu",
    "pbt": "pho bi thu",
    "pbttt": "pho bi thu thuong truc",
    "ct": "chu tich",
    "pct": "pho chu tich",
    "tp": "truong phong",
    "pp": "pho phong",
    "gd": "giam doc",
    "pgd": "pho giam doc",
    "tb": "truong ban",
    "ptb": "pho truong ban",
    "cvp": "chanh van phong",
    "vp": "van phong",
    "du": "dang uy",
    "hu": "huyen uy",
    "tu": "tinh uy",
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "mttq": "mat tran to quoc",
    "ub": "uy ban",
    "ubkt": "uy ban kiem tra",
    "lhpn": "lien hiep phu nu",
    "ptnt": "phat trien nong thon",
    "nn": "nong nghiep",
    "ntm": "nong thon moi",
    "gddt": "giao duc va dao tao",
    "tc": "to chuc",
    "tx": "thi xa",
    "p": "phong",
    "x": "xa",
    "h": "huyen",
}
# Words that a speaker leaves out and that tell nothing apart ("TT" is thường trực and thị trấn).
FILLERS = vocabulary("dang uy xa phuong thi tran huyen tinh ban phong so va cua cac dong chi d c tt")
RANKS = frozenset({"pho", "quyen", "nguyen"})  # a deputy is not the head


@dataclass(frozen=True)
class Found(Generic[T]):
    """Either the one that is meant, or what it could be (nothing at all, when empty)."""

    one: T | None
    candidates: tuple[T, ...] = ()


def find_post(session: Session, text: str, units: Collection[int]) -> Found[Post]:
    """The post of these units that `text` names; its unit's name counts as part of its own."""
    return _find(text, _posts(session, units))


def split_post(session: Session, text: str, units: Collection[int]) -> tuple[str, str]:
    """ "trưởng phòng y tế tiêm chủng cho trẻ": the longest beginning that says the name of one post, and what follows; the text
    as it is where it names a post itself, or no beginning says a whole name."""
    known, said = _posts(session, units), text.split()
    for end in range(len(said), 1, -1):
        beginning = " ".join(said[:end])
        found = _find(beginning, known).one
        if found is not None and (end == len(said) or words(found.name) - FILLERS <= words(beginning)):
            return beginning, " ".join(said[end:])
    return text, ""


def _posts(session: Session, units: Collection[int]) -> list[tuple[Post, str, str]]:
    statement = select(Post, Unit.name).join(Unit, col(Unit.id) == col(Post.unit_id))
    statement = statement.where(col(Post.ended_on).is_(None), col(Post.unit_id).in_(list(units)))
    rows = session.exec(statement.order_by(col(Post.id))).all()
    return [(post, post.name, unit) for post, unit in rows]


def find_unit(session: Session, text: str, units: Collection[int]) -> Found[Unit]:
    """The unit among these that `text` names."""
    statement = select(Unit).where(col(Unit.ended_on).is_(None), col(Unit.id).in_(list(units)))
    rows = session.exec(statement.order_by(col(Unit.id))).all()
    return _find(text, [(unit, unit.name, "") for unit in rows])


def _find(text: str, known: Sequence[tuple[T, str, str]]) -> Found[T]:
    said = fold(text)
    same = [thing for thing, name, _ in known if fold(name) == said]
    if len(same) == 1:
        return Found(same[0])
    wanted = words(text)
    if not wanted:
        return Found(None)
    telling = wanted - FILLERS or wanted
    for asked, placed in ((wanted, False), (wanted, True), (telling, False), (telling, True)):
        whole = [
            (thing, words(name)) for thing, name, place in known if _holds(words(f"{name} {place * placed}"), asked)
        ]
        if len(whole) == 1:
            return Found(whole[0][0])
        if whole:
            nearest = sorted(whole, key=lambda each: len(each[1] - wanted))
            return Found(None, tuple(thing for thing, _ in nearest[:CANDIDATES]))
    return Found(None, _alike(wanted, known))


def words(text: str) -> frozenset[str]:
    """The words of a name, abbreviations written out."""
    spelled = (SHORT.get(word, word) for word in re.findall(r"[a-z0-9]+", fold(text)))
    return frozenset(" ".join(spelled).split())


def _holds(name: frozenset[str], wanted: frozenset[str]) -> bool:
    return wanted <= name and wanted & RANKS == name & RANKS


def _alike(wanted: frozenset[str], known: Sequence[tuple[T, str, str]]) -> tuple[T, ...]:
    """What it could be if a word is misspelt or one too many: best first."""
    telling = wanted - FILLERS or wanted
    scored = [(_likeness(telling, words(name) | words(place)), thing) for thing, name, place in known]
    close = sorted((each for each in scored if each[0] >= CLOSE), key=lambda each: -each[0])
    return tuple(thing for _, thing in close[:CANDIDATES])


def _likeness(wanted: frozenset[str], name: frozenset[str]) -> float:
    return sum(max((_ratio(word, other) for other in name), default=0.0) for word in wanted) / len(wanted)


def _ratio(one: str, other: str) -> float:
    """Short words must be the same: "y" is not half of "ty"."""
    if one == other:
        return 1.0
    ratio = SequenceMatcher(None, one, other).ratio()
    return ratio if ratio >= 0.66 and min(len(one), len(other)) >= 3 else 0.0

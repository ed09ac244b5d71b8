"""The posts of an organisation, found by their names as annexes write them; read once for a whole annex."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, or_, select

from models import Post, Tenure, Unit
from rules.spelling import bare_words, likeness, same_words, trigrams, typed_bare

MOST = 5  # candidates
ALIKE = 0.55
Chosen = Callable[[str, str], int | None]
_PIECES = re.compile(r"\n|[,;]|\s[-–—]\s|\(|\)|:")
_FORM = re.compile(r"^(?:đồng chí|đ/c|đ\.c|ông|bà)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Known:
    """A post with what an annex's checks ask of it."""

    id: int
    name: str
    unit_id: int
    unit: str
    group: str
    supervisor_id: int | None
    holder_id: int | None


@dataclass(frozen=True)
class Named:
    """The post that a text names, or those that it may mean, the likeliest first."""

    one: Known | None
    candidates: tuple[Known, ...] = ()
    chosen: bool = False  # it is no post's name; somebody of the board said which post it means
    two: bool = False  # it names more than one post, and exactly one answers for a task (S2-03)


class Posts:
    """All posts in force on a day."""

    def __init__(self, session: Session, day: date) -> None:
        holders = _holders(session, day)
        rows = session.exec(select(Post, Unit).join(Unit, col(Unit.id) == col(Post.unit_id)).order_by(col(Post.id)))
        self.known = [
            Known(
                post.id or 0,
                post.name,
                unit.id or 0,
                unit.name,
                unit.group,
                post.supervisor_id,
                holders.get(post.id or 0),
            )
            for post, unit in rows
            if post.ended_on is None or post.ended_on >= day
        ]
        self.by_id: dict[int | None, Known] = {post.id: post for post in self.known}
        self._exact: dict[str, list[Known]] = defaultdict(list)
        self._bare: dict[str, list[Known]] = defaultdict(list)
        for post in self.known:
            for name in dict.fromkeys((post.name, f"{post.name} {post.unit}")):
                self._exact[same_words(name)].append(post)
                self._bare[bare_words(name)].append(post)
        self._grams = [(trigrams(post.name), trigrams(f"{post.name} {post.unit}"), post) for post in self.known]
        self._found: dict[tuple[str, str], Named] = {}
        self._chosen: Chosen = lambda _text, _unit: None

    def also(self, chosen: Chosen) -> None:
        """Which post (its id) a text that is no post's name was said to mean."""
        self._chosen = chosen
        self._found.clear()

    def named(self, text: str, unit: str = "") -> Named:
        """The post of this name, whole or in one of its pieces (a person's name may stand before it); `unit` may say where.

        Pieces that name several posts name none: who of them answers for it has to be chosen.
        """
        if (text, unit) not in self._found:
            self._found[text, unit] = self._look(text, unit)
        return self._found[text, unit]

    def _look(self, text: str, unit: str) -> Named:
        whole = self._unique(text, unit)
        pieces = [piece for piece in _PIECES.split(text) if len(piece.split()) > 1]
        found = [whole] if whole else [post for piece in pieces if (post := self._unique(piece, unit))]
        named = list({post.id: post for post in found}.values())
        if len(named) == 1:
            return Named(named[0])
        several = named or next((posts for piece in (text, *pieces) if (posts := self._same(piece))), [])
        likely = tuple(several[:MOST]) or self._alike(f"{text} {unit}" if unit else text, text)
        chosen = self.by_id.get(self._chosen(text, unit))
        return Named(chosen, likely, chosen is not None, len(named) > 1)

    def _unique(self, text: str, unit: str) -> Known | None:
        """The one post of this name, in this unit if it says so."""
        tried = [self._same(f"{text} {unit}")] if unit else []
        return next((found[0] for found in [*tried, self._same(text)] if len(found) == 1), None)

    def _same(self, text: str) -> list[Known]:
        text = _FORM.sub("", text.strip())
        found = self._exact.get(same_words(text)) or (self._bare.get(bare_words(text), []) if typed_bare(text) else [])
        return list({post.id: post for post in found}.values())

    def _alike(self, *texts: str) -> tuple[Known, ...]:
        asked = [trigrams(text) for text in texts]
        scored = [
            (max(likeness(text, name) for text in asked for name in (short, long)), post)
            for short, long, post in self._grams
        ]
        close = sorted((each for each in scored if each[0] >= ALIKE), key=lambda each: (-each[0], each[1].id))
        return tuple(post for _, post in close[:MOST])


def _holders(session: Session, day: date) -> dict[int, int]:
    """Who answers for each post."""
    statement = select(Tenure.post_id, Tenure.person_id).where(Tenure.starts_on <= day)
    statement = statement.where(or_(col(Tenure.ends_on).is_(None), col(Tenure.ends_on) >= day))
    rows = session.exec(statement.order_by(col(Tenure.accountable), col(Tenure.id))).all()
    return dict(rows)

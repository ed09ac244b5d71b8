"""The annex of a Decision as the database has it: its tasks under the posts they were given to."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlmodel import Session

from models import Document, Post
from rules.issuers import Layout
from services.papers import layout_of_paper
from services.register import Line, Scope, read


@dataclass(frozen=True)
class Annex:
    """`posts`: each post with its lines, by unit and post."""

    paper: Document
    layout: Layout
    posts: tuple[tuple[Post, tuple[Line, ...]], ...]

    @property
    def count(self) -> int:
        return sum(len(lines) for _, lines in self.posts)


def annex(session: Session, document_id: int, now: datetime, layout: Layout | None = None) -> Annex:
    """The annex; who may have it was asked before."""
    paper = session.get_one(Document, document_id)
    lines = read(session, Scope(paper.unit_id, document_id=document_id), now).counted
    grouped = groupby(lines, key=lambda line: line.post.id)
    found = [tuple(group) for _, group in grouped]
    return Annex(paper, layout_of_paper(paper, layout), tuple((group[0].post, group) for group in found))

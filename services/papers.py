"""Who issues a paper: the organ and the one above it, its layout, its place."""

from dataclasses import dataclass

from sqlmodel import Session

from models import Document, Post, Unit
from rules.issuers import Layout, layout_of
from rules.organs import organ_and_superior, place_of


@dataclass(frozen=True)
class Issuer:
    """`unit` is the body's own name, `organ` how its papers' head has it, `place` what stands before the date."""

    unit: str
    organ: str
    superior: str
    layout: Layout
    place: str


def issuer_of_post(session: Session, post: Post, chosen: Layout | None = None) -> Issuer:
    """For a paper of a post's holder: its unit, under the one above; the layout by their names unless it is chosen."""
    unit = session.get_one(Unit, post.unit_id)
    above = session.get(Unit, unit.parent_id) if unit.parent_id is not None else None
    over = above.name if above is not None else ""
    layout = chosen or layout_of(post.name, unit.name, over)
    organ, superior = organ_and_superior(unit.name, over, layout)
    return Issuer(unit.name, organ, superior, layout, place_of(unit.name, over))


def layout_of_paper(paper: Document, chosen: Layout | None = None) -> Layout:
    """By its symbol, otherwise by who issued it."""
    return chosen or layout_of(paper.issuer, symbol=paper.symbol)

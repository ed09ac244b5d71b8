"""`/phuluc 128-QĐ/TU` and `/baocaonam`: the annex of a Decision and a leader's year report as Word, for the asker alone."""

import re

from sqlmodel import Session

from handlers import on
from handlers.choosing import ask, pick_post
from handlers.guard import for_board, refused
from handlers.turn import Answer, Turn
from models import Post
from services import exporting
from services.permissions import Action
from services.register import find_document
from services.year_report import may_of_others, own_posts, year_of
from views import exporting as views
from views.message import Message

YEAR = re.compile(r"(?:\bnăm\s+|\bnam\s+)?\b(20\d\d)\b", re.IGNORECASE)


@on.command("phuluc", "annex", board=True)
@for_board(Action.EXPORT)
def annex(session: Session, turn: Turn, rest: str) -> Answer:
    return annex_named(session, turn, rest) if rest else ask(turn, views.which_paper(), "annex.named")


@on.step("annex.named")
def annex_named(session: Session, turn: Turn, text: str) -> Answer:
    paper = find_document(session, text, turn.actor.board | turn.actor.committee)
    turn.forget()
    exporting.annex(session, turn.actor, paper.id or 0, turn.now)
    return views.being_made(group=turn.group)


@on.keyword("báo cáo năm")
@on.command("baocaonam", "yearreport")
def year_report(session: Session, turn: Turn, rest: str = "") -> Answer:
    """One's own; with a name, for the board, that of the post."""
    found = YEAR.search(rest)
    year = int(found[1]) if found else year_of(turn.now)
    name = YEAR.sub("", rest).strip(" ,|")
    if name and not may_of_others(turn.actor):
        return refused(session, turn, "baocaonam")
    if not name and not turn.actor.leads and may_of_others(turn.actor):
        return ask(turn, views.whose_report(), "year_report.named", year=year)
    if name:
        return named(session, turn, name, year)
    return _make(session, turn, own_posts(session, turn.actor), year)


@on.step("year_report.named")
def named(session: Session, turn: Turn, text: str, year: int) -> Answer:
    post = pick_post(session, turn, text, "year_report.post", "year_report.named", year=year)
    return post if isinstance(post, Message) else _make(session, turn, [post.id or 0], year)


@on.action("year_report.post")
def chosen(session: Session, turn: Turn, post_id: int, year: int) -> Answer:
    return _make(session, turn, [session.get_one(Post, post_id).id or 0], year)


def _make(session: Session, turn: Turn, posts: list[int], year: int) -> Answer:
    turn.forget()
    exporting.year_report(session, turn.actor, posts, year, turn.now)
    return views.being_made(group=turn.group)

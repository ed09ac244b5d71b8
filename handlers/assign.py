"""`/giao post | task | product | deadline`: in one line, or question by question; it counts when it is confirmed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from handlers import on, uploading
from handlers.annex import replied_to
from handlers.choosing import ask, parts, pick_post
from handlers.guard import for_board
from handlers.turn import Answer, Turn, listed
from models import Post
from rules.deadlines import Deadline, parse_deadline
from rules.errors import UserError
from rules.products import counted
from rules.states import DueKind
from rules.text import fold
from services.assignment import Due, Order, check_words
from services.assignment import assign as assign_task
from services.delivery import delivery_to
from services.finding import split_post
from services.levels import passed_over
from services.permissions import Action, require
from views import assign as views
from views.message import Message
from views.words import sorry

Draft = dict[str, Any]  # what is known so far: post_id, title, product, due
NONE = frozenset({"0", "khong", "khong co", "-"})
SURE = frozenset({"date", "ongoing", "recurring", "ambiguous"})


@on.command("giao", "assign", board=True)
@for_board(Action.ASSIGN)
def assign(session: Session, turn: Turn, rest: str) -> Answer:
    annex = replied_to(session, turn) if not rest.strip() else None
    if annex is not None:
        return annex
    asked = _go_on(session, turn, _draft(turn, rest))
    return asked if rest.strip() else [*uploading.instead_of_a_file(session, turn), *listed(asked)]


def _draft(turn: Turn, rest: str) -> Draft:
    """Post first, deadline last; of three parts the last is a deadline if it reads like one, else the product."""
    given = [piece for piece in parts(rest) if piece]
    if len(given) > 4:
        given = [given[0], " | ".join(given[1:-2]), *given[-2:]]
    names = ["post", "title", "product", "due"]
    if len(given) == 3 and parse_deadline(given[2], turn.today, turn.working_days).kind in SURE:
        names = ["post", "title", "due"]
    return {f"said_{name}": text for name, text in zip(names, given, strict=False)}


def _go_on(session: Session, turn: Turn, draft: Draft) -> Answer:
    """Settle one thing after the other; the first that is missing or unclear is asked."""
    for settle in (_settle_post, _settle_title, _settle_product, _settle_due):
        asked = settle(session, turn, draft)
        if asked is not None:
            return asked
    turn.forget()
    post = session.get_one(Post, draft["post_id"])
    levels = passed_over(session, turn.actor, post, turn.now)
    plan = counted(draft["product"])
    return views.echo(post, draft["title"], draft["product"], due_of(draft), plan, draft, levels=levels)


def _settle_post(session: Session, turn: Turn, draft: Draft) -> Message | None:
    if "post_id" in draft:
        return None
    text = draft.pop("said_post", "")
    if not text:
        return ask(turn, views.question("post"), "assign.post", views.one_line(), draft=draft)
    if draft.keys().isdisjoint({"title", "said_title"}):
        text, title = split_post(session, text, turn.actor.board)
        draft |= {"said_title": title} if title else {}
    post = pick_post(session, turn, text, "assign.post", "assign.post", draft=draft)
    if isinstance(post, Message):
        return post
    draft["post_id"] = post.id
    return None


def _settle_title(session: Session, turn: Turn, draft: Draft) -> Message | None:
    return None if "title" in draft else _settle_words(turn, draft, "title")


def _settle_product(session: Session, turn: Turn, draft: Draft) -> Message | None:
    return None if "product" in draft else _settle_words(turn, draft, "product")


def _settle_words(turn: Turn, draft: Draft, field: str) -> Message | None:
    text = draft.pop(f"said_{field}", None)
    if text is None:
        return ask(turn, views.question(field), f"assign.{field}", draft=draft)
    if field == "product" and fold(text) in NONE:
        text = ""
    try:
        check_words(*((text, "") if field == "title" else ("-", text)))
    except UserError as error:
        return ask(turn, sorry(error), f"assign.{field}", draft=draft)
    draft[field] = text
    return None


def _settle_due(session: Session, turn: Turn, draft: Draft) -> Message | None:
    if "due" in draft:
        return None
    text = draft.pop("said_due", "")
    if not text:
        return ask(turn, views.question("due"), "assign.due", draft=draft)
    read = parse_deadline(text, turn.today, turn.working_days)
    if read.kind == "refused":
        return ask(turn, views.no_deadline(read), "assign.due", views.question("due"), draft=draft)
    if read.kind == "ambiguous":
        turn.wait_for("assign.due", draft=draft)
        return views.which_deadline(text, read.readings, draft)
    draft["due"] = kept_due(read)
    return None


def kept_due(read: Deadline) -> dict[str, Any]:
    """A deadline that was read, as a draft keeps it."""
    on_day = read.date.isoformat() if read.date else None
    return {"kind": read.kind, "on": on_day, "every": read.every, "day": read.day}


def due_of(draft: Mapping[str, Any]) -> Due:
    """A draft's deadline as a task keeps it."""
    kept = draft["due"]
    on_day = date.fromisoformat(kept["on"]) if kept["on"] else None
    return Due(DueKind(kept["kind"]), on_day, kept["every"], kept["day"])


@on.step("assign.post")
def post_named(session: Session, turn: Turn, text: str, draft: Draft) -> Answer:
    return _go_on(session, turn, {**draft, "said_post": text})


@on.step("assign.title")
def title_named(session: Session, turn: Turn, text: str, draft: Draft) -> Answer:
    return _go_on(session, turn, {**draft, "said_title": text})


@on.step("assign.product")
def product_named(session: Session, turn: Turn, text: str, draft: Draft) -> Answer:
    return _go_on(session, turn, {**draft, "said_product": text})


@on.step("assign.due")
def due_named(session: Session, turn: Turn, text: str, draft: Draft) -> Answer:
    return _go_on(session, turn, {**draft, "said_due": text})


@on.action("assign.post")
def post_chosen(session: Session, turn: Turn, draft: Draft, post_id: int) -> Answer:
    return _go_on(session, turn, {**draft, "post_id": post_id})


@on.action("assign.due")
def due_chosen(session: Session, turn: Turn, draft: Draft, on: str) -> Answer:
    return _go_on(session, turn, {**draft, "due": {"kind": "date", "on": on, "every": None, "day": None}})


@on.action("assign.edit")
def edit(session: Session, turn: Turn, draft: Draft) -> Answer:
    require(turn.actor, Action.ASSIGN)
    return views.what_to_change(draft)


@on.action("assign.change")
def change(session: Session, turn: Turn, draft: Draft, field: str) -> Answer:
    known = {name: value for name, value in draft.items() if name != ("post_id" if field == "post" else field)}
    return _go_on(session, turn, known)


@on.action("assign.do")
def confirmed(session: Session, turn: Turn, draft: Draft) -> Answer:
    order = Order(draft["post_id"], draft["title"], draft["product"], due_of(draft))
    task = assign_task(session, turn.actor, order, turn.now)
    delivery = delivery_to(session, task.post_id, "decision", turn.now)
    return views.assigned(task, session.get_one(Post, task.post_id), delivery)


@on.action("assign.drop")
def drop(session: Session, turn: Turn) -> Answer:
    return views.dropped()

"""`đăng ký: …`: a leader proposes a task, in one line or question by question; it is sent when it is confirmed."""

import re
from typing import Any

from sqlmodel import Session

from handlers import on
from handlers.assign import NONE, due_of, kept_due
from handlers.choosing import need_words, parts
from handlers.turn import Answer, Turn
from rules.deadlines import parse_deadline
from rules.errors import UserError
from rules.products import counted
from rules.text import aligned, fold
from services import registration
from services.assignment import check_words
from services.identity import post_name
from services.registration import Proposal
from views import registering as views
from views.assign import no_deadline
from views.message import Message
from views.words import sorry

Draft = dict[str, Any]  # what is known so far: post_id, title, product, due, why
ONE_LINE = re.compile(
    r"(?:xin |de nghi )?dang ky(?:\s*[:–-]\s*|\s+(?:nhiem vu|viec)(?:\s+moi)?\s*[:–-]?\s+|\s+)(?P<rest>.+)", re.DOTALL
)


@on.keyword("đăng ký", "đăng ký việc", "đăng ký nhiệm vụ", "xin đăng ký", "đề xuất việc")
def begin(session: Session, turn: Turn, rest: str = "") -> Answer:
    return _go_on(session, turn, _draft(rest)) if turn.actor.leads else views.for_leaders()


@on.free_text(19)
def one_line(session: Session, turn: Turn) -> Answer:
    """`đăng ký: Bàn giao mặt bằng | biên bản 144 hộ | hết quý 2 | vướng đền bù 10 năm nay`; what is missing is asked for."""
    folded, places = aligned(turn.text)
    found = ONE_LINE.fullmatch(folded)
    if found is None or turn.group or not turn.actor.leads:
        return None
    return begin(session, turn, turn.text[places[found.start("rest")] :])


def _draft(rest: str) -> Draft:
    given = [piece for piece in parts(rest) if piece]
    if len(given) > 4:
        given = [*given[:3], " ".join(given[3:])]
    return {f"said_{name}": text for name, text in zip(("title", "product", "due", "why"), given, strict=False)}


def _go_on(session: Session, turn: Turn, draft: Draft) -> Answer:
    """Settle one thing after the other; the first that is missing or unclear is asked."""
    for settle in (_settle_post, _settle_title, _settle_product, _settle_due, _settle_why):
        asked = settle(session, turn, draft)
        if asked is not None:
            return asked
    turn.forget()
    return views.echo(draft, due_of(draft), counted(draft["product"]))


def _settle_post(session: Session, turn: Turn, draft: Draft) -> Message | None:
    """Whose task it would be: asked only of somebody who holds several posts."""
    posts = sorted(turn.actor.posts) or sorted(turn.actor.assisted)
    if draft.get("post_id") not in posts:
        if len(posts) > 1:
            turn.wait_for("register.post", draft=draft)
            return views.which_post([(post, post_name(session, post)) for post in posts], draft)
        draft["post_id"] = posts[0]
    return None


def _settle_title(session: Session, turn: Turn, draft: Draft) -> Message | None:
    return None if "title" in draft else _settle_words(turn, draft, "title")


def _settle_product(session: Session, turn: Turn, draft: Draft) -> Message | None:
    return None if "product" in draft else _settle_words(turn, draft, "product")


def _settle_words(turn: Turn, draft: Draft, field: str) -> Message | None:
    text = draft.pop(f"said_{field}", None)
    if text is None:
        return _ask(turn, draft, field)
    if field == "product" and fold(text) in NONE:
        text = ""
    try:
        check_words(*((text, "") if field == "title" else ("-", text)))
    except UserError as error:
        return _ask(turn, draft, field, sorry(error))
    draft[field] = text
    return None


def _settle_due(session: Session, turn: Turn, draft: Draft) -> Message | None:
    if "due" in draft:
        return None
    text = draft.pop("said_due", "")
    if not text:
        return _ask(turn, draft, "due")
    read = parse_deadline(text, turn.today, turn.working_days)
    if read.kind == "refused":
        return _ask(turn, draft, "due", no_deadline(read))
    if read.kind == "ambiguous":
        turn.wait_for("register.due", draft=draft)
        return views.which_deadline(text, read.readings, draft)
    draft["due"] = kept_due(read)
    return None


def _settle_why(session: Session, turn: Turn, draft: Draft) -> Message | None:
    if "why" in draft:
        return None
    text = draft.pop("said_why", "")
    asked = need_words(turn, text, views.question("why"), "register.why", draft=draft)
    if asked is None:
        draft["why"] = text
    return asked


def _ask(turn: Turn, draft: Draft, field: str, *lines: str) -> Message:
    turn.wait_for(f"register.{field}", draft=draft)
    return views.ask(field, *lines)


def _step(field: str) -> None:
    """The next message is what was asked for; 0 leaves it (of the product it says that there is none)."""

    @on.step(f"register.{field}")
    def told(session: Session, turn: Turn, text: str, draft: Draft) -> Answer:
        if field != "product" and text.strip(" .") == "0":
            turn.forget()
            return views.dropped()
        return _go_on(session, turn, {**draft, f"said_{field}": text})


for each in ("title", "product", "due", "why"):
    _step(each)


@on.step("register.post")
@on.action("register.post")
def post_chosen(session: Session, turn: Turn, text: str = "", post_id: int = 0, *, draft: Draft) -> Answer:
    return _go_on(session, turn, {**draft, "post_id": post_id})


@on.action("register.due")
def due_chosen(session: Session, turn: Turn, draft: Draft, on: str) -> Answer:
    return _go_on(session, turn, {**draft, "due": {"kind": "date", "on": on, "every": None, "day": None}})


@on.action("register.edit")
def edit(session: Session, turn: Turn, draft: Draft) -> Answer:
    return views.what_to_change(draft)


@on.action("register.change")
def change(session: Session, turn: Turn, draft: Draft, field: str) -> Answer:
    return _go_on(session, turn, {name: value for name, value in draft.items() if name != field})


@on.action("register.do")
def confirmed(session: Session, turn: Turn, draft: Draft) -> Answer:
    proposal = Proposal(draft["post_id"], draft["title"], draft["product"], due_of(draft), draft["why"])
    return views.registered(registration.propose(session, turn.actor, proposal, turn.now))


@on.action("register.drop")
def drop(session: Session, turn: Turn) -> Answer:
    return views.dropped()

"""`/ketnoi`, `/ngat`, `/danhsach`: codes, unlinking, who is linked."""

from sqlmodel import Session

from handlers import on
from handlers.choosing import ask, pick_post
from handlers.guard import for_board, refused
from handlers.joining import connect_with
from handlers.turn import Answer, Turn
from models import Post
from rules.errors import UserError
from rules.states import RoleKind
from rules.text import fold
from services import invitations, jobs, linking, membership
from services.people import narrowed, people
from services.permissions import Action, may, require
from views import people as views
from views import reach
from views.message import Message
from views.plans import where_to_send

ASSISTANT = ("tro ly", "thu ky", "giup viec")  # at the end: the slip is for who types for the post


@on.command("ketnoi", "invite", board=True)
def invite(session: Session, turn: Turn, rest: str) -> Answer:
    """A code in, for anybody; a code out, for the board."""
    redeemed = connect_with(session, turn, rest)
    if redeemed is not None:
        return redeemed
    if not may(turn.actor, Action.INVITE):
        return refused(session, turn, "ketnoi")
    if not rest:
        return ask(turn, views.whose_code(), "people.invite")
    return invite_named(session, turn, rest)


@on.step("people.invite")
def invite_named(session: Session, turn: Turn, text: str, assistant: bool = False) -> Answer:
    require(turn.actor, Action.INVITE)
    name, typist = _for_assistant(text)
    assistant = assistant or typist
    post = pick_post(session, turn, name, "people.invite", "people.invite", assistant=assistant)
    return post if isinstance(post, Message) else _issue(session, turn, post, assistant)


@on.action("people.invite")
def invite_chosen(session: Session, turn: Turn, post_id: int, assistant: bool = False) -> Answer:
    return _issue(session, turn, session.get_one(Post, post_id), assistant)


def _issue(session: Session, turn: Turn, post: Post, assistant: bool) -> Answer:
    """The code and its picture go to the asker alone."""
    turn.forget()
    role = RoleKind.ASSISTANT if assistant else None
    code = invitations.issue(
        session, turn.actor, unit_id=post.unit_id, post_id=post.id, role=role, trusted=False, now=turn.now
    )
    link = turn.can.join_link.format(code=code) if turn.can.join_link else ""
    if turn.can.image_out:
        jobs.ask(session, "qr", turn.now, tell=turn.actor.person_id, notice="qr", text=link or code)
    who = views.assistant_of(post.name) if assistant else post.name
    slip = views.slip(
        code, who, turn.now, [*([link] if link else []), *where_to_send(invitations.plan_for(session, code))]
    )
    return [slip, views.sent_privately(who)] if turn.group else slip


def _for_assistant(text: str) -> tuple[str, bool]:
    folded = fold(text)
    for word in ASSISTANT:
        if folded.endswith(" " + word):
            return text.rstrip()[: -len(word)].rstrip(" |,"), True
        if folded.startswith(word + " "):
            return text.lstrip()[len(word) :].strip(), True
    return text, False


@on.command("ngat", "unlink", board=True)
@for_board(Action.UNLINK)
def unlink(session: Session, turn: Turn, rest: str) -> Answer:
    if not rest:
        return ask(turn, views.whom_to_unlink(), "people.unlink")
    return unlink_named(session, turn, rest)


@on.step("people.unlink")
def unlink_named(session: Session, turn: Turn, text: str, assistants: bool = False) -> Answer:
    require(turn.actor, Action.UNLINK)
    name, typist = _for_assistant(text)
    assistants = assistants or typist
    post = pick_post(session, turn, name, "people.unlink_which", "people.unlink", assistants=assistants)
    return post if isinstance(post, Message) else _before_unlinking(session, turn, post, assistants)


@on.action("people.unlink_which")
def unlink_chosen(session: Session, turn: Turn, post_id: int, assistants: bool = False) -> Answer:
    return _before_unlinking(session, turn, session.get_one(Post, post_id), assistants)


def _before_unlinking(session: Session, turn: Turn, post: Post, assistants: bool) -> Answer:
    turn.forget()
    require(turn.actor, Action.UNLINK, unit_id=post.unit_id)
    names = linking.linked(session, post.id or 0, turn.now, assistants=assistants)
    if not names:
        raise UserError(linking.NOBODY)
    return views.before_unlinking(post, names, assistants=assistants)


@on.action("people.unlink")
def unlink_confirmed(session: Session, turn: Turn, post_id: int, assistants: bool) -> Answer:
    post = linking.unlink(session, turn.actor, post_id, turn.now, assistants=assistants)
    return views.unlinked(views.assistant_of(post.name) if assistants else post.name)


@on.action("people.keep")
def keep(session: Session, turn: Turn) -> Answer:
    return views.kept()


@on.command("danhsach", "people", board=True)
@for_board(Action.SEE_PEOPLE)
def register(session: Session, turn: Turn, rest: str) -> Answer:
    """All of it, or the posts that are named: when they were last heard, and what did not reach them."""
    found = people(session, turn.actor, turn.now)
    if rest:
        return reach.one_by_one(narrowed(found, rest))
    return views.register(session, found, membership.waiting(session, turn.actor), turn.now)


@on.action("people.each")
def one_by_one(session: Session, turn: Turn) -> Answer:
    return views.one_by_one(session, membership.waiting(session, turn.actor), turn.now)


@on.action("people.later")
def later(session: Session, turn: Turn) -> Answer:
    return views.put_off()

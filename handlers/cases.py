"""`/hotro`, `/traloi HT-15 text`, `/chuyen HT-15 post`; a reply to a case's message is its answer."""

from sqlmodel import Session

from handlers import on
from handlers.choosing import ask, need_words, pick_post, split_code
from handlers.guard import for_board
from handlers.turn import Answer, Turn
from models import Post
from services import cases, settling, support
from services.delivery import delivery_to
from services.permissions import Action
from views import cases as views
from views.message import Message
from views.support import answer_to_settle


@on.command("hotro", "support", board=True)
@for_board(Action.ANSWER_CASE)
def open_cases(session: Session, turn: Turn, rest: str) -> Answer:
    case_id, _ = split_code("ht", rest)
    return show(session, turn, case_id) if case_id is not None else listing(session, turn)


@on.action("case.list")
def listing(session: Session, turn: Turn) -> Answer:
    return views.open_cases(cases.waiting(session, turn.actor, turn.now), turn.today)


@on.action("case.show")
def show(session: Session, turn: Turn, case_id: int) -> Answer:
    shown = cases.seen(session, turn.actor, case_id, turn.now)
    answers = cases.may_answer(session, turn.actor, case_id)
    return views.case_card(shown, turn.today, answers=answers, passes=bool(turn.actor.board))


@on.code("ht")
def case_by_code(session: Session, turn: Turn, number: int) -> Answer:
    """To who answers it, the card; to the leader who asked, the answer with the two words on it."""
    mine = settling.answered(session, turn.actor, number)
    return answer_to_settle(session, mine) if mine is not None else show(session, turn, number)


@on.command("traloi", "answer", board=True)
@for_board(Action.ANSWER_CASE)
def answer(session: Session, turn: Turn, rest: str) -> Answer:
    return answer_named(session, turn, rest)


@on.step("case.which_answer")
def answer_named(session: Session, turn: Turn, text: str) -> Answer:
    case_id, words = split_code("ht", text)
    if case_id is not None:
        return answer_with(session, turn, words, case_id)
    quoted = _quoted(turn)
    if quoted is not None and text:
        return answer_with(session, turn, text, quoted)
    return ask(turn, views.which(), "case.which_answer")


@on.action("case.answer")
def answer_chosen(session: Session, turn: Turn, case_id: int) -> Answer:
    return answer_with(session, turn, "", case_id)


@on.step("case.words")
def answer_with(session: Session, turn: Turn, text: str, case_id: int) -> Answer:
    """An answer goes at once: it is shown back in full, and can be taken back as long as it has not been read."""
    waiting = cases.one(session, turn.actor, case_id, turn.now)
    asked = need_words(turn, text, views.what_to_answer(waiting), "case.words", case_id=case_id)
    if asked is not None:
        return asked
    turn.forget()
    case = support.answer(session, turn.actor, case_id, text, turn.now)
    delivery = delivery_to(session, waiting.task.post_id, "case_answered", turn.now)
    return views.answered(case, text, delivery)


def _quoted(turn: Turn) -> int | None:
    kind, _, number = (turn.subject or "").partition(":")
    return int(number) if kind == "case" else None


@on.free_text(15)
def reply(session: Session, turn: Turn) -> Answer:
    """Somebody who answers a case replied to a message about it."""
    case_id = _quoted(turn)
    if case_id is None or not turn.text or not cases.may_answer(session, turn.actor, case_id):
        return None
    return answer_with(session, turn, turn.text, case_id)


@on.command("chuyen", "reassign", board=True)
@for_board(Action.ANSWER_CASE)
def pass_on(session: Session, turn: Turn, rest: str) -> Answer:
    return pass_named(session, turn, rest)


@on.step("case.which_pass")
def pass_named(session: Session, turn: Turn, text: str) -> Answer:
    case_id, post = split_code("ht", text)
    if case_id is None:
        return ask(turn, views.which(), "case.which_pass")
    return pass_to(session, turn, post, case_id)


@on.action("case.pass")
def pass_chosen(session: Session, turn: Turn, case_id: int) -> Answer:
    return pass_to(session, turn, "", case_id)


@on.step("case.to")
def pass_to(session: Session, turn: Turn, text: str, case_id: int) -> Answer:
    waiting = cases.one(session, turn.actor, case_id, turn.now)
    if not text.strip():
        return ask(turn, views.to_whom(waiting), "case.to", case_id=case_id)
    name, _, reason = text.partition("|")
    around = cases.units_around(session, waiting.case, turn.now)
    post = pick_post(session, turn, name.strip(), "case.to", "case.to", among=around, case_id=case_id)
    return post if isinstance(post, Message) else _before_passing(session, turn, case_id, post, reason.strip())


@on.action("case.to")
def pass_to_chosen(session: Session, turn: Turn, case_id: int, post_id: int) -> Answer:
    return _before_passing(session, turn, case_id, session.get_one(Post, post_id))


def _before_passing(session: Session, turn: Turn, case_id: int, post: Post, reason: str = "") -> Answer:
    turn.forget()
    waiting = cases.one(session, turn.actor, case_id, turn.now)
    cases.check_supporter(session, waiting.case, post.id or 0)
    if waiting.case.unit_id not in turn.actor.board:
        data = {"case_id": case_id, "post_id": post.id}
        asked = need_words(turn, reason, views.why_pass(waiting), "case.why_pass", **data)
        if asked is not None:
            return asked
    return views.before_passing(waiting, post.name, post.id or 0, reason)


@on.step("case.why_pass")
def why_passed(session: Session, turn: Turn, text: str, case_id: int, post_id: int) -> Answer:
    """A supporter who passes a request on says why."""
    return _before_passing(session, turn, case_id, session.get_one(Post, post_id), text)


@on.action("case.pass_to")
def passed(session: Session, turn: Turn, case_id: int, post_id: int, reason: str = "") -> Answer:
    case = support.pass_on(session, turn.actor, case_id, post_id, reason, turn.now)
    delivery = delivery_to(session, post_id, "case_handed_over", turn.now)
    return views.passed(case, session.get_one(Post, post_id).name, delivery)


@on.action("case.keep")
def keep(session: Session, turn: Turn) -> Answer:
    return views.kept()

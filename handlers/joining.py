"""A code is sent, "Đúng" is answered, the board confirms; a stranger learns how to join, and nothing else."""

from collections.abc import Callable

from sqlmodel import Session

from handlers import menus, on
from handlers.turn import Answer, Turn
from rules.errors import UserError
from rules.text import fold
from services import groups, invitations, linking, membership
from services.board import board_name
from services.codes import code_in, looks_like_code
from services.identity import account_of, post_name, roles_on
from services.refusals import refuse
from services.units import is_set_up, the_root
from views import admitting, common
from views import joining as views

DOORS = ("start", "ketnoi", "invite")  # commands that may be followed by a code


@on.gate
def outsiders(session: Session, turn: Turn) -> Answer:
    """Whoever has no post and no role gets no further than this: a code, an answer to the greeting, or how to join."""
    if _is_in(session, turn):
        return None
    if not is_set_up(session):
        return _how_to_join(turn)  # a bot that was started before its organisation was loaded: no code is good yet
    said = _after_door(turn)
    code = code_in(said)
    if turn.incoming.forwarded:
        return common.forwarded() if code else _stranger(session, turn)
    if code is not None:
        return _redeem(session, turn, code)
    if _answers(session, turn):
        return None
    if membership.waiting_of(session, turn.actor.account_id) is not None:
        return views.still_waiting()
    if looks_like_code(said):
        return _wrong(session, turn)
    return _stranger(session, turn)


def _is_in(session: Session, turn: Turn) -> bool:
    actor = turn.actor
    return actor.known or (actor.person_id is not None and bool(roles_on(session, actor.person_id, turn.today)))


def _after_door(turn: Turn) -> str:
    """ "/start K7M4Q2" (a deep link sends it so) and "/ketnoi K7M4Q2" are the code."""
    word, _, rest = turn.text.partition(" ")
    return rest if fold(word).lstrip("/") in DOORS else turn.text


def _answers(session: Session, turn: Turn) -> bool:
    """A digit or a code like G7 for something that was shown to this person."""
    text = turn.text.rstrip(".)")
    if not (text.isascii() and text.isdigit() and len(text) <= 2):
        return menus.coded(session, turn) is not None
    return bool(menus.shown_menus(session, turn, 1)) or menus.being_shown(session, turn)


def _stranger(session: Session, turn: Turn) -> Answer:
    """How to join, once a day; a command of the board is kept as tried."""
    word = fold(turn.text.partition(" ")[0])
    if word.startswith("/") and word[1:] in on.board_names:
        refuse(session, turn.actor, word[1:], turn.now)
    return _how_to_join(turn, lambda: board_name(session, the_root(session).id or 0, turn.now))


def _how_to_join(turn: Turn, board: Callable[[], str] | None = None) -> Answer:
    """Once a day: a stranger's answers count in a plan as anybody's."""
    day = turn.today.isoformat()
    if turn.recall("how_to_join") == day:
        return []
    turn.remember(how_to_join=day)
    return views.how_to_join(board() if board else None)


def _unheard(session: Session, turn: Turn) -> bool:
    """Is this chat shut out for guessing? Raises `UserError` while the bot as a whole takes no code."""
    here = turn.incoming.chat
    if invitations.deaf(session, here.bot, here.id, turn.now):
        return True
    if invitations.too_many(session, here.bot, turn.now):
        raise UserError(invitations.TOO_MANY)
    return False


def _redeem(session: Session, turn: Turn, code: str) -> Answer:
    here = turn.incoming.chat
    if _unheard(session, turn):
        return []
    if turn.group:
        return _bind(session, turn, code)
    invitation = invitations.usable(session, code, turn.now)
    if invitation is None:
        if invitations.own(session, code, turn.actor.account_id) is not None:
            return _used_by_oneself(session, turn)
        return _wrong(session, turn)
    if invitation.group:
        raise UserError(invitations.IN_GROUP)
    turn.forget()
    account = account_of(session, here.bot, turn.incoming.sender)
    elsewhere = linking.holders_elsewhere(session, invitation, account, turn.now) if account is not None else []
    return views.greeting(session, invitation, turn.now, elsewhere=elsewhere)


def _used_by_oneself(session: Session, turn: Turn) -> Answer:
    if membership.waiting_of(session, turn.actor.account_id) is not None:
        return views.still_waiting()
    return start(session, turn, "") if _is_in(session, turn) else _stranger(session, turn)


def _bind(session: Session, turn: Turn, code: str) -> Answer:
    here = turn.incoming.chat
    if invitations.usable(session, code, turn.now) is None:
        return _wrong(session, turn)
    group = groups.bind(session, turn.actor, code=code, bot=here.bot, chat_id=here.id, now=turn.now)
    return views.group_bound(session, group, turn.now)


def _wrong(session: Session, turn: Turn) -> Answer:
    here = turn.incoming.chat
    if _unheard(session, turn):
        return []
    if invitations.wrong(session, here.bot, here.id, turn.now):
        return views.deaf_from_now()
    raise UserError(invitations.UNKNOWN_CODE)


@on.free_text(5)
def code_of_a_member(session: Session, turn: Turn) -> Answer:
    """Somebody who is in already may be given one more post, or bind a group."""
    code = code_in(turn.text)
    return _redeem(session, turn, code) if code is not None else None


@on.command("start")
def start(session: Session, turn: Turn, rest: str) -> Answer:
    code = code_in(rest)
    if code is not None:
        return _redeem(session, turn, code)
    return views.here_again([post_name(session, post) for post in sorted(turn.actor.leads)])


def connect_with(session: Session, turn: Turn, rest: str) -> Answer:
    """`/ketnoi K7M4Q2`, also in a group; None when what follows is no code."""
    code = code_in(rest)
    return _redeem(session, turn, code) if code is not None else None


@on.action("join.yes")
def yes(session: Session, turn: Turn, invitation_id: int, person_id: int | None = None) -> Answer:
    """A trusted code is through at once: the welcome is on its way then, before the tasks."""
    invitation = membership.accept(session, turn.actor, invitation_id, turn.now, person_id=person_id)
    return [] if invitation.confirmed_at else views.recorded()


@on.action("join.no")
def no(session: Session, turn: Turn, invitation_id: int) -> Answer:
    membership.decline(session, turn.actor, invitation_id, turn.now)
    return views.declined()


@on.action("join.confirm")
def confirm(session: Session, turn: Turn, invitation_id: int, same_person: bool = False) -> Answer:
    invitation = membership.confirm(session, turn.actor, invitation_id, turn.now, same_person=same_person)
    return admitting.decided(session, invitation, turn.now)


@on.action("join.refuse")
def refuse_member(session: Session, turn: Turn, invitation_id: int) -> Answer:
    return admitting.decided(session, membership.refuse(session, turn.actor, invitation_id, turn.now), turn.now)


@on.action("join.confirm_all")
def confirm_all(session: Session, turn: Turn, invitation_ids: list[int]) -> Answer:
    return admitting.all_confirmed(membership.confirm_all(session, turn.actor, invitation_ids, turn.now))

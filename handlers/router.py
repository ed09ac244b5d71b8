"""Find the handler that is meant. The order below is the design: what is surest comes first, guesses never come."""

import importlib
import pkgutil
import re
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from sqlmodel import Session

import handlers
from channels.base import TOKEN
from handlers import menus, on
from handlers.turn import Answer, Handler, Turn
from models import Menu
from rules.errors import UserError
from rules.personal import masked
from rules.text import fold, strip_courtesies
from views import common
from views.message import Message

CODE = re.compile(r"(nv|ht|gh|cd|dk)\s*-?\s*(\d{1,9})", re.IGNORECASE)
EVERYDAY = frozenset({"giao", "dong", "nhac", "lich", "ngat"})  # commands of the board that are words of their own
SAID = frozenset({"viec", "nguon"})  # the same of everybody's
COMMANDING = re.compile(r"[|\n]|\b(?:nv|ht|gh|cd|dk)\s*-?\s*\d|\d/\d", re.IGNORECASE)
CANCEL = frozenset({"huy", "huy bo", "thoi"})


@lru_cache
def discover() -> None:
    """Import every file of this folder, so that its conversations are registered."""
    for module in pkgutil.iter_modules(handlers.__path__):
        importlib.import_module(f"handlers.{module.name}")


def answer(session: Session, turn: Turn) -> Sequence[Message]:
    """The messages that answer this turn. A `UserError` is said; anything else is the caller's."""
    discover()
    try:
        said = _route(session, turn)
    except UserError as error:
        said = common.error(error)
    messages = [] if said is None else [said] if isinstance(said, Message) else list(said)
    return [*messages, common.personal_number()] if messages and _names_a_citizen(turn) else messages


def _names_a_citizen(turn: Turn) -> bool:
    """Did a leader write somebody's identity card or telephone into what is kept (issue 7, item 5)?"""
    private = bool(turn.actor.leads) and not turn.group and not turn.incoming.refused
    return private and masked(turn.incoming.text) != turn.incoming.text


def _route(session: Session, turn: Turn) -> Answer:
    if turn.incoming.refused:
        return common.refused_token() if turn.incoming.refused == TOKEN else common.refused_secret()
    if turn.incoming.event == "press":
        return _press(session, turn)
    if turn.incoming.event != "message":
        return on.events[turn.incoming.event](session, turn) if turn.incoming.event in on.events else None
    turn.text = strip_courtesies(turn.incoming.text).strip()
    for gate in on.gates:
        said = gate(session, turn)
        if said is not None:
            return said
    if turn.incoming.forwarded and not turn.incoming.attachments:
        return common.forwarded()
    if turn.incoming.attachments and not turn.incoming.by_reply:
        return _first(on.media, session, turn)
    return in_words(session, turn)


def in_words(session: Session, turn: Turn) -> Answer:
    """Commands and key words; choices; the running conversation; what is left to the readers of free text."""
    if not turn.text:
        return _first(on.texts, session, turn) if turn.incoming.text.strip() else common.empty()
    command, rest = _command(session, turn)
    if command is not None:
        turn.forget()
        return command(session, turn, rest)
    if fold(turn.text) in CANCEL:
        return _cancel(turn)
    keyword = on.keywords.get(fold(turn.text).rstrip("."))
    if keyword is not None:
        turn.forget()
        return keyword(session, turn)
    for reader in (_choice, _step, _code):
        said = reader(session, turn)
        if said is not None:
            return said
    return _first(on.texts, session, turn)


def _command(session: Session, turn: Turn) -> tuple[Handler | None, str]:
    """`/giao …`; a channel without slashes takes a command's name as the first word as well, or spelled out ("kết thúc")."""
    word, _, rest = turn.text.partition(" ") if "\n" not in turn.text.split(" ")[0] else turn.text.partition("\n")
    if word.startswith("/"):
        return on.commands.get(fold(word[1:]), unknown_command), rest.strip()
    if turn.can.slash or menus.asked_at(session, turn) is not None:
        return None, ""
    found = _unslashed(turn, fold(word), rest)
    return (found, rest.strip()) if found is not None else _spelled_out(turn)


def _unslashed(turn: Turn, name: str, rest: str) -> Handler | None:
    """ "giao ban xong" and "đồng ý" are what people say; only bars or a code make commands of such words, and only a clerk's.
    "Việc 1 xong" and "nguồn vốn chưa có" are reports: their own readers of free text tell."""
    if name not in on.board_names:
        return on.commands.get(name) if rest and name not in SAID else None
    if name in EVERYDAY and not (turn.actor.board and (not rest or COMMANDING.search(rest))):
        return None
    return on.commands[name]


def _spelled_out(turn: Turn) -> tuple[Handler | None, str]:
    """ "kết thúc NV-12 đạt": a clerk's command in two words, as it is written; a key word is taken for what it always is."""
    first, second, rest = [*turn.text.split(maxsplit=2), "", "", ""][:3]
    name = fold(first) + fold(second)
    if name not in on.board_names or not turn.actor.board or fold(turn.text).rstrip(".") in on.keywords:
        return None, ""
    meant = turn.group or not rest or COMMANDING.search(rest)
    return (on.commands[name], rest.strip()) if meant else (None, "")


def unknown_command(session: Session, turn: Turn, rest: str) -> Answer:
    return common.unknown_command()


def _cancel(turn: Turn) -> Answer:
    was_waiting = turn.memory.step is not None
    turn.forget()
    return common.cancelled(was_waiting)


def _press(session: Session, turn: Turn) -> Answer:
    found = menus.pressed(session, turn)
    if found is None:
        return common.stale_button()
    return _take(session, turn, *found)


def _choice(session: Session, turn: Turn) -> Answer:
    """A bare digit, a code like G7, or a digit in reply to one of our messages."""
    by_code = menus.coded(session, turn)
    if by_code is not None:
        return _take(session, turn, *by_code)
    quoted = menus.quoted(session, turn)
    if quoted is not None:
        turn.subject = quoted.subject
    typed = _digit(turn.text)
    if typed is None or (quoted is not None and quoted.kind == "bundle"):
        return None
    if quoted is not None and quoted.menu_id is not None:
        menu = session.get_one(Menu, quoted.menu_id)
        return _take(session, turn, menu, menus.option(menu, typed)) if menus.own(menu, turn) else common.stale_button()
    return _bare_digit(session, turn, typed)


def _bare_digit(session: Session, turn: Turn, typed: str) -> Answer:
    """What was shown last before it was said decides: the choices, the question that waits, or (for 0) the bundle."""
    if menus.being_shown(session, turn):
        raise menus.Later
    menu, asked = menus.live_menu(session, turn), menus.asked_at(session, turn)
    if typed == "0" and not (menu and menu.writes) and _bundle_came_last(session, turn, menu, asked):
        return None
    if turn.group and menu is not None:
        return common.no_bare_digits(menu.id)
    if menu is not None and _answers_menu(session, turn, menu, typed, asked):
        return _take(session, turn, menu, menus.option(menu, typed))
    if asked is not None or typed == "0":
        return None  # a number the running conversation asked for, or "nothing new" to the bundle
    return _without_menu(session, turn, typed)


def _answers_menu(session: Session, turn: Turn, menu: Menu, typed: str, asked: datetime | None) -> bool:
    """The question that waits takes what is none of the choices; 0 is nobody's mistake for a choice. Choices that write are
    covered by any question shown after them, even one that was dropped before this was handled."""
    if menus.option(menu, typed) is None:
        return asked is None and typed != "0"
    over = menus.last_question(session, turn) if menu.writes else asked
    return over is None or (menu.shown_at is not None and menu.shown_at >= over)


def _bundle_came_last(session: Session, turn: Turn, menu: Menu | None, asked: datetime | None) -> bool:
    bundle = menus.last_bundle(session, turn)
    return asked is None and bundle is not None and not menus.shown_since(session, turn, bundle, menu)


def _without_menu(session: Session, turn: Turn, typed: str) -> Answer:
    """Nothing that lives: the same digit twice is said to be recorded, anything else is asked about."""
    shown = menus.shown_menus(session, turn, 2)
    if shown and menus.used_lately(shown[0], turn) and menus.option(shown[0], typed):
        return common.used_choice()
    return common.which_content([(m.id, m.title) for m in shown if not m.used_at and menus.option(m, typed)], typed)


@on.action("menu.replay")
def replay(session: Session, turn: Turn, menu_id: int, typed: str) -> Answer:
    """The digit given before, for the message that was just named: age no longer matters, being used does."""
    menu = session.get_one(Menu, menu_id)
    return _take(session, turn, menu, menus.option(menu, typed), asked=True)


def _take(session: Session, turn: Turn, menu: Menu, option: menus.Option | None, *, asked: bool = False) -> Answer:
    if menu.used_at or (menus.expired(menu, turn) and not asked):
        return common.used_choice() if menu.used_at else common.stale_button()
    if option is None:
        return common.no_such_choice(menu.options)
    if menu.writes:
        menu.used_at = turn.now
        session.add(menu)
    turn.forget()
    return on.actions[option["action"]](session, turn, **option["args"])


def _step(session: Session, turn: Turn) -> Answer:
    if turn.memory.step is None or menus.asked_at(session, turn) is None:
        return None
    step, asked, waiting = turn.memory.step, turn.memory.updated_at, turn.memory.data
    data = {name: value for name, value in waiting.items() if name != "kept"}
    try:
        return on.steps[step](session, turn, turn.text, **data)
    except UserError:
        # what was said doesn't do; the same question still waits
        turn.memory.step, turn.memory.updated_at, turn.memory.data = step, asked, waiting
        raise


def _code(session: Session, turn: Turn) -> Answer:
    found = CODE.fullmatch(turn.text)
    if found is None:
        return None
    handler = on.codes.get(found[1].lower())
    return handler(session, turn, int(found[2])) if handler else None


def _first(candidates: Sequence[tuple[int, Handler]], session: Session, turn: Turn) -> Answer:
    for _, handler in candidates:
        said = handler(session, turn)
        if said is not None:
            return said
    return common.not_understood()


def _digit(text: str) -> str | None:
    bare = text.strip().rstrip(".)")
    return str(int(bare)) if bare.isascii() and bare.isdigit() and len(bare) <= 3 else None

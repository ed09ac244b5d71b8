"""Who may do what, over every way in: words, buttons, codes, forwarded messages and forged callbacks, in private and in groups.

Each action is tried by everybody, each time by another way of its own and at another place; `CHAOS=long` tries all of them."""

import os
from collections.abc import Iterator

import pytest
from sqlmodel import Session

from services.permissions import Action
from tests.access.house import NOBODY, SOMEBODY, FullHouse
from tests.access.rig import PLACES, Rig
from tests.access.ways import WAYS, Way
from tests.board.test_permissions import LETTERS, MATRIX

LONG = os.environ.get("CHAOS") == "long"
PEOPLE = (*SOMEBODY, "both", *NOBODY)
# nobody does this to the own task, whatever role they have beside it
BY_OTHERS = {
    *(Action.CLOSE, Action.VERIFY, Action.RETURN, Action.REOPEN, Action.CORRECT, Action.CONFIRM_CAUSE),
    *(Action.ANSWER_REGISTRATION, Action.INSTRUCT),
}
BY_SERVICE = {Action.CONFIRM_CAUSE, Action.DECIDE_RATING}  # no way leads there from a chat
Cell = tuple[str, str, str, str]  # who, what, by which way, where


@pytest.fixture
def rig(session: Session) -> Rig:
    return Rig(session, FullHouse(session))


def allowed(name: str, way: Way) -> bool:
    letters = way.only or MATRIX[way.action]
    if name == "both":
        return bool(set(letters) & set("ob")) and not way.only and way.action not in BY_OTHERS
    return name in way.besides or (name in SOMEBODY and LETTERS[SOMEBODY.index(name)] in letters)


def somebody(way: Way) -> str:
    return next(name for name in SOMEBODY if allowed(name, way))


def cells() -> Iterator[tuple[Way, str, str, str]]:
    """(way, who, where, bot); the place of a button is the chat that it was shown in."""
    for turn, action in enumerate(Action):
        ways = [(way, place) for way in WAYS if way.action is action for place in _places(way)]
        for number, name in enumerate(PEOPLE):
            for way, place in ways if LONG else _one(ways, turn + number):
                yield way, name, place, "telegram" if number % 2 and "bantin" not in way.words else "bare"


def _places(way: Way) -> tuple[str, ...]:
    return tuple(PLACES) if way.words else ("button",)


def _one(ways: list[tuple[Way, str]], turn: int) -> list[tuple[Way, str]]:
    return [ways[turn * 3 % len(ways)]] if ways else []


def test_every_action_has_a_way_in() -> None:
    assert {way.action for way in WAYS} | BY_SERVICE == set(Action)


def test_everybody_does_what_the_table_says_and_nothing_else(rig: Rig) -> None:
    found: dict[Cell, bool] = {}
    expected: dict[Cell, bool] = {}
    for way, name, place, bot in cells():
        cell = (name, way.action.value, way.words or way.choice, place)
        came = rig.presses(name, way, shown_to=name) if place == "button" else rig.types(name, way, place, bot)
        found[cell] = came.of(way)
        expected[cell] = allowed(name, way) and (way.in_group or place in ("private", "button"))
    assert found == expected


def test_a_forwarded_message_does_nothing(rig: Rig) -> None:
    """Whoever wrote it: the words are somebody else's."""
    tries = [(way, bot) for number, way in enumerate(WAYS) if way.words for bot in _bots(number)]
    assert [
        way.words for way, bot in tries if rig.types(somebody(way), way, "private", bot, forwarded=True).of(way)
    ] == []


def _bots(number: int) -> tuple[str, ...]:
    return ("bare", "telegram") if LONG else (("bare", "telegram")[number % 2],)


def test_a_button_s_token_from_another_chat_does_nothing(rig: Rig) -> None:
    """Not even in the hand of somebody who may do the same, and not in a group that both are in."""
    came = {}
    for number, way in enumerate(way for way in WAYS if way.choice):
        thief = PEOPLE[number % len(PEOPLE)] if PEOPLE[number % len(PEOPLE)] != somebody(way) else "both"
        came[way.choice, thief] = rig.presses(thief, way, shown_to=somebody(way), group=("", "-501")[number % 2]).of(
            way
        )
    assert came == dict.fromkeys(came, False)


def test_a_code_from_another_chat_does_nothing(rig: Rig) -> None:
    tries = [(way, "other" if way.shows else "both") for way in WAYS if way.choice][:: 1 if LONG else 3]
    assert [way.choice for way, thief in tries if rig.copies(thief, way, shown_to=somebody(way)).of(way)] == []

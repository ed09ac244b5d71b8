"""A task flagged confidential shows only its code in a group, whatever its holders and the board say there."""

import pytest
from sqlmodel import Session

from handlers import on
from handlers.router import discover
from tests.access.house import FullHouse
from tests.access.rig import Rig
from tests.access.ways import SECRET, WAYS


@pytest.fixture
def rig(session: Session) -> Rig:
    house = FullHouse(session)
    for task in (house.task, *house.tasks.values()):
        task.confidential = True
    session.flush()
    return Rig(session, house)


def test_nothing_said_in_a_group_shows_its_title_there(rig: Rig) -> None:
    """By each key word and command of its own, and by whatever leads to an action."""
    discover()
    words = {handler: word for word, handler in on.keywords.items()}
    words |= {handler: f"/{name}" for name, handler in on.commands.items()}
    said = [*words.values(), *(way.words.format(**rig.codes) for way in WAYS if way.words and way.in_group)]
    shown = [text for text in said if SECRET in rig.heard_in_group("both", text)]
    assert shown == []

"""The level directly above assigns (S4-03): three levels until the middle of 2025, two since."""

from datetime import date

import pytest
from sqlmodel import Session

from models import Person, Post, Role, Unit, UnitLevel
from rules.localtime import at
from rules.organisation.levels import LEVELS, directly_above, steps_below
from rules.states import RoleKind
from services.identity import actor_for
from services.levels import not_directly_above, passed_over

BEFORE, SINCE = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("above", "below", "day", "steps"),
    [
        ("tỉnh", "huyện", BEFORE, 1),
        ("tỉnh", "xã", BEFORE, 2),
        ("tỉnh", "xã", SINCE, 1),
        ("xã", "tỉnh", SINCE, -1),
        ("huyện", "huyện", BEFORE, 0),
        ("huyện", "xã", SINCE, None),
        ("", "xã", SINCE, None),
    ],
)
def test_steps_between_levels_by_date(above: str, below: str, day: date, steps: int | None) -> None:
    assert steps_below(LEVELS, above, below, day) == steps
    assert directly_above(LEVELS, above, below, day) == (steps in (0, 1, None))


def test_a_clerk_is_warned_of_a_level_that_is_passed_over(session: Session) -> None:
    units = [Unit(name=name, level=level) for name, level in (("Tỉnh", "tỉnh"), ("Huyện", "huyện"), ("Xã", "xã"))]
    session.add_all(units)
    session.flush()
    units[1].parent_id, units[2].parent_id = units[0].id, units[1].id
    post = Post(name="Bí thư xã", unit_id=units[2].id or 0)
    session.add(post)
    session.add(
        Role(person_id=_person(session), kind=RoleKind.BOARD, unit_id=units[0].id or 0, starts_on=date(2020, 1, 1))
    )
    session.flush()
    clerk = actor_for(session, 1, BEFORE)
    assert passed_over(session, clerk, post, at(BEFORE, 9)) == ("tỉnh", "xã")
    assert passed_over(session, clerk, post, at(SINCE, 9)) is None
    session.add(Role(person_id=1, kind=RoleKind.BOARD, unit_id=units[1].id or 0, starts_on=date(2020, 1, 1)))
    session.flush()
    assert passed_over(session, clerk, post, at(BEFORE, 9)) is None
    session.add_all([UnitLevel(name="tỉnh", rank=1), UnitLevel(name="xã", rank=2)])
    session.flush()
    assert not_directly_above(session, units[0].id or 0, post.id or 0, BEFORE) is None


def _person(session: Session) -> int:
    row = Person(name="Cán bộ")
    session.add(row)
    session.flush()
    return row.id or 0

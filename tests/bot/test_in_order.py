"""What is said in one chat keeps its order, whatever the platform answers to the first of it."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from bot.claim import Claimed, claim
from bot.mark import Outcome, mark
from channels.base import Capabilities, DeliveryError
from tests.bot.rows import reply
from tests.stage import START

ABLE = {"bare": Capabilities(max_text=2000)}
SOON, LATER = START + timedelta(seconds=0.5), START + timedelta(seconds=5)


def say(session: Session, text: str) -> int:
    row = reply(START, body=[{"spans": [[text, "plain"]]}])
    session.add(row)
    session.flush()
    return row.id or 0


@pytest.mark.parametrize(
    "refused",
    [DeliveryError("429", retry_after=2), DeliveryError("502"), DeliveryError("reset", ambiguous=True)],
    ids=["asked to wait", "failed", "perhaps sent"],
)
def test_the_second_waits_for_the_first_that_waits(session: Session, refused: DeliveryError) -> None:
    first, second = say(session, "một"), say(session, "hai")

    def claimed(now: datetime) -> list[Claimed]:
        return claim(session, ABLE, now, 8)

    (one,) = claimed(START)
    mark(session, [Outcome(one, (), refused)], START)
    assert [each.row_id for each in (one, *claimed(SOON), *claimed(LATER))] == [first, first]
    assert second > first

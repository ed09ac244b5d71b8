"""When a platform falls silent: one try at a time, ever more rarely; what it does to all is no message's own fault."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session

from bot.claim import TRIES, Claimed
from bot.mark import Outcome, mark
from bot.troubles import Troubles
from channels.base import ChatRef, DeliveryError
from models import OutboxState
from tests.bot.rows import reply

SILENT = DeliveryError("timeout", ambiguous=True)
NO_NETWORK = DeliveryError("no connection")


class Watch:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


def test_one_failure_is_the_messages_own_and_two_in_a_row_are_a_trouble(watch: Watch) -> None:
    troubles = Troubles(watch)
    assert (troubles.failed("a", SILENT), troubles.trying()) == (False, [])
    troubles.answered("a")
    assert (troubles.failed("a", NO_NETWORK), troubles.trying()) == (False, [])
    assert (troubles.failed("a", SILENT), troubles.trying(), troubles.resting()) == (False, ["a"], ["a"])
    assert troubles.failed("a", SILENT) is True
    assert (troubles.failed("b", SILENT), troubles.trying()) == (False, ["a"])


def test_tries_grow_rarer_up_to_half_a_minute_until_one_is_answered(watch: Watch) -> None:
    troubles = Troubles(watch)
    pauses = []
    for _ in range(10):
        troubles.failed("a", SILENT)
        began = watch.now
        while troubles.resting():
            watch.now += 0.05
        pauses.append(watch.now - began)
    assert pauses[0] == 0
    assert all(
        0.7 <= pause / expected <= 1.3 for pause, expected in zip(pauses[1:], [1, 2, 4, 8, 16, *[30] * 4], strict=True)
    )
    troubles.answered("a")
    assert (troubles.trying(), troubles.failed("a", SILENT)) == ([], False)


@pytest.mark.parametrize(
    "answer",
    [
        DeliveryError("403", permanent=True),
        DeliveryError("429", retry_after=5),
        DeliveryError("moved", migrated_to="-100"),
    ],
    ids=["refused", "asked to wait", "moved"],
)
def test_a_refusal_is_an_answer(watch: Watch, answer: DeliveryError) -> None:
    troubles = Troubles(watch)
    troubles.failed("a", SILENT)
    troubles.failed("a", SILENT)
    assert (troubles.failed("a", answer), troubles.trying()) == (False, [])


@pytest.mark.parametrize(("outage", "hours", "left"), [(True, 20, TRIES - 1), (True, 25, TRIES), (False, 1, TRIES)])
def test_an_outage_of_less_than_a_day_gives_no_message_up(
    session: Session, outage: bool, hours: int, left: int
) -> None:
    chat, began = ChatRef("telegram", "5"), datetime(2026, 11, 26, 2, tzinfo=UTC)
    row = reply(began, chat.id, bot=chat.bot, state=OutboxState.SENDING, attempts=TRIES)
    session.add(row)
    session.flush()
    claimed = Claimed(row.id or 0, row.lane, chat, False, ())
    mark(session, [Outcome(claimed, (), SILENT, outage)], began + timedelta(hours=hours))
    assert (row.state, row.attempts) == (OutboxState.QUEUED, left)

"""Plans are set for the whole process, so each test takes its own away again."""

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import timedelta

import pytest
from sqlmodel import Session

from bot.clock import Clock
from bot.db import Database
from models import PlanMonth
from rules.plan import month_of
from services.plans import Plan, use_plans
from tests.stage import START, Stage
from tests.streets import TelegramStreet, ZaloStreet

MakePlan = Callable[..., Plan]


@pytest.fixture
def plan() -> Iterator[MakePlan]:
    def make(*plans: Plan) -> Plan:
        use_plans(plans)
        return plans[0]

    yield make
    use_plans([])


@pytest.fixture
async def both(database: Database, standin: str, anyio_backend: str) -> AsyncIterator[Stage]:
    """Zalo and Telegram at once; what nobody says otherwise happens on Zalo."""
    clock = Clock(START)
    zalo, telegram = ZaloStreet(standin), TelegramStreet(standin)
    await zalo.open()
    await telegram.join()
    made = Stage(database, zalo, clock, telegram)
    await zalo.jump(START)
    await made.open()
    yield made
    await made.close()


def spend(session: Session, bot: str, stage: Stage, sent: int, *, received: int = 0, told: int = 0) -> None:
    """So many messages have been counted this month."""
    month = month_of(stage.clock.now())
    session.add(PlanMonth(bot=bot, month=month, received=received, sent=sent, told=told))


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)

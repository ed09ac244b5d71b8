"""Messages of a month: counted in both directions, told of in time, spared when they run out (decision 0013)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from sqlalchemy import Executable, func, update
from sqlalchemy import select as core_select
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import Session, col, select

from models import Outbox, OutboxState, PlanMonth
from models.base import table
from rules.localtime import at, today
from rules.plan import TIGHT, WARN, goes_out, month_of, rest_until, share
from services.board import tell_top_board
from services.identity import account_to_reach
from services.plans import plans

WITHHELD = "plan"  # the error of a row that was not sent for lack of messages
PROBE = timedelta(
    seconds=40
)  # so long everything else waits for the one message that tries whether a refusal still holds
COLLECTED = timedelta(minutes=10)  # so long the board's notice waits for more of what was not sent


@dataclass(frozen=True)
class Used:
    """What a bot's month has seen; `percent` of the plan."""

    received: int
    sent: int
    percent: int

    @property
    def total(self) -> int:
        return self.received + self.sent


def used(session: Session, bot: str, now: datetime) -> Used:
    row = session.get(PlanMonth, (bot, month_of(now)))
    return _used(bot, row.received, row.sent) if row is not None else Used(0, 0, _used(bot, 0, 0).percent)


def _used(bot: str, received: int, sent: int) -> Used:
    plan = plans().get(bot)
    return Used(received, sent, share(received + sent, plan.messages if plan else None))


def count(session: Session, now: datetime, *, received: Mapping[str, int], sent: Mapping[str, int]) -> None:
    """Add messages per bot; the board is told once when a bot's month passes 80 and 95 percent."""
    bots = sorted(bot for bot in {*received, *sent} if bot in plans())
    for bot in bots:
        heard, said, told = _add(session, bot, now, received.get(bot, 0), sent.get(bot, 0))
        percent = _used(bot, heard, said).percent
        reached = max((each for each in (WARN, TIGHT) if percent >= each), default=0)
        if reached > told:
            _tell_share(session, bot, reached, now)


def _add(session: Session, bot: str, now: datetime, received: int, sent: int) -> tuple[int, int, int]:
    """The month's messages in, out, and the share that the board was told of, after adding these."""
    statement = _adding(session.get_bind().dialect.name)
    row = {"bot": bot, "month": month_of(now), "received": received, "sent": sent, "told": 0, "refusals": 0}
    heard, said, told = session.execute(statement, row).one()
    return heard, said, told


@lru_cache
def _adding(dialect: str) -> Executable:
    months = table(PlanMonth)
    adding = (sqlite_insert if dialect == "sqlite" else pg_insert)(months)
    sums = {name: months.c[name] + adding.excluded[name] for name in ("received", "sent")}
    whole = adding.on_conflict_do_update(index_elements=["bot", "month"], set_=sums)
    return whole.returning(months.c.received, months.c.sent, months.c.told)


def _tell_share(session: Session, bot: str, percent: int, now: datetime) -> None:
    month = month_of(now)
    here = (col(PlanMonth.bot) == bot, col(PlanMonth.month) == month)
    session.execute(update(PlanMonth).where(*here).values(told=percent))
    key = f"plan_share:{bot}:{month}:{percent}"
    tell_top_board(session, kind="plan_share", key=key, now=now, bot=bot, percent=percent)


def blocked(session: Session, now: datetime) -> list[str]:
    """The bots that may not send at this moment: their platform has said that the plan is used up."""
    if not plans():
        return []
    statement = core_select(col(PlanMonth.bot)).where(
        col(PlanMonth.month) == month_of(now), col(PlanMonth.refused_until) > now
    )
    return [bot for bot in session.execute(statement).scalars() if bot in plans()]


def probe(session: Session, bots: Collection[str], now: datetime) -> list[str]:
    """Those of the bots that were refused and have rested: one message may try, and nothing else is sent meanwhile."""
    mine = [bot for bot in bots if bot in plans()]
    if not mine:
        return []
    here = (col(PlanMonth.bot).in_(mine), col(PlanMonth.month) == month_of(now), col(PlanMonth.refusals) > 0)
    trying = update(PlanMonth).where(*here).values(refused_until=now + PROBE).returning(col(PlanMonth.bot))
    return list(session.execute(trying.execution_options(synchronize_session=False)).scalars())


def refused(session: Session, bot: str, now: datetime) -> datetime:
    """The platform says that the month is used up; gives back when to try again. The board hears of it, at most once a day,
    on another channel where somebody has one."""
    _add(session, bot, now, 0, 0)
    month = session.get_one(PlanMonth, (bot, month_of(now)), with_for_update=True, populate_existing=True)
    session.add(month)
    if month.refused_until is None or month.refused_until <= now + PROBE:  # else one that was under way with the first
        month.refusals += 1
        month.refused_until = rest_until(now, month.refusals)
        session.flush()
        _another_way(session, bot, now)
        tell_top_board(session, kind="plan_spent", key=f"plan_spent:{bot}:{today(now)}", now=now, bot=bot)
    return month.refused_until


def accepted(session: Session, bots: Collection[str], now: datetime) -> None:
    """Messages were taken: an earlier refusal no longer holds."""
    mine = [bot for bot in bots if bot in plans()]
    if mine:
        here = (col(PlanMonth.bot).in_(mine), col(PlanMonth.month) == month_of(now), col(PlanMonth.refusals) > 0)
        session.execute(update(PlanMonth).where(*here).values(refusals=0, refused_until=None))


def _another_way(session: Session, bot: str, now: datetime) -> None:
    """What waits for somebody who can be reached on another channel goes there."""
    waiting = select(Outbox).where(Outbox.state == OutboxState.QUEUED, col(Outbox.person_id).is_not(None))
    waiting = waiting.where(col(Outbox.lane).startswith(f"{bot}:", autoescape=True))
    for row in session.exec(waiting.order_by(col(Outbox.id))):
        redirected(session, row)


def redirected(session: Session, row: Outbox) -> bool:
    """Let a notice go to another channel of its person, rendered anew there; false where there is none."""
    if row.person_id is None or row.done:
        return False
    account = account_to_reach(session, row.person_id)
    lane = f"{account.bot}:{account.chat_id}" if account is not None else row.lane
    if lane == row.lane:
        return False
    row.lane, row.bot, row.chat_id, row.body, row.menu_id = lane, None, None, [], None
    session.add(row)
    return True


def withheld(session: Session, row: Outbox, now: datetime) -> bool:
    """Is this one of those that rest when little of the month is left? Then the board is told whom it did not reach."""
    bot = row.bot or ""
    if bot not in plans():
        return False
    if goes_out(row.message_class, digest="digest" in row.args, used=used(session, bot, now).percent):
        return False
    tell_top_board(
        session,
        kind="plan_withheld",
        key=f"plan_withheld:{bot}:{today(now)}",
        now=now,
        not_before=now + COLLECTED,
        bot=bot,
        day=today(now).isoformat(),
    )
    return True


def withheld_from(session: Session, bot: str, day: date) -> list[int]:
    """The people whose message of a day was not sent for lack of messages."""
    rows = select(Outbox.person_id).where(Outbox.state == OutboxState.SKIPPED, Outbox.error == WITHHELD)
    rows = rows.where(Outbox.bot == bot, Outbox.created_at >= at(day, 0), col(Outbox.person_id).is_not(None))
    return [person for person in dict.fromkeys(session.exec(rows.order_by(col(Outbox.id)))) if person is not None]


def waiting_people(session: Session, bot: str) -> int:
    """How many chats of a bot wait for something to be said."""
    lanes = core_select(func.count(func.distinct(Outbox.lane))).where(
        col(Outbox.state) == OutboxState.QUEUED, col(Outbox.lane).startswith(f"{bot}:", autoescape=True)
    )
    return int(session.execute(lanes).scalar_one())

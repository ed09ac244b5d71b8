"""How many people a bot serves, and which bot has room for one more (reference/zalo-bot-api.md, section 3).

Whoever has ever written to a bot takes a place, a stranger too.
"""

from datetime import datetime

from sqlmodel import Session, col, func, select

from models import Account, Invitation
from services.board import tell_top_board
from services.plans import Plan, plans

NEARLY = 90  # percent of the places


def taken(session: Session) -> dict[str, int]:
    """The people of each bot that has a plan."""
    statement = select(Account.bot, func.count()).where(col(Account.bot).in_(list(plans()))).group_by(Account.bot)
    return dict.fromkeys(plans(), 0) | dict(session.exec(statement).all())


def with_room(session: Session, now: datetime) -> Plan | None:
    """The first bot with a place that is neither taken nor promised on a slip; None when all are full, or there is none."""
    people, promised = taken(session), _promised(session, now)
    for bot, plan in plans().items():
        if plan.people is None or people[bot] + promised.get(bot, 0) < plan.people:
            return plan
    return None


def _promised(session: Session, now: datetime) -> dict[str, int]:
    unused = select(Invitation.bot, func.count()).where(col(Invitation.bot).in_(list(plans())))
    unused = unused.where(col(Invitation.used_at).is_(None), col(Invitation.void_at).is_(None))
    found = session.exec(unused.where(Invitation.expires_at > now).group_by(col(Invitation.bot))).all()
    return {bot: count for bot, count in found if bot is not None}


def arrived(session: Session, bot: str, now: datetime) -> None:
    """Somebody new has written to a bot: the board is told when its places are nearly taken, and when they are."""
    plan = plans().get(bot)
    if plan is None or plan.people is None:
        return
    people = taken(session)[bot]
    reached = 100 if people >= plan.people else NEARLY if people * 100 >= plan.people * NEARLY else 0
    if reached:
        tell_top_board(session, kind="plan_places", key=f"plan_places:{bot}:{plan.people}:{reached}", now=now, bot=bot)

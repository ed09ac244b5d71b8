"""What a bot still says when its month's messages run out, and how long it rests when it is told that they have.

Zalo's free plan has 3,000 messages a month (reference/zalo-bot-api.md, section 3); decision 0013 gives the reasons.
"""

from datetime import datetime, timedelta

from rules.localtime import at, local
from rules.states import MessageClass

WARN, TIGHT = 80, 95  # percent of the plan
FIRST_REST, LONGEST_REST = timedelta(minutes=5), timedelta(hours=6)


def month_of(moment: datetime) -> str:
    """The calendar month that a message is counted in: "2026-11"."""
    return local(moment).strftime("%Y-%m")


def next_month(moment: datetime) -> datetime:
    """When the plan begins anew."""
    first = local(moment).date().replace(day=1)
    return at((first + timedelta(days=32)).replace(day=1), 0)


def share(used: int, messages: int | None) -> int:
    """How much of the plan is used, in whole percent (rounded down); none of a plan without limit."""
    return 0 if messages is None else 100 if messages <= 0 else used * 100 // messages


def goes_out(message_class: MessageClass, *, digest: bool, used: int) -> bool:
    """May it still be said with so many percent used? Whatever somebody waits for, orders, and the digest: always.

    The daily reminders are what fills a plan, and a lost one is contained in the next; so they are the first to rest.
    """
    return used < TIGHT or digest or message_class is not MessageClass.ROUTINE


def rest_until(now: datetime, refusals: int) -> datetime:
    """After so many refusals in a row: when to try again. It may be a burst's limit, so the first rest is short; with the
    month's turn it is over in any case."""
    rest: timedelta = min(FIRST_REST * (1 << min(max(refusals - 1, 0), 10)), LONGEST_REST)
    return min(now + rest, max(next_month(now), now + FIRST_REST / 5))

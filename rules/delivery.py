"""When a message of a class may be delivered (domain/states.md, "Four classes of messages")."""

from datetime import datetime, timedelta

from rules.localtime import at, local
from rules.states import MessageClass
from rules.workdays import WorkingDays

ROUTINE_HOUR = 8
ANSWER_HOURS = (7, 19)
ORDER_HOURS = (7, 17)


def earliest(kind: MessageClass, moment: datetime, working_days: WorkingDays) -> datetime:
    """The first moment, from `moment` on, at which a message of this class may reach a person.

    A reply at any time; an answer 07:00-19:00 on any day; an order within working hours; a routine message on working days,
    before quiet hours begin at 19:00.
    """
    if kind is MessageClass.REPLY:
        return moment
    opens, closes = ORDER_HOURS if kind is MessageClass.ORDER else ANSWER_HOURS
    if kind is MessageClass.ROUTINE:
        opens = min(opens, 7)
    day = local(moment).date()
    if moment >= at(day, closes):
        day += timedelta(days=1)
    if kind is not MessageClass.ANSWER:
        while not working_days.is_working(day):
            day += timedelta(days=1)
    return max(moment, at(day, opens))

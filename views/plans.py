"""What the board reads of the plans: messages that run out, places that are taken, and whom nothing reached."""

from datetime import date

from sqlmodel import Session

from models import Person
from rules.localtime import today
from rules.plan import TIGHT, next_month
from services import places, quota
from services.identity import post_name, posts_on
from services.plans import Plan, plans
from views.message import Message, message
from views.notices import Recipient, notice
from views.words import say

LISTED = 12


@notice("plan_share")
def plan_share(session: Session, to: Recipient, bot: str, percent: int) -> Message | None:
    """At 80 percent what comes, at 95 what is done about it."""
    plan = plans().get(bot)
    if plan is None or plan.messages is None:
        return None
    used = quota.used(session, bot, to.now)
    said = say(
        "{name} has used {used} of {all} messages of this month ({percent}%).",
        name=plan.name,
        used=used.total,
        all=plan.messages,
        percent=used.percent,
    )
    if percent < TIGHT:
        return message(said, say("At 95% the daily reminders over this bot rest until {day}.", day=_turn(to)))
    return message(
        said,
        say(
            "The daily reminders over this bot rest until {day}; answers, orders and the digest still go out.",
            day=_turn(to),
        ),
    )


def _turn(to: Recipient) -> date:
    return today(next_month(to.now))


@notice("plan_spent")
def plan_spent(session: Session, to: Recipient, bot: str) -> Message | None:
    """The platform refuses: who waits, and what to do."""
    plan = plans().get(bot)
    if plan is None or bot not in quota.blocked(session, to.now):
        return None
    used = quota.used(session, bot, to.now)
    waiting = quota.waiting_people(session, bot)
    return message(
        say("Zalo takes no more messages from {name} (it says that the plan is used up).", name=plan.name),
        say("Counted this month: {used} messages. Messages for {count} chats wait.", used=used.total, count=waiting),
        say(
            "What is urgent has to be said by telephone. It is tried again by itself, from {day} at the latest.",
            day=_turn(to),
        ),
    )


@notice("plan_withheld")
def plan_withheld(session: Session, to: Recipient, bot: str, day: str) -> Message | None:
    """Whom the daily reminder did not reach, by their posts."""
    plan = plans().get(bot)
    people = quota.withheld_from(session, bot, date.fromisoformat(day))
    if plan is None or not people:
        return None
    shown = "; ".join(_named(session, person, to) for person in people[:LISTED])
    more = len(people) - LISTED
    return message(
        say("Today's reminders were not sent over {name}: the plan of this month is nearly used up.", name=plan.name),
        say("Not reached ({count}): {posts}", count=len(people), posts=shown)
        + (f"; {say('and {count} more', count=more)}" if more > 0 else ""),
    )


def _named(session: Session, person_id: int, to: Recipient) -> str:
    posts = [post_name(session, post) for post in posts_on(session, person_id, today(to.now))]
    return ", ".join(posts) or session.get_one(Person, person_id).name or "…"


@notice("plan_places")
def plan_places(session: Session, to: Recipient, bot: str) -> Message | None:
    """A bot's places, and which bot the next slips name."""
    plan = plans().get(bot)
    if plan is None or plan.people is None:
        return None
    people = places.taken(session)[bot]
    said = say("{name} has {people} of {all} users.", name=plan.name, people=people, all=plan.people)
    return message(said, next_bot(places.with_room(session, to.now)))


def next_bot(plan: Plan | None) -> str:
    if plan is None:
        return say("No Zalo bot has room left: please ask the technician for one more, or invite over Telegram.")
    return say("The next slips name {name}.", name=plan.name)


def where_to_send(plan: Plan | None) -> list[str]:
    """On a slip: the bot with room, for whoever uses Zalo."""
    if plan is not None:
        return [say("On Zalo: the code is sent to {name}", name=plan.name), *([plan.link] if plan.link else [])]
    return (
        [say("No Zalo bot has room left: please ask the technician for one more, or invite over Telegram.")]
        if plans()
        else []
    )

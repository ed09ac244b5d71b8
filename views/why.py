"""`vì sao`: why each line of the last morning's message was said, in a sentence each."""

from collections.abc import Sequence

from rules.reasons import Why
from views.message import Message, bold, message
from views.words import say

Reason = tuple[str, str, int]  # why, what names it, what it counts


def nothing_said() -> Message:
    return message(say("No morning message has been sent to you yet."))


def no_such(label: str) -> Message:
    return message(say("The last morning message does not name {label}.", label=label))


def because(reasons: Sequence[Reason]) -> Message:
    """A line for each reason that holds, with what it holds for."""
    lines: dict[str, list[str]] = {}
    for why, label, days in reasons:
        lines.setdefault(sentence(Why(why), days), []).append(label)
    head = bold(say("Why the last morning message said so:"))
    return message(
        [head],
        *(f"{', '.join(labels)}: {words}" for words, labels in lines.items()),
        say("One message a day at most, on working days only; what was answered is not asked again."),
    )


def sentence(why: Why, days: int) -> str:
    """The rule behind a reason, with its count of working days."""
    match why:
        case Why.DUE:
            return say("reminded 7, 3, 1 and 0 working days before the deadline; {days} are left", days=days)
        case Why.OVERDUE:
            return say(
                "overdue: reminded on the 1st and 3rd working day after the deadline, then weekly; it is the {days}th",
                days=days,
            )
        case Why.MILESTONE:
            return say("a step of your own plan: reminded the working day before, on its day and after it, then weekly")
        case Why.INSTRUCTED:
            return say("an instruction waits for your answer until it is given")
        case Why.BALLOT:
            return say("a council's ballot waits for you: reminded 3, 1 and 0 working days before its day")
        case Why.ANSWERED:
            return say("your request was answered; please say whether it helped, after 5 working days it is closed")
        case Why.PRODUCT:
            return say("reported as done, but the product has not come")
        case Why.UNACCEPTED:
            return say("assigned {days} working days ago and not accepted yet", days=days)
        case Why.CHECK_IN:
            return say(
                "no word for {days} working days: quiet tasks are asked after on Thursdays, long ones once a month",
                days=days,
            )
        case Why.SECOND_CALL:
            return say("no answer to the call of the working day before")
        case Why.URGED:
            return say("the board asks for a word on it")
        case Why.REGISTERED | Why.OBJECTION | Why.EXTENSION | Why.CLAIM | Why.CASE | Why.SUSPENDED:
            return say("it waits for your decision or answer; it has waited for {days} working days", days=days)
        case Why.CALL_OVERDUE | Why.CALL_UNACCEPTED | Why.CALL_SILENT | Why.CALL_UNANSWERED | Why.CALL_INSTRUCTED:
            return say(
                "the bot’s reminders were not answered; a call helps more than another message ({days} working days)",
                days=days,
            )
        case Why.MEETING:
            return say(
                "{days} working days overdue: from the 7th on it is proposed for a reminder by the standing board",
                days=days,
            )
        case Why.SUPERVISED | Why.UNHEEDED:
            return say(
                "you follow it, and it is {days} working days late: the one who follows is told from the 3rd on",
                days=days,
            )
        case Why.IDLE:
            return say("you follow it; it was accepted, but three check-ins brought neither figure nor evidence")
        case Why.PROMISE | Why.SUPERIOR:
            return say("an answer promised to a leader is {days} working days late", days=days)

"""How an event of a task's history is said, in one line: posts and acts, no person's name."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from models import ReportKind, Target
from rules.attainment import Certainty
from rules.localtime import today as day_of
from services.card import Event
from views.annex import FIELDS, POSTS
from views.figures import figure, stated
from views.words import day, say, short

WORDS = 80  # characters of what somebody wrote


def event_line(event: Event, target: Target | None, today: date) -> str:
    """`26/11 – Báo cáo: 130/144 hộ`; empty for what says nothing to the reader."""
    said = said_of(event, target, today)
    if not said:
        return ""
    if event.row.on_behalf:
        said += f" ({say('reported on behalf')})"
    return f"{day(day_of(event.row.at), today)} – {said}"


def said_of(event: Event, target: Target | None, today: date) -> str:
    if event.row.event == "reported":
        return _reported(event, target)
    sentence = SENTENCES.get(event.row.event)
    return sentence(event, today) if sentence else ""


def _quote(event: Event) -> str:
    return f' "{short(event.words, WORDS)}"' if event.words else ""


def _reported(event: Event, target: Target | None) -> str:
    kind, value = event.row.after.get("kind"), event.row.after.get("value")
    if value is not None:
        number = Decimal(value)
        certainty = Certainty(event.row.after.get("certainty", Certainty.ACTUAL))
        return say("Reported: {value}", value=stated(figure(number, target), certainty))
    if kind == ReportKind.DONE:
        return say("Reported as done")
    if kind == ReportKind.NO_CHANGE:
        return say("Reported: nothing new")
    if kind == ReportKind.EVIDENCE:
        return say("Sent pictures or documents")
    if kind == ReportKind.STUCK:
        return ""  # the case that was opened says it
    return say("Reported:{words}", words=_quote(event))


def _due(event: Event, name: str, today: date) -> str:
    kept = event.row.after.get(name) or event.row.before.get(name)
    return day(date.fromisoformat(kept), today) if kept else "–"


def _amended(event: Event) -> str:
    """What a corrected annex changed, by name."""
    named = [FIELDS[POSTS.get(name, name)] for name in event.row.after if POSTS.get(name, name) in FIELDS]
    return ", ".join(say(name) for name in named)


SENTENCES: dict[str, Callable[[Event, date], str]] = {
    "assigned": lambda event, today: say("Assigned"),
    "registered": lambda event, today: say("Registered from practice:{words}", words=_quote(event)),
    "registration_selected": lambda event, today: say("Selected by the board"),
    "registration_declined": lambda event, today: say("Not selected:{words}", words=_quote(event)),
    "imported": lambda event, today: say("Entered from the Decision's annex"),
    "annex_amended": lambda event, today: say("Changed by the corrected annex: {fields}", fields=_amended(event)),
    "moved": lambda event, today: say("Moved to {post} (units merged)", post=event.post or "–"),
    "accepted": lambda event, today: say("Accepted"),
    "planned": lambda event, today: say("Plan in steps:{words}", words=_quote(event)),
    "milestone_reached": lambda event, today: say(
        "Steps reached: {numbers}", numbers=", ".join(str(number) for number in event.row.after["numbers"])
    ),
    "committed": lambda event, today: say("Commitment:{words}", words=_quote(event)),
    "objected": lambda event, today: say("Objection:{words}", words=_quote(event)),
    "objection_rejected": lambda event, today: say("The board keeps the task:{words}", words=_quote(event)),
    "withdrawn": lambda event, today: say("Withdrawn:{words}", words=_quote(event)),
    "support_asked": lambda event, today: say("{code}: support asked for{words}", code=event.code, words=_quote(event)),
    "support_answered": lambda event, today: say("{code}: answered{words}", code=event.code, words=_quote(event)),
    "support_passed_on": lambda event, today: say(
        "{code}: passed on to {post}", code=event.code, post=event.post or "–"
    ),
    "support_resolved": lambda event, today: say("{code}: resolved", code=event.code),
    "support_asked_again": lambda event, today: say("{code}: not resolved yet, asked again", code=event.code),
    "support_lapsed": lambda event, today: say("{code}: closed without a word on the answer", code=event.code),
    "extension_asked": lambda event, today: say(
        "{code}: more time asked for, to {day}{words}",
        code=event.code,
        day=_due(event, "due_on", today),
        words=_quote(event),
    ),
    "extension_granted": lambda event, today: say(
        "{code}: extended to {day}{words}", code=event.code, day=_due(event, "due_on", today), words=_quote(event)
    ),
    "extension_refused": lambda event, today: say("{code}: not extended{words}", code=event.code, words=_quote(event)),
    "deadline_moved": lambda event, today: say(
        "Deadline moved to {day}{words}", day=_due(event, "due_on", today), words=_quote(event)
    ),
    "deadline_advanced": lambda event, today: say(
        "Deadline brought forward to {day}{words}", day=_due(event, "due_on", today), words=_quote(event)
    ),
    "carried_over": lambda event, today: say(
        "Carried over as {code}{words}", code=f"NV-{event.row.after['to']}", words=_quote(event)
    ),
    "carried_from": lambda event, today: say(
        "Carried over from {code}, to {day}",
        code=f"NV-{event.row.after['origin']}",
        day=_due(event, "due_on", today),
    ),
    "cause_confirmed": lambda event, today: say("Objective cause confirmed{words}", words=_quote(event)),
    "verified": lambda event, today: say("Verified{words}", words=_quote(event)),
    "corrected": lambda event, today: say(
        "{was} corrected, now {now}{words}",
        was=event.row.before["figure"],
        now=event.row.after["figure"],
        words=_quote(event),
    ),
    "returned": lambda event, today: say("Returned{words}", words=_quote(event)),
    "closed": lambda event, today: say("Closed{words}", words=_quote(event)),
    "reopened": lambda event, today: say("Reopened{words}", words=_quote(event)),
    "suspended": lambda event, today: say("Suspended{words}", words=_quote(event)),
    "resumed": lambda event, today: say("Resumed{words}", words=_quote(event)),
    "urged": lambda event, today: say("Urged by the board{words}", words=_quote(event)),
    "instructed": lambda event, today: say(
        "{code}: instruction, to be answered by {day}{words}",
        code=event.code,
        day=_due(event, "due_on", today),
        words=_quote(event),
    ),
    "instruction_answered": lambda event, today: say("{code}: answered{words}", code=event.code, words=_quote(event)),
    "instruction_closed": lambda event, today: say("{code}: closed without an answer", code=event.code),
    "instruction_again": lambda event, today: say(
        "{code}: an answer is asked for again by {day}", code=event.code, day=_due(event, "due_on", today)
    ),
}

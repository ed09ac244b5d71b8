"""A leader's part of the morning's message: the reminder is the form (design/conversations.md, "The morning bundle").

It has no choices to number: only forms like `7 xong` and the sole `0` answer it, so it can't capture a digit meant for a menu.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from sqlmodel import Session

from channels.base import Span
from rules.lights import Light
from rules.reasons import Mention, Why
from services.calendar import working_days
from services.identity import post_name
from services.milestones import next_step
from services.morning import Told
from services.tasks import Standing, by_ids, standings
from views import instructions
from views.figures import PERCENT
from views.figures import standing as figure_words
from views.lights import SIGNS
from views.message import bold
from views.words import WEEKDAYS, capital, say, short, show
from views.words import day as day_words

EXAMPLES = 3
NEAR = 3  # working days left from which a task that is on plan is shown yellow here
WEEK = 5
Lines = list[str | list[str | Span]]


@dataclass(frozen=True)
class Entry:
    """A line of the form: the task as it stands, why it is asked about, and what answers it – the person's own number, or
    the code where two of their posts use the same one."""

    standing: Standing
    mention: Mention
    due: date | None
    label: str
    step: int | None = None  # of its plan, where that is why it is asked about


def entries(session: Session, told: Told, day: date) -> list[Entry]:
    """The lines, worst first."""
    mentions = {mention.task: mention for mention in told.morning.own if mention.why is not Why.INSTRUCTED}
    tasks = by_ids(session, list(mentions))
    numbers = [task.number for task in tasks]
    return [
        Entry(
            standing,
            mentions[standing.task.id or 0],
            told.tasks[standing.task.id or 0].due,
            str(standing.task.number) if numbers.count(standing.task.number) == 1 else f"NV-{standing.task.id}",
            _step_of(session, standing, mentions[standing.task.id or 0]),
        )
        for standing in standings(session, tasks, day, working_days(session))
    ]


def _step_of(session: Session, standing: Standing, mention: Mention) -> int | None:
    step = next_step(session, standing.task) if mention.why is Why.MILESTONE else None
    return step.number if step else None


def lines(session: Session, form: list[Entry], told: Told, day: date, width: int) -> Lines:
    """The first line says what is wanted; then the tasks and the instructions; then how to answer, made from those very
    tasks."""
    weekday = f"{capital(WEEKDAYS[day.weekday()])} {day_words(day, day)}"
    more, given = told.morning.more, instructions.lines(session, told, day, width)
    head = say("{day} – please update {count} tasks, comrade:", day=weekday, count=len(form) + more)
    if not form:
        head = say("{day} – please answer {count} instructions, comrade:", day=weekday, count=len(given))
    found: Lines = [[bold(head)]]
    posts = dict.fromkeys(entry.standing.task.post_id for entry in form)
    for post in posts:
        found += [[bold(post_name(session, post))]] if len(posts) > 1 else []
        found += [_line(entry, day, width) for entry in form if entry.standing.task.post_id == post]
    found += [say("and {count} more – send “việc”", count=more)] if more else []
    found += given
    found.append(say("Please answer in one message, for example:"))
    examples = [_example(entry, place) for place, entry in enumerate(form[:EXAMPLES])]
    found.append(" · ".join([*examples, *instructions.example(told)]))
    found += [say("Nothing new: send 0")] if form else []
    return found


def _line(entry: Entry, day: date, width: int) -> str:
    """`1. 🔴 Quá hạn 1 ngày làm việc: Bàn giao mặt bằng (120/144 hộ)`."""
    task, target = entry.standing.task, entry.standing.target
    title = say("confidential content") if task.confidential else short(task.title, width)
    figure = f" ({figure_words(entry.standing.value, target, entry.standing.certainty)})" if target else ""
    return f"{entry.label}. {_sign(entry)} {_reason(entry, day)}: {title}{figure}"


def _sign(entry: Entry) -> str:
    light = entry.standing.light
    near = entry.mention.why is Why.DUE and entry.mention.days <= NEAR
    return SIGNS[Light.YELLOW if near and light is Light.GREEN else light]


def _reason(entry: Entry, day: date) -> str:
    """The words that double the sign."""
    mention = entry.mention
    match mention.why:
        case Why.URGED:
            return say("The board asks for a word")
        case Why.OVERDUE:
            return say("Overdue by {days} working days", days=mention.days)
        case Why.DUE:
            return _days_left(mention.days, entry.due or day, day)
        case Why.MILESTONE:
            return _step(entry, day)
        case Why.ANSWERED:
            return say("HT-{case} has been answered, please say whether it helped", case=str(mention.item))
        case Why.PRODUCT:
            return say("Reported done, the product is still to be sent")
        case Why.UNACCEPTED:
            return say("Not accepted yet")
        case _:
            return say("No news for {weeks} weeks", weeks=max(1, mention.days // WEEK))


def _step(entry: Entry, today: date) -> str:
    """A step of the plan that is near, on its day or late."""
    due = entry.standing.task.milestone_on or today
    named = {"number": entry.step or 1, "day": day_words(due, today)}
    days = entry.mention.days
    if due >= today or not days:
        return say("Step {number} of its plan by {day}", **named)
    return say("{days} working days behind step {number} ({day})", days=days, **named)


def _days_left(days: int, due: date, today: date) -> str:
    """Counted in working days; the word is left out where a calendar day is the same."""
    if due == today:
        return say("Due today")
    if (due - today).days == days:
        return say("{days} days left", days=days)
    return say("{days} working days left (due {day})", days=days, day=day_words(due, today))


def _example(entry: Entry, place: int) -> str:
    """`1 xong`, `2 đạt 39%`, `7 vướng kinh phí`: a different form each, from the task itself."""
    target = entry.standing.target
    if entry.step is not None:
        return say("{number} step {step} reached", number=entry.label, step=entry.step)
    if place == 0:
        return say("{number} done", number=entry.label)
    if place == 1 and target is not None and target.plan is not None:
        value = show(_plausible(entry.standing.value, target.plan))
        unit = PERCENT if target.measure == PERCENT else f" {target.measure}"
        return say("{number} reached {value}", number=entry.label, value=value + unit)
    return say("{number} stuck for money", number=entry.label)


def _plausible(last: Decimal | None, plan: Decimal) -> Decimal:
    """A value on the way to the plan: halfway, as a whole number where there is one between."""
    start = last if last is not None else Decimal(0)
    value = ((start + plan) / 2).quantize(Decimal(1), ROUND_CEILING if plan > start else ROUND_FLOOR)
    return value if min(start, plan) < value < max(start, plan) else plan

"""The morning's one message: the reminder is the form (design/conversations.md, "The morning bundle").

It has no choices to number: only forms like `7 xong` and the sole `0` answer it, so it can't capture a digit meant for a menu.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from sqlmodel import Session

from channels.base import Span
from models import Task
from rules.lights import Light
from rules.localtime import today
from rules.reasons import Mention, Why
from rules.text import utf16_len
from services import digest as digests
from services.calendar import working_days
from services.identity import post_name
from services.morning import Told, of_person, spoken_today
from services.tasks import Standing, by_ids, standings
from views import digest as digest_views
from views import escalation
from views.figures import standing as figure_words
from views.message import Message, bold, message
from views.notices import Recipient, notice
from views.tasks import SIGNS
from views.words import WEEKDAYS, capital, say, short, show
from views.words import day as day_words

ONE_MESSAGE = 2000  # UTF-16 units (conversations.md, rules of speech, 2)
WIDTHS = (60, 48, 36, 26)  # of a title; shorter the more there is to say
EXAMPLES = 3
NEAR = 3  # working days left from which a task that is on plan is shown yellow here
WEEK = 5
Lines = list[str | list[str | Span]]


@notice("bundle")
def bundle(session: Session, to: Recipient, day: str, digest: digests.Json | None = None) -> Message | None:
    """The day's message to one person; None when everything was answered meanwhile, when the day is over (the next one's
    contains it), or when a routine message has gone out today."""
    stale = today(to.now).isoformat() != day or spoken_today(session, to.person_id or 0, to.now)
    if digest is None and stale:
        return None
    told = of_person(session, to.person_id or 0, to.now)
    if digest is None and told.morning.empty:
        return None
    parts = _Parts(session, told, to, digest)
    for width in WIDTHS:
        said = parts.message(width)
        if utf16_len(said.text) <= ONE_MESSAGE:
            break
    return said


@dataclass(frozen=True)
class _Own:
    """A line of the form: the task as it stands, and why it is asked about."""

    standing: Standing
    mention: Mention


class _Parts:
    """What a message is made of: the digest, the form, what waits, what is told."""

    def __init__(self, session: Session, told: Told, to: Recipient, digest: digests.Json | None) -> None:
        self._session, self._told, self._day = session, told, today(to.now)
        self._own = _own(session, told, self._day)
        self._digest = digests.issued(session, digest) if digest else None

    def message(self, width: int) -> Message:
        sections = [
            digest_views.lines(self._digest) if self._digest else [],
            self._form(width),
            escalation.lines(self._session, self._told, self._day, width, headed=bool(self._own)),
        ]
        lines: Lines = []
        for section in filter(None, sections):
            lines += ["", *section] if lines else section
        shown = tuple(own.standing.task.id or 0 for own in self._own)
        return replace(message(*lines), shown=shown)

    def _form(self, width: int) -> Lines:
        """The first line says what is wanted; then the tasks, worst first; then how to answer, made from those very tasks."""
        if not self._own:
            return []
        more = self._told.morning.more
        lines: Lines = [[bold(self._head(len(self._own) + more))]]
        for post, of_post in _by_post(self._own).items():
            if len(_by_post(self._own)) > 1:
                lines.append([bold(post_name(self._session, post))])
            lines += [self._line(own, width) for own in of_post]
        if more:
            lines.append(say("and {count} more – send “việc”", count=more))
        lines.append(say("Please answer in one message, for example:"))
        lines.append(
            " · ".join(_example(self._label(own), own, place) for place, own in enumerate(self._own[:EXAMPLES]))
        )
        lines.append(say("Nothing new: send 0"))
        return lines

    def _head(self, count: int) -> str:
        weekday = f"{capital(WEEKDAYS[self._day.weekday()])} {day_words(self._day, self._day)}"
        return say("{day} – please update {count} tasks, comrade:", day=weekday, count=count)

    def _line(self, own: _Own, width: int) -> str:
        """`1. 🔴 Quá hạn 1 ngày làm việc: Bàn giao mặt bằng (120/144 hộ)`."""
        task, target = own.standing.task, own.standing.target
        title = say("confidential content") if task.confidential else short(task.title, width)
        figure = f" ({figure_words(own.standing.value, target)})" if target else ""
        reason = self._reason(own.mention, task)
        return f"{self._label(own)}. {_sign(own)} {reason}: {title}{figure}"

    def _label(self, own: _Own) -> str:
        """The person's own number; the code where two of their posts use the same one."""
        number = own.standing.task.number
        same = [each for each in self._own if each.standing.task.number == number]
        return str(number) if len(same) == 1 else f"NV-{own.standing.task.id}"

    def _reason(self, mention: Mention, task: Task) -> str:
        match mention.why:
            case Why.URGED:
                return say("The board asks for a word")
            case Why.OVERDUE:
                return say("Overdue by {days} working days", days=mention.days)
            case Why.DUE:
                return self._days_left(mention.days, task)
            case Why.ANSWERED:
                return say("HT-{case} has been answered, please say whether it helped", case=str(mention.item))
            case Why.PRODUCT:
                return say("Reported done, the product is still to be sent")
            case Why.UNACCEPTED:
                return say("Not accepted yet")
            case _:
                return say("No news for {weeks} weeks", weeks=max(1, mention.days // WEEK))

    def _days_left(self, days: int, task: Task) -> str:
        """Counted in working days; the word is left out where a calendar day is the same."""
        due = task.due_on or self._due_of(task)
        if due == self._day:
            return say("Due today")
        if (due - self._day).days == days:
            return say("{days} days left", days=days)
        return say("{days} working days left (due {day})", days=days, day=day_words(due, self._day))

    def _due_of(self, task: Task) -> date:
        """A recurring task's deadline of this period."""
        return self._told.tasks[task.id or 0].due or self._day


def _own(session: Session, told: Told, day: date) -> list[_Own]:
    mentions = {mention.task: mention for mention in told.morning.own}
    tasks = by_ids(session, list(mentions))
    found = standings(session, tasks, day, working_days(session))
    return [_Own(standing, mentions[standing.task.id or 0]) for standing in found]


def _by_post(own: list[_Own]) -> dict[int, list[_Own]]:
    found: dict[int, list[_Own]] = {}
    for each in own:
        found.setdefault(each.standing.task.post_id, []).append(each)
    return found


def _sign(own: _Own) -> str:
    light = own.standing.light
    near = own.mention.why is Why.DUE and own.mention.days <= NEAR
    return SIGNS[Light.YELLOW if near and light is Light.GREEN else light]


def _example(label: str, own: _Own, place: int) -> str:
    """`1 xong`, `2 đạt 39%`, `7 vướng kinh phí`: a different form each, from the task itself."""
    target = own.standing.target
    if place == 0:
        return say("{number} done", number=label)
    if place == 1 and target is not None and target.plan is not None:
        value = _plausible(own.standing.value, target.plan)
        unit = "%" if target.measure == "%" else f" {target.measure}"
        return say("{number} reached {value}", number=label, value=f"{show(value)}{unit}")
    return say("{number} stuck for money", number=label)


def _plausible(last: Decimal | None, plan: Decimal) -> Decimal:
    """A value on the way to the plan: halfway, as a whole number where there is one between."""
    start = last if last is not None else Decimal(0)
    rounding = ROUND_CEILING if plan > start else ROUND_FLOOR
    value = ((start + plan) / 2).quantize(Decimal(1), rounding)
    return value if min(start, plan) < value < max(start, plan) else plan

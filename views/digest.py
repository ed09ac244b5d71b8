"""The committee's digest in at most ten lines: the picture, the exceptions, what to decide. Posts and units, never persons."""

from collections.abc import Mapping

from sqlmodel import Session

from channels.base import Span
from rules.lights import Light
from services import digest as digests
from services.published import Digest, Figures, Json, Listed, Named, thawed
from views.lights import SIGNS, light_word
from views.message import Message, bold, message
from views.notices import Recipient, notice
from views.words import day, say, short, show

Lines = list[str | list[str | Span]]
Comments = Mapping[str, str]
SHOWN = (Light.YELLOW, Light.GREEN, Light.WHITE, Light.BLUE)
COMMENT = 100  # characters of a board's line


@notice("digest")
def digest(session: Session, to: Recipient, digest: Json) -> Message | None:
    """The issue for the committee's group; its members get the same inside their one message of the day."""
    return message(*lines(digests.issued(session, digest)))


def lines(said: Digest) -> Lines:
    """The first line always; of the others only those that have something to say."""
    figures, comments = said.figures, dict(said.comments)
    head: list[str | Span] = [bold(_week(figures)), f" · {_totals(figures, said.before)}"]
    found = (
        _named(say("Above plan or ahead of time, proposed for praise"), figures.early, comments),
        _named(say("Newly overdue"), figures.newly_late, comments),
        _named(say("Overdue longest"), _besides(figures.longest_late, figures.newly_late), comments),
        _named(say("Support requests unanswered past their day"), figures.late_cases, comments),
        _asks(figures, comments),
        say("Due in the next two weeks: {count}", count=figures.due_soon) if figures.due_soon else "",
        _quality(figures),
        say("Organisation board: {line}", line=short(comments[""], COMMENT)) if comments.get("") else "",
        say("Send a task's code to see it."),
    )
    return [head, *(line for line in found if line)]


def digest_text(digest: Json) -> str:
    """The digest as a text of its own, of figures as JSON (`giaoviec digest`)."""
    return message(*lines(thawed(digest))).text


def _week(figures: Figures) -> str:
    """`Tuần 48 (23–29/11)`."""
    first, last = figures.first, figures.last
    begins = str(first.day) if first.month == last.month else day(first, last)
    return say("Week {week} ({first}–{last})", week=str(int(figures.week[6:])), first=begins, last=day(last, last))


def _totals(figures: Figures, before: Figures | None) -> str:
    """`266 nhiệm vụ: 🔴 12 quá hạn (+3) · …`: every task is in one of the parts, or in the residual, which has a name."""
    parts = [_light(figures, before, Light.RED)]
    parts += [
        _light(figures, before, light) for light in SHOWN if figures.light(light) or (before and before.light(light))
    ]
    parts += [_done(figures, before)] if figures.light(Light.DONE) or figures.light(Light.DONE_LATE) else []
    parts += [say("{count} not classified", count=figures.residual)] if figures.residual else []
    return say("{count} tasks: {parts}", count=figures.total, parts=" · ".join(parts))


def _light(figures: Figures, before: Figures | None, light: Light) -> str:
    change = _change(figures.light(light), before.light(light) if before else None)
    return f"{SIGNS[light]} {show(figures.light(light))} {light_word(light)}{change}"


def _done(figures: Figures, before: Figures | None) -> str:
    """Done in time and done late together; the two are told apart on the task's card."""
    number = figures.light(Light.DONE) + figures.light(Light.DONE_LATE)
    then = before.light(Light.DONE) + before.light(Light.DONE_LATE) if before else None
    return f"{SIGNS[Light.DONE]} {show(number)} {light_word(Light.DONE)}{_change(number, then)}"


def _change(number: int, before: int | None) -> str:
    """` (+3)`, ` (−4)`; nothing when nothing changed, or when there is nothing to compare with."""
    if before is None or before == number:
        return ""
    return f" (+{number - before})" if number > before else f" (−{before - number})"


def _besides(listed: Listed, others: Listed) -> Listed:
    """What the line above does not name already."""
    named = {item.code for item in others.items}
    items = tuple(item for item in listed.items if item.code not in named)
    return Listed(len(items), items)


def _named(head: str, listed: Listed, comments: Comments) -> str:
    """`Mới quá hạn: NV-12 Nguyệt Đức (2 ngày làm việc) · …`, the number first where not all are named."""
    if not listed.count:
        return ""
    count = "" if listed.count == len(listed.items) else f" ({listed.count})"
    return f"{head}{count}: " + " · ".join(_item(item, comments) for item in listed.items)


def _item(item: Named, comments: Comments) -> str:
    days = f" ({say('{days} working days', days=item.days)})" if item.days else ""
    comment = f" – {short(comments[item.code], COMMENT)}" if comments.get(item.code) else ""
    return f"{item.code} {item.whose}{days}{comment}"


def _asks(figures: Figures, comments: Comments) -> str:
    """What the committee is asked to decide."""
    asked = (
        (
            say("{count} second requests for more time", count=figures.second_extensions.count),
            figures.second_extensions,
        ),
        (say("{count} unanswered objections", count=figures.disputes.count), figures.disputes),
        (say("{count} tasks proposed for a reminder", count=figures.for_meeting.count), figures.for_meeting),
    )
    parts = [f"{words} ({_codes(listed, comments)})" for words, listed in asked if listed.count]
    return say("For the committee's decision: {parts}", parts=" · ".join(parts)) if parts else ""


def _codes(listed: Listed, comments: Comments) -> str:
    said = [f"{i.code} – {short(comments[i.code], COMMENT)}" if comments.get(i.code) else i.code for i in listed.items]
    return ", ".join(said) + (", …" if listed.count > len(said) else "")


def _quality(figures: Figures) -> str:
    """Who is silent, and what nobody has verified."""
    parts = []
    if figures.silent:
        parts.append(
            say(
                "{silent} of {leaders} leaders without news for 2 weeks", silent=figures.silent, leaders=figures.leaders
            )
        )
    if figures.unverified:
        parts.append(say("{count} results not verified", count=figures.unverified))
    return " · ".join(parts)

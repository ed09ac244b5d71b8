"""The committee's digest in at most ten lines: the picture, the exceptions, what to decide. Posts and units, never persons."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from channels.base import Span
from rules.attainment import Bucket
from rules.lights import Light
from services.figures import LISTED
from services.published import LISTS, Digest, Figures, Listed, Named, Reached
from views.lights import SIGNS, light_word
from views.message import bold
from views.words import day, say, short, show

Lines = list[str | list[str | Span]]
Comments = Mapping[str, str]
SHOWN = (Light.YELLOW, Light.GREEN, Light.WHITE, Light.BLUE)
COMMENT = 100  # characters of a board's line
# How many items a list names and how much of whose each is, the less the less room there is.
FULL, *SHORTER = ROOMS = ((LISTED, 60), (LISTED, 34), (3, 30), (2, 26), (1, 22))
BUCKETS = {
    Bucket.EXCEEDED: "exceeded",
    Bucket.MET: "met",
    Bucket.OVER70: "over 70%",
    Bucket.FROM50TO70: "from 50 to 70%",
    Bucket.UNDER50: "under 50%",
}


def lines(said: Digest, room: tuple[int, int] = FULL) -> Lines:
    """The first line always; of the others only those that have something to say; three when nothing has changed."""
    head: list[str | Span] = [bold(_week(said.figures)), f" · {_totals(said.figures, said.before)}"]
    last = say("Send a task's code to see it.")
    if unchanged(said):
        return [head, _still(said.figures), last]
    figures, comments = _within(said.figures, *room), dict(said.comments)
    found = (
        _named(say("Above plan or ahead of time, proposed for praise"), figures.early, comments),
        _named(say("Newly overdue"), figures.newly_late, comments),
        _named(say("Overdue longest"), _besides(figures.longest_late, figures.newly_late), comments),
        _named(say("Support requests unanswered past their day"), figures.late_cases, comments),
        _asks(figures, comments),
        _coming(figures),
        _quality(figures),
        say("Organisation board: {line}", line=short(comments[""], COMMENT)) if comments.get("") else "",
        last,
    )
    return [head, *(line for line in found if line)]


def unchanged(said: Digest) -> bool:
    """Is every number last week's, and every named item as well? A board's line is news."""
    now, before = said.figures, said.before
    if before is None or said.comments or now.newly_late.count or now.early.count:
        return False
    return _standing(now) == _standing(before)


def _standing(figures: Figures) -> tuple[object, ...]:
    """What a week is compared by: numbers and codes, not the days that pass by themselves."""
    lists = (figures.longest_late, figures.late_cases, figures.second_extensions, figures.disputes, figures.vacant)
    named = [(listed.count, [item.code for item in listed.items]) for listed in lists]
    lights = {light: number for light, number in figures.lights.items() if number}
    rest = (figures.total, figures.residual, figures.due_soon, figures.silent, figures.unverified, figures.unplanned)
    return lights, named, rest, figures.reached, figures.instructions, figures.unheeded


def _still(figures: Figures) -> str:
    """One line of what goes on as it was."""
    worst = figures.longest_late.items[:1]
    parts = [
        say("No change on last week"),
        f"{say('Overdue longest')}: {_item(worst[0], {})}" if worst else "",
        say("{count} requests for support past their day", count=figures.late_cases.count)
        if figures.late_cases.count
        else "",
        _asks(figures, {}),
    ]
    return " · ".join(part for part in parts if part)


def _within(figures: Figures, most: int, width: int) -> Figures:
    """With lists that name at most so many items, and so many characters of whose each is."""
    lists: dict[str, Listed] = {name: getattr(figures, name) for name in LISTS}
    cut: dict[str, Any] = {}
    for name, listed in lists.items():
        items = (replace(item, whose=short(item.whose, width)) for item in listed.items[:most])
        cut[name] = Listed(listed.count, tuple(items))
    return replace(figures, **cut)


def _coming(figures: Figures) -> str:
    """What falls due, and how far the targets are, with those in no bucket."""
    parts = [say("Due in the next two weeks: {count}", count=figures.due_soon) if figures.due_soon else ""]
    if figures.reached.total:
        parts.append(targets(figures.reached))
    return " · ".join(part for part in parts if part)


def targets(reached: Reached) -> str:
    """`Chỉ tiêu 25 trong 28 – 3 chưa phân loại (vượt: 7, đạt: 4, …)`."""
    named = ((say(word), reached.counts.get(bucket.value, 0)) for bucket, word in BUCKETS.items())
    parts = ", ".join(f"{word}: {show(number)}" for word, number in named if number)
    of = say("{count} of {total}", count=reached.total - reached.residual, total=reached.total)
    left = f" – {say('{count} not classified', count=reached.residual)}" if reached.residual else ""
    return say("Targets {parts}", parts=f"{of}{left} ({parts}{_basis(reached)})" if parts else f"{of}{left}")


def _basis(reached: Reached) -> str:
    """`; 12 đã thẩm định, 2 số ước`: what the figures rest on; the rest is as reported (S0-22)."""
    said = [say("{count} verified", count=reached.verified)] if reached.verified else []
    said += [say("{count} estimated", count=reached.estimated)] if reached.estimated else []
    return f"; {', '.join(said)}" if said else ""


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
        (say("{count} tasks of vacant posts, to be transferred", count=figures.vacant.count), figures.vacant),
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
        counted = {"silent": figures.silent, "leaders": figures.leaders}
        parts.append(say("{silent} of {leaders} leaders without news for 2 weeks", **counted))
    if figures.instructions:
        counted = {"count": figures.instructions, "late": figures.unheeded}
        parts.append(say("{count} instructions not answered ({late} past their day)", **counted))
    if figures.unverified:
        parts.append(say("{count} results not verified", count=figures.unverified))
    if figures.unplanned:
        parts.append(say("{count} tasks without a product or a target", count=figures.unplanned))
    return " · ".join(parts)

"""`/tiendo` on one screen: totals with what is in none of them, then the worst by name."""

from collections.abc import Sequence
from datetime import date

from rules.lights import Light
from services.published import Figures, Listed
from services.status import SHOWN, OfPost, OfUnit
from services.tasks import Standing
from views.lights import SIGNS, light_word
from views.message import Choice, Message, bold, message
from views.tasks import state_words, totals
from views.titles import title
from views.words import say, show

TITLE = 45


def of_unit(found: OfUnit, today: date) -> Message:
    figures = found.figures
    lines = [_line(standing, today, post) for standing, post in found.worst]
    said = message(
        [bold(found.unit.name), f": {_totals(figures)}"],
        *lines,
        *_others(figures),
        say("Send a task's code to see it."),
    )
    return said.offering(*(_to_card(standing) for standing, _ in found.worst))


def _totals(figures: Figures) -> str:
    """Every task is in one of the parts, or in the residual, which has a name."""
    parts = [
        f"{SIGNS[light]} {show(figures.light(light))} {light_word(light)}" for light in Light if figures.light(light)
    ]
    parts += [say("{count} not classified", count=figures.residual)] if figures.residual else []
    return say("{count} tasks: {parts}", count=figures.total, parts=" · ".join(parts) or "0")


def _others(figures: Figures) -> list[str]:
    """What waits for somebody else than the leaders, and what is coming."""
    found = [
        _count("{count} requests for support past their day", figures.late_cases),
        say("{count} results not verified", count=figures.unverified) if figures.unverified else "",
        say("{silent} of {leaders} leaders without news for 2 weeks", silent=figures.silent, leaders=figures.leaders)
        if figures.silent
        else "",
        say("Due in the next two weeks: {count}", count=figures.due_soon) if figures.due_soon else "",
    ]
    return [line for line in found if line]


def _count(sentence: str, listed: Listed) -> str:
    codes = ", ".join(item.code for item in listed.items)
    return f"{say(sentence, count=listed.count)} ({codes})" if listed.count else ""


def _line(standing: Standing, today: date, post: str = "") -> str:
    task = standing.task
    whose = f" – {post}" if post else ""
    return f"{SIGNS[standing.light]} NV-{task.id} {title(task, TITLE)}{whose} – {state_words(standing, today)}"


def _to_card(standing: Standing) -> Choice:
    task_id = standing.task.id
    return Choice(f"NV-{task_id}", "task.card", {"task_id": task_id}, listed=False)


def of_post(found: OfPost, today: date) -> Message:
    """A post's tasks, the worst first; the rest is a number."""
    if not found.standings:
        return message([bold(found.post.name)], say("No open task."))
    shown, more = found.standings[: SHOWN + 4], len(found.standings) - SHOWN - 4
    lines = [_line(standing, today) for standing in shown]
    if more > 0:
        lines.append(say("and {count} more tasks", count=more))
    head = say("{count} tasks: {parts}", count=len(found.standings), parts=totals(found.standings))
    return message([bold(found.post.name), f": {head}"], *lines, say("Send a task's code to see it."))


def followed(found: Sequence[Standing], today: date) -> Message:
    """The tasks that somebody follows, the worst first; the rest is a number."""
    if not found:
        return message(say("You follow no open task."))
    shown, more = found[: SHOWN + 4], len(found) - SHOWN - 4
    lines = [_line(standing, today) for standing in shown]
    if more > 0:
        lines.append(say("and {count} more tasks", count=more))
    head = say("{count} tasks: {parts}", count=len(found), parts=totals(found))
    said = message([bold(say("You follow")), f": {head}"], *lines, say("Send a task's code to see it."))
    return said.offering(*map(_to_card, shown))

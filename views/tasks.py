"""A leader's tasks: the list (21 fit one message) and one task's card."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from rules.attainment import share_of
from rules.lights import Light
from rules.states import DueKind
from services.tasks import Standing
from views.message import Choice, Message, bold, message
from views.words import day, say, short, show

SIGNS = {
    Light.RED: "🔴",
    Light.YELLOW: "🟡",
    Light.GREEN: "🟢",
    Light.WHITE: "⚪",
    Light.BLUE: "🔵",
    Light.DONE: "✔",
    Light.DONE_LATE: "✔",
    Light.NONE: "·",
}
EVERY = {"week": "weekly", "month": "monthly", "quarter": "quarterly", "year": "yearly"}


def light_word(light: Light) -> str:
    """The word that doubles the colour."""
    return say(
        {
            Light.RED: "overdue",
            Light.YELLOW: "behind",
            Light.GREEN: "on plan",
            Light.WHITE: "not started",
            Light.BLUE: "done early",
            Light.DONE: "done",
            Light.DONE_LATE: "done late",
            Light.NONE: "ended",
        }[light]
    )


def task_list(standings: Sequence[Standing], today: date) -> Message:
    """The tasks in the order of their own numbers, under a line of totals."""
    if not standings:
        return message(say("You have no open task, comrade."))
    lines = [
        f"{s.task.number}. {SIGNS[s.light]} {_title(s, len(standings))} – {state_words(s, today)}" for s in standings
    ]
    head = [bold(say("You have {count} tasks", count=len(standings))), f": {totals(standings)}"]
    said = message(head, *lines, say("Send a number to see that task."))
    return said.offering(*(_to_card(s) for s in standings))


def _to_card(standing: Standing) -> Choice:
    task = standing.task
    return Choice(task.title, "task.card", {"task_id": task.id}, key=str(task.number), listed=False)


def _title(standing: Standing, count: int) -> str:
    """Titles are cut shorter the more there are, so that 21 fit 2,000 units."""
    return short(standing.task.title, 60 if count <= 12 else 40)


def totals(standings: Sequence[Standing]) -> str:
    """`🔴 2 quá hạn · 🟢 14 đúng tiến độ`: only what there is."""
    counts = Counter(s.light for s in standings)
    return " · ".join(f"{SIGNS[light]} {counts[light]} {light_word(light)}" for light in Light if counts[light])


def state_words(standing: Standing, today: date) -> str:
    """`130/144 hộ – quá hạn 1 ngày làm việc`."""
    words = [progress(standing)] if standing.target else []
    if standing.late:
        words.append(say("{days} working days overdue", days=standing.late))
    else:
        words.append(due_words(standing, today))
    return " – ".join(word for word in words if word)


def progress(standing: Standing) -> str:
    """`130/144 hộ`, `39% (kế hoạch 40%)`: a value is never mixed with a share of plan."""
    target, value = standing.target, standing.value
    if target is None:
        return ""
    if target.plan is None:
        return say("{value} {unit}", value=value if value is not None else "–", unit=target.measure)
    if target.measure == "%":
        reached = say("plan {plan}%", plan=target.plan)
        return reached if value is None else say("{value}%, plan {plan}%", value=value, plan=target.plan)
    return f"{show(value) if value is not None else 0}/{show(target.plan)} {target.measure}"


def due_words(standing: Standing, today: date) -> str:
    task = standing.task
    if task.due_kind is DueKind.ONGOING:
        return say("ongoing")
    if task.due_on is None:
        return say(EVERY.get(task.every or "", "ongoing"))
    return say("due {day}", day=day(task.due_on, today))


def attained(standing: Standing) -> str:
    """`90,3%` of plan, where there is a plan and a value."""
    target, value = standing.target, standing.value
    if target is None or target.plan is None or value is None:
        return ""
    share = share_of(value, target.plan, target.direction)
    return f"{show(share.percent)}%" if share is not None else ""

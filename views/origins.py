"""Where a figure comes from: the values of a task with their sources, and the items behind a figure of the digest."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from models import Target
from rules.attainment import Certainty
from rules.localtime import today as day_of
from services.behind import LATE, PRAISE, SLOW, TARGETS, UNVERIFIED, Behind
from services.origins import Origin, Sources
from services.reached import VERIFIED
from views.figures import reached
from views.message import Message, bold, message
from views.titles import whole_title
from views.words import day, say, short

SHOWN = 8  # values of a task that fit a screen


def of_task(found: Sources, today: date) -> Message:
    """The published value with its source, then all there have been, the newest first; posts, no person's name."""
    code = f"NV-{found.task.id}"
    head = bold(say("Where the figures of {code} come from", code=code))
    shown = found.published
    said = say("Published: nothing has been reported yet")
    if shown is not None:
        value = reached(shown.value, found.target, shown.certainty)
        said = say("Published: {value} ({basis}, {code})", value=value, basis=basis(shown), code=shown.code)
    lines = [origin_line(each, found.target, today) for each in found.origins[:SHOWN]]
    more = len(found.origins) - len(lines)
    lines += [say("and {count} more items", count=more)] if more else []
    return message([head], short(whole_title(found.task), 90), said, *lines, subject=f"task:{found.task.id}")


def basis(origin: Origin) -> str:
    """`đã thẩm định`, `theo báo cáo`, `số ước theo báo cáo`: a published figure says which it is."""
    if origin.verified:
        return say("verified")
    return say("an estimate as reported") if origin.certainty is Certainty.ESTIMATE else say("as reported")


def origin_line(origin: Origin, target: Target | None, today: date) -> str:
    """`BC-45 · 27/11 · Bí thư Đảng ủy xã … báo cáo: ước 39%`, with a note where it was taken back."""
    value = reached(origin.value, target, origin.certainty)
    when = day(day_of(origin.at), today)
    if origin.corrects is not None:
        said = say("{by} corrected {code} to: {value}", by=origin.by, code=origin.corrects, value=value)
        said += f" – {short(origin.why, 80)}" if origin.why else ""
    elif origin.verified:
        said = say("{by} verified: {value}", by=origin.by, value=value)
    elif origin.on_behalf:
        said = say("{by} (reported on behalf): {value}", by=origin.by, value=value)
    else:
        said = say("{by} reported: {value}", by=origin.by, value=value)
    line = f"{origin.code} · {when} · {said}"
    if origin.undone_at is None:
        return line
    return f"{line} ({say('corrected on {day}', day=day(day_of(origin.undone_at), today))})"


def of_figure(found: Behind, today: date) -> Message:
    """What is counted in one figure of the digest, as of now."""
    lines = [_named(item) for item in found.items] + [_target(row, today) for row in found.targets]
    if not lines:
        return message(say("Nothing is counted there at the moment."))
    more = found.count - len(lines)
    lines += [say("and {count} more; /xuat has all of them", count=more)] if more > 0 else []
    return message([bold(_head(found))], *lines, say("nguồn NV-12 – where the figures of a task come from"))


def _head(found: Behind) -> str:
    if found.what == TARGETS:
        return say("Targets, by what their figures rest on")
    words = {
        LATE: say("Overdue: {count} tasks", count=found.count),
        SLOW: say("Slow: {count} tasks", count=found.count),
        UNVERIFIED: say("Not verified: {count} results", count=found.count),
        PRAISE: say("Above plan or ahead of time this week: {count} tasks", count=found.count),
    }
    return words[found.what]


def _named(item: tuple[str, str, int, str]) -> str:
    code, whose, days, title = item
    about = f" – {short(title, 60)}" if title else ""
    return f"{code} {whose}{about}" + (f" ({say('{days} working days', days=days)})" if days else "")


def _target(row: Any, today: date) -> str:
    """`NV-12 Nguyệt Đức: ước 39% – đạt 97,5% kế hoạch (BC-45, 27/11)`."""
    verified = row.basis == VERIFIED
    certainty = Certainty.ACTUAL if verified else Certainty(row.basis)
    target = Target(task_id=row.id, measure=row.measure, plan=row.plan, low=row.low, high=row.high)
    target.direction = row.direction
    source = f"{'TĐ' if verified else 'BC'}-{row.source}, {day(day_of(row.then), today)}"
    return f"NV-{row.id} {row.unit}: {reached(row.value, target, certainty)} ({source})"


def what_to_ask(words: Sequence[str], *, board: bool) -> Message:
    """What can be asked for."""
    lines = [say("Where a figure comes from – send for example: nguồn NV-12")]
    if board:
        lines.append(say("Of the digest's figures: {list}", list=" · ".join(f"nguồn {word}" for word in words)))
    return message(*lines)

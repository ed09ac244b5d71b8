"""The echo of what a leader reported: everything that was understood, in full, with its numbers."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from channels.base import Span
from models import ReportKind, Target
from rules.attainment import Certainty
from rules.localtime import local
from rules.localtime import today as day_of
from rules.replies import Action, Done, Extend, Increase, NoChange, Note, Share, Stuck, Value
from rules.states import TaskState
from services.progressing import Recorded
from services.reporting import Answered
from services.speaking import KEPT
from services.support import code as case_code
from services.values import share_as_value
from views.figures import amount, figure, reached
from views.message import Message, message
from views.tasks import waiting_words
from views.words import day, say, short, sorry

ECHO = "answer"  # the subject of an echo: a message that says nothing new to answer
Line = str | list[str | Span]


def meaning(meant: Action, target: Target | None, previous: Decimal | None, today: date) -> str:
    """What is meant, in full: `130/144 hộ (90,3%)`, `thêm 10 hộ, thành 130/144 hộ (90,3%)`, `hoàn thành`."""
    match meant:
        case Value(amount=value, certainty=certainty):
            return reached(value, target, certainty)
        case Increase(amount=more) if target is not None:
            total = reached((previous or Decimal(0)) + more, target)
            return say("{more} more, {total} in all", more=amount(more, target), total=total)
        case Share(percent=percent) if target is not None and target.plan is not None:
            value = share_as_value(target, percent)
            return say("{percent}% of plan, that is {value}", percent=percent, value=reached(value, target))
        case Done():
            return say("finished")
        case NoChange(note=note):
            return say("not finished yet: “{words}”", words=short(note, 100)) if note else say("nothing new")
        case Stuck(text=text):
            return say("difficulty: “{words}”", words=short(text, 100))
        case Extend(deadline=deadline):
            return say("more time asked for, to {day}", day=day(deadline, today))
        case Note(text=text):
            return say("note: “{words}”", words=short(text, 100))
        case _:
            return ""


def echo_lines(answered: Answered, today: date) -> list[Line]:
    """A line for each piece; one piece alone names its task, and many without news are one line."""
    recorded = answered.recorded
    quiet = [each for each in recorded if each.report and each.report.kind is ReportKind.NO_CHANGE and _plain(each)]
    if len(quiet) > 2 and len(quiet) == len(recorded):
        numbers = ", ".join(str(each.task.number) for each in quiet)
        return [say("Nothing new on tasks {numbers}.", numbers=numbers)]
    return [_line(each, len(recorded), today) for each in recorded]


def _plain(each: Recorded) -> bool:
    return not (isinstance(each.meant, NoChange) and each.meant.note) and not each.over and not each.files


def _line(each: Recorded, count: int, today: date) -> Line:
    name = f"{each.task.number}. " + (f"{short(each.task.title, 50)}: " if count == 1 else "")
    return name + "; ".join(part for part in (_what(each, today), _files(each, today)) if part)


def _what(each: Recorded, today: date) -> str:
    if each.over:
        return say("the task is over; what you sent was kept as a note")
    if each.extension is not None:
        return say(
            "more time asked for, to {day} – passed to the board ({code}); the deadline stands until it answers",
            day=day(each.extension.due_on, today),
            code=f"GH-{each.extension.id}",
        )
    if each.report is None:
        return ""
    match each.report.kind:
        case ReportKind.VALUE:
            return _value(each)
        case ReportKind.DONE:
            return _done(each)
        case ReportKind.STUCK:
            return _stuck(each, today)
        case ReportKind.EVIDENCE if each.claimed:
            return say("product received – waiting for verification")
        case ReportKind.EVIDENCE:
            return ""
        case ReportKind.NO_CHANGE if each.meant is None:
            return say("nothing new")
        case _:
            said = meaning(each.meant, each.target, each.previous, today) if each.meant else say("kept as a note")
            return said + _pledge(each, today)


def _pledge(each: Recorded, today: date) -> str:
    """The day that was named, as it was understood: a date buys silence up to then."""
    named = each.task.pledged_on if each.report and each.task.news_at == each.report.at else None
    return " " + say("(a word promised for {day})", day=day(named, today)) if named else ""


def _value(each: Recorded) -> str:
    assert each.report is not None
    value = each.report.value or Decimal(0)
    said = reached(value, each.target, each.report.certainty)
    if each.report.certainty is Certainty.FORECAST:
        return say("{forecast} (kept beside what has been reached)", forecast=said)
    if isinstance(each.meant, Increase) and each.target is not None:
        return say("{more} more, {total} in all", more=amount(each.meant.amount, each.target), total=said)
    return said


def _done(each: Recorded) -> str:
    task = each.task
    if each.waits:
        return say(
            "said to be finished; the task is {state}, the board will look at it", state=waiting_words(task.state)
        )
    if task.state is TaskState.PRODUCT_MISSING:
        return say(
            "said to be finished – please send the product: {product} (a picture, a file, or the number of the paper)",
            product=short(task.product, 80),
        )
    return say("finished – waiting for verification") + _behind(each)


def _behind(each: Recorded) -> str:
    """Done, although the last figure is short of plan: nothing is written into it, but it is said."""
    plan = each.target.plan if each.target else None
    if each.previous is None or plan is None or each.previous == plan:
        return ""
    return " " + say("(last figure {value})", value=figure(each.previous, each.target))


def _stuck(each: Recorded, today: date) -> str:
    if each.case is None:
        return say("difficulty recorded")
    words = short(each.meant.text, 100) if isinstance(each.meant, Stuck) else ""
    return say(
        "Difficulty: “{words}” – passed to the board ({code}), answer on {day} at the latest",
        words=words or "…",
        code=case_code(each.case),
        day=day(each.case.promised_on, today),
    )


def _files(each: Recorded, today: date) -> str:
    said = [say("evidence kept")] if each.files else []
    if each.elsewhere is not None:
        said.append(
            say(
                "one of them was sent for NV-{task} on {day} already",
                task=str(each.elsewhere.task_id),
                day=day(day_of(each.elsewhere.at), today),
            )
        )
    return ", ".join(said)


def refused_lines(answered: Answered, numbers: dict[int, int]) -> list[Line]:
    """Pieces that could not be written, each with its reason."""
    return [f"{numbers.get(each.task_id, '–')}. {sorry(each.why)}" for each in answered.refused]


def head(answered: Answered) -> str:
    if answered.repeated is not None:
        wall = local(answered.repeated)
        time = f"{wall.hour} giờ {wall.minute:02d}"
        return say("This was recorded at {time} already and not written again:", time=time)
    return say("Recorded:")


def correction_hint() -> str:
    return say("If it is not right, comrade, send “sửa”.")


def cut_hint() -> str:
    return say(
        "The text is over {count} characters; its beginning was kept. Please send the whole as a file.", count=KEPT
    )


def echo_text(answered: Answered, today: date, numbers: dict[int, int], *, cut: bool = False) -> list[Line]:
    lines: list[Line] = []
    if answered.recorded:
        lines += [head(answered), *echo_lines(answered, today)]
    lines += refused_lines(answered, numbers)
    if cut:
        lines.append(cut_hint())
    if answered.recorded and answered.repeated is None:
        lines.append(correction_hint())
    return lines


def said(lines: Sequence[Line], *, echo: bool = True) -> Message:
    """Lines alone; an `echo` says nothing new that could be answered."""
    return message(*lines, subject=ECHO if echo else None)

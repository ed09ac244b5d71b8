"""The columns of the register: what each is called, how wide it is, and where its value comes from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from rules.attainment import Certainty
from rules.issuers import paper_number
from rules.kinds import SelectionReason, TaskKind
from rules.localtime import today as day_of
from rules.states import DueKind, Result, TaskState
from services.register import Line
from views.figures import share
from views.files.cells import Value
from views.tasks import EVERY, light_word, waiting_words
from views.titles import whole_title
from views.words import capital, say

KINDS = {
    TaskKind.BREAKTHROUGH: "a breakthrough",
    TaskKind.INNOVATION: "an innovation",
    TaskKind.NEW: "new work",
    TaskKind.HARD: "hard work",
    TaskKind.UNPRECEDENTED: "unprecedented",
    TaskKind.LONG_STANDING: "long-standing",
    TaskKind.URGENT: "urgent",
}
REASONS = {
    SelectionReason.CONGRESS: "from the congress resolution",
    SelectionReason.HARD: "hard work",
    SelectionReason.NEW: "new work",
    SelectionReason.UNPRECEDENTED: "unprecedented",
    SelectionReason.LONG_STANDING: "long-standing",
    SelectionReason.AVOIDED: "avoided for fear of responsibility",
    SelectionReason.CENTRAL: "puts a new central resolution into practice",
    SelectionReason.CARRIED_OVER: "unfinished from before",
}
RESULTS = {Result.EXCELLENT: "excellent", Result.MET: "met", Result.FAILED: "not met"}


@dataclass(frozen=True)
class Column:
    """A column: its heading, width in characters, kind of value, and where the value comes from; `open`: told of a
    confidential task too, because it says nothing of what the task is."""

    heading: str
    width: int
    kind: str
    value: Callable[[Line], Value]
    open: bool = False


def columns() -> list[Column]:
    """The columns, in the order a clerk reads them; claimed and verified side by side, shares apart from values."""
    return [
        Column(say("Code"), 9, "text", lambda line: f"NV-{line.task.id}", open=True),
        Column(say("Light"), 15, "light", lambda line: capital(light_word(line.standing.light)), open=True),
        Column(say("Given to"), 28, "text", lambda line: line.post.name, open=True),
        Column(say("Unit"), 22, "text", lambda line: line.unit.name, open=True),
        Column(say("No."), 6, "count", lambda line: line.task.number, open=True),
        Column(say("Task"), 46, "text", lambda line: whole_title(line.task), open=True),
        Column(say("Product"), 34, "text", lambda line: line.task.product or None),
        *_target(),
        *_progress(),
        *_time(),
        Column(say("Kind of task"), 14, "text", lambda line: _kind(line.task.kind)),
        Column(say("Field"), 20, "text", lambda line: line.task.field or None),
        Column(say("Reasons for the selection"), 24, "text", _reasons),
        Column(say("Proposed by the holder"), 11, "text", lambda line: say("yes") if line.task.proposed_by else None),
        Column(say("Commitment"), 30, "text", lambda line: line.commitment),
        Column(say("Followed and directed by"), 26, "text", lambda line: line.supervisor),
        Column(say("Basis"), 32, "text", _basis),
    ]


def _target() -> list[Column]:
    return [
        Column(say("Measure"), 10, "text", lambda line: line.standing.target.measure if line.standing.target else None),
        Column(say("Plan"), 11, "number", _plan),
        Column(say("Plan, to"), 11, "number", lambda line: line.standing.target.high if line.standing.target else None),
        Column(say("Counted as"), 13, "text", _direction),
    ]


def _progress() -> list[Column]:
    return [
        Column(say("Reported value"), 11, "number", lambda line: line.standing.value),
        Column(say("Reported as"), 10, "text", _certainty),
        Column(say("Verified value"), 11, "number", _verified),
        Column(say("Reported, share of plan"), 11, "share", lambda line: _share(line, line.standing.value)),
        Column(say("Verified, share of plan"), 11, "share", lambda line: _share(line, _verified(line))),
        Column(say("Forecast value"), 11, "number", lambda line: line.forecast.value if line.forecast else None),
        Column(say("Reported on"), 12, "date", _reported_on),
        Column(say("Verified on"), 12, "date", _verified_on),
        Column(say("Verification"), 13, "text", _finding),
        Column(say("State"), 22, "text", _state),
        Column(
            say("Result"), 12, "text", lambda line: _said(RESULTS.get(line.task.result) if line.task.result else None)
        ),
    ]


def _time() -> list[Column]:
    return [
        Column(say("Deadline"), 12, "date", lambda line: line.task.due_on, open=True),
        Column(say("Original deadline"), 12, "date", lambda line: line.task.original_due_on, open=True),
        Column(say("Kind of deadline"), 13, "text", _due_kind, open=True),
        Column(say("Working days late"), 10, "count", lambda line: line.standing.late or None, open=True),
        Column(say("Plan written on"), 12, "date", lambda line: _day(line.task.planned_at)),
        Column(say("Next step of the plan"), 12, "date", lambda line: line.task.milestone_on),
        Column(say("Assigned on"), 12, "date", lambda line: _day(line.task.assigned_at), open=True),
        Column(say("Accepted on"), 12, "date", lambda line: _day(line.task.accepted_at), open=True),
        Column(say("Said to be done on"), 12, "date", lambda line: _day(line.task.claimed_at)),
        Column(say("Closed on"), 12, "date", lambda line: _day(line.task.closed_at)),
    ]


def _plan(line: Line) -> Decimal | None:
    target = line.standing.target
    return None if target is None else target.plan if target.plan is not None else target.low


def _kind(kind: str) -> str | None:
    """A kind of task in words (S1-09); one that is not known is shown as it was written."""
    return say(KINDS[TaskKind(kind)]) if kind in KINDS else kind or None


def _reasons(line: Line) -> str | None:
    """Why it was selected (S3-03), in the order of the rules."""
    return "; ".join(say(REASONS[reason]) for reason in SelectionReason if reason in line.reasons) or None


def _direction(line: Line) -> str | None:
    target = line.standing.target
    if target is None or (target.plan is None and target.low is None):
        return None
    if target.plan is None:
        return say("in the range")
    return say("at most") if target.direction == "down" else say("at least")


def _verified(line: Line) -> Decimal | None:
    return line.standing.verified.value if line.standing.verified else None


def _certainty(line: Line) -> str | None:
    """Whether the reported value is a result or an estimate (S1-15)."""
    if line.standing.value is None:
        return None
    return say("estimated") if line.standing.certainty is Certainty.ESTIMATE else say("a result reached")


def _share(line: Line, value: Decimal | None) -> Decimal | None:
    target = line.standing.target
    part = share(value, target) if target is not None and value is not None else None
    return part.rounded(2) / 100 if part is not None else None


def _reported_on(line: Line) -> date | None:
    """The last value's day, otherwise the day of the last word said of it."""
    if line.standing.claimed is not None:
        return _day(line.standing.claimed.at)
    news = line.task.news_at
    return _day(news) if news is not None and news > line.task.assigned_at else None


def _verified_on(line: Line) -> date | None:
    return _day(line.standing.verified.at) if line.standing.verified else None


def _finding(line: Line) -> str | None:
    found = line.standing.verified
    return None if found is None else say("accepted") if found.accepted else say("returned")


def _state(line: Line) -> str:
    if line.task.state is TaskState.IN_PROGRESS:
        return say("in progress")
    return {
        TaskState.CLOSED: say("closed"),
        TaskState.WITHDRAWN: say("withdrawn"),
        TaskState.CARRIED_OVER: say("carried over"),
        TaskState.OBJECTED: say("objected"),
    }.get(line.task.state) or waiting_words(line.task.state)


def _due_kind(line: Line) -> str:
    if line.task.due_kind is DueKind.RECURRING:
        return say(EVERY.get(line.task.every or "", "ongoing"))
    return say("by date") if line.task.due_kind is DueKind.DATE else say("ongoing")


def _basis(line: Line) -> str | None:
    paper = line.document
    if paper is None:
        return None
    return f"{paper.kind} {paper_number(paper.number, paper.symbol)}, {paper.issued_on:%d/%m/%Y}"


def _day(moment: datetime | None) -> date | None:
    return day_of(moment) if moment is not None else None


def _said(word: str | None) -> str | None:
    return say(word) if word else None

"""The leader's year report as Word (S4-02, S4-08), under the headings of the article: done, not done, shortcomings, obstacles,
direction wanted, ideas and mechanisms proposed; prefilled, and open where only the leader knows."""

from collections.abc import Sequence

from models import Task
from rules.issuers import paper_number
from rules.lights import Light
from rules.organs import symbol_of, title_of
from rules.states import CaseState, Result, TaskState
from services.register import Line
from services.year_report import Case, YearReport
from views.figures import planned
from views.files.head import Head, foot, head, kind
from views.files.layout import FORMS
from views.files.paper import Paper
from views.files.values import source, value_of
from views.support import kind_name
from views.tasks import EVERY, waiting_words
from views.titles import whole_title
from views.words import day, say, show

RESULTS = {Result.EXCELLENT: "excellent", Result.MET: "met", Result.FAILED: "not met"}


def year_reports(reports: Sequence[YearReport]) -> bytes:
    """One paper per leader in one file, each on a page of its own and counted by itself."""
    paper = Paper(FORMS[reports[0].issuer.layout])
    for place, report in enumerate(reports):
        if place:
            paper.form = FORMS[report.issuer.layout]
            paper.another()
        _report(paper, report)
    return paper.save()


def _report(paper: Paper, report: YearReport) -> None:
    issuer = report.issuer
    symbol = symbol_of("BC", issuer.unit, issuer.layout)
    head(paper, Head(issuer.superior, issuer.organ, symbol, issuer.place, report.day))
    kind(paper, say("REPORT"), say("on the results of the tasks given for the year {year}", year=str(report.year)))
    paper.text(_opening(report))
    _results(paper, report)
    _shortcomings(paper, report)
    _obstacles(paper, report)
    _wanted(paper, 4, say("Direction wanted"), report.directions)
    proposed = [_registered(task) for task in report.registered]
    _wanted(paper, 5, say("Ideas, and mechanisms and conditions proposed"), report.proposals, proposed)
    foot(paper, [say("the organisation board (for the file)"), say("File.")], title_of(report.post.name, issuer.unit))


def _opening(report: YearReport) -> str:
    papers = dict.fromkeys(
        f"{line.document.kind} {say('paper No.')} {paper_number(line.document.number, line.document.symbol)}"
        for line in report.lines
        if line.document is not None
    )
    basis = say("Under {papers}, ", papers="; ".join(papers)) if papers else ""
    words = say(
        "I report the results of the tasks given to the post of {post} for the year {year} as follows:",
        post=report.post.name,
        year=str(report.year),
    )
    return basis + (words[:1].lower() + words[1:] if basis else words)


def _results(paper: Paper, report: YearReport) -> None:
    paper.part(1, say("Results"))
    late = sum(1 for line in report.open if line.standing.light is Light.RED)
    paper.text(
        say(
            "Given {all} tasks; done {done}, not done {open}, of these overdue {late}.",
            all=len(report.lines),
            done=len(report.done),
            open=len(report.open),
            late=late,
        )
    )
    for words, lines, last in (
        (say("1. Tasks that were done ({count})", count=len(report.done)), report.done, say("Result")),
        (say("2. Tasks that are not done ({count})", count=len(report.open)), report.open, say("State")),
    ):
        paper.text(words, bold=True)
        if lines:
            _table(paper, lines, last)
        else:
            paper.text(say("None."))


def _table(paper: Paper, lines: Sequence[Line], last: str) -> None:
    columns = [(say("No."), 10), (say("Task, product"), 56), (say("Plan"), 22), (say("Reported"), 24)]
    columns += [(say("Verified"), 24), (last, paper.width - sum(width for _, width in columns) - 24)]
    grid = paper.grid(columns)
    for line in lines:
        grid.row([str(line.task.number), *_cells(line)], centred=(0, 2, 3, 4))
    grid.done()


def _cells(line: Line) -> list[str]:
    task, target = line.task, line.standing.target
    if task.confidential:
        return [f"NV-{task.id}: {whole_title(task)}", "", "", "", _standing(line)]
    work = task.title + (f"\n{say('Product: {product}', product=task.product)}" if task.product else "")
    plan = planned(target) if target is not None and (target.plan is not None or target.low is not None) else ""
    found = line.standing.verified
    return [
        work,
        plan,
        value_of(line, line.standing.value, line.standing.certainty, source("BC", line.standing.claimed)),
        value_of(line, found.value if found else None, origin=source("TĐ", found)),
        _standing(line),
    ]


def _standing(line: Line) -> str:
    """How it was closed and when, or what it waits for and until when."""
    task = line.task
    if task.state is TaskState.CLOSED:
        result = say(RESULTS[task.result]) if task.result else say("closed")
        late = line.standing.light is Light.DONE_LATE
        return result + (f", {say('late {days} working days', days=line.standing.late)}" if late else "")
    words = [waiting_words(task.state) or say("in progress"), _deadline(line)]
    if line.standing.late:
        words.append(say("{days} working days overdue", days=line.standing.late))
    return "; ".join(word for word in words if word)


def _deadline(line: Line) -> str:
    if line.task.due_on is None:
        return say(EVERY.get(line.task.every or "", "ongoing"))
    return say("deadline {day}", day=day(line.task.due_on))


def _shortcomings(paper: Paper, report: YearReport) -> None:
    """What the data show; the causes are the leader's to say."""
    paper.part(2, say("Shortcomings"))
    lines = [_shortcoming(line, report.returned.get(line.task.id or 0, 0)) for line in report.lines]
    found = [line for line in lines if line]
    for words in found:
        paper.text(f"- {words}")
    paper.to_fill_in(say("Causes, and what else falls short:"))


def _shortcoming(line: Line, returned: int) -> str:
    said = []
    if line.task.state is TaskState.CLOSED and line.task.result is Result.FAILED:
        said.append(say("closed as not met"))
    if line.standing.light is Light.DONE_LATE:
        said.append(say("done {days} working days late", days=line.standing.late))
    elif line.standing.late:
        said.append(say("{days} working days overdue", days=line.standing.late))
    if returned:
        said.append(say("the claim was returned {count} times", count=returned))
    return f"{_named(line)}: {'; '.join(said)}." if said else ""


def _named(line: Line) -> str:
    return say("Task {number} ({title})", number=show(line.task.number), title=whole_title(line.task))


def _obstacles(paper: Paper, report: YearReport) -> None:
    paper.part(3, say("Difficulties and obstacles"))
    for each in report.cases:
        paper.text(f"- {_case(each)}")
    paper.to_fill_in(say("Further difficulties:"))


def _case(each: Case) -> str:
    words = each.words or say("confidential content")
    head = f"HT-{each.case.id}, {say('task {number}', number=each.number)} ({kind_name(each.case.kind)}): {words}"
    match each.case.state:
        case CaseState.OPEN:
            return f"{head} – {say('not answered yet, promised by {day}', day=day(each.case.promised_on))}."
        case CaseState.RESOLVED:
            return f"{head} – {say('resolved')}."
        case _:
            return f"{head} – {say('answered: {words}', words=each.answer)}." if each.answer else f"{head}."


def _wanted(paper: Paper, number: int, heading: str, cases: Sequence[Case], more: Sequence[str] = ()) -> None:
    paper.part(number, heading)
    for line in (*map(_case, cases), *more):
        paper.text(f"- {line}")
    paper.to_fill_in()


def _registered(task: Task) -> str:
    """A task that the leader proposed, and what came of it."""
    came = {
        TaskState.REGISTERED: say("waits for the board's choice"),
        TaskState.WITHDRAWN: say("was not selected"),
    }.get(task.state, say("was selected and assigned"))
    return say("Registered from practice: {title} ({came})", title=task.title, came=came)

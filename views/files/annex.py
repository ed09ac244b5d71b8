"""The annex of a Decision as Word: landscape, a heading per post, the printed total below, which a reader can count.

Both guidelines set an annex apart from its paper: the word, its title, and in italics the paper it goes with; its own pages.
"""

from docx.shared import Pt

from rules.issuers import Layout, paper_number
from rules.numbers import roman
from rules.states import DueKind
from services.annexes import Annex
from services.register import Line
from views.files.layout import FORMS
from views.files.paper import CENTRE, Paper
from views.tasks import EVERY
from views.titles import whole_title
from views.words import day, say, show


def annex(found: Annex) -> bytes:
    paper = Paper(FORMS[found.layout], wide=True)
    _title(paper, found)
    columns = [(say("Order"), 11), (say("Task"), 74), (say("Product"), 52), (say("Measure"), 20), (say("Plan"), 26)]
    columns += [(say("Deadline"), 26), (say("Followed and directed by"), paper.width - 209)]
    grid = paper.grid(columns)
    count = 0
    for place, (post, lines) in enumerate(found.posts, 1):
        grid.across(say("{place}. {post} ({count} tasks)", place=roman(place), post=post.name, count=len(lines)))
        for line in lines:
            count += 1
            grid.row([str(count), *_cells(line)], centred=(0, 3, 4, 5))
    grid.done()
    total = paper.text(
        say("Total: {tasks} tasks, {posts} posts.", tasks=found.count, posts=len(found.posts)), bold=True
    )
    total.paragraph_format.keep_with_next = False
    return paper.save()


def _title(paper: Paper, found: Annex) -> None:
    form, document = paper.form, found.paper
    paper.write(say("ANNEX") if found.layout is Layout.PARTY else say("Annex"), form.body, bold=True)
    paper.write((document.title or say("Tasks given")).upper(), form.body, bold=True)
    number = paper_number(document.number, document.symbol)
    goes_with = say(
        "(With {kind} No. {number}, {day}, of {issuer})",
        kind=document.kind,
        number=number,
        day=f"{document.issued_on:%d/%m/%Y}",
        issuer=document.issuer,
    )
    paper.write(goes_with, form.body, italic=True)
    if found.layout is Layout.PARTY:
        paper.write("-----", form.body, align=CENTRE)
    else:
        paper.rule(60, paper.width)
    paper.write("", 6).paragraph_format.space_after = Pt(0)


def _cells(line: Line) -> list[str]:
    task, target = line.task, line.standing.target
    deadline = _deadline(line)
    if task.confidential:
        return [f"NV-{task.id}: {whole_title(task)}", "", "", "", deadline, ""]
    return [
        task.title,
        task.product,
        target.measure if target is not None else "",
        _plan(line),
        deadline,
        line.supervisor or "",
    ]


def _plan(line: Line) -> str:
    """`144`, `40`, `2 - 2,5`; "không quá 14,5" where less is better."""
    target = line.standing.target
    if target is None:
        return ""
    if target.plan is None:
        return "" if target.low is None or target.high is None else f"{show(target.low)} - {show(target.high)}"
    return f"{say('at most')} {show(target.plan)}" if target.direction == "down" else show(target.plan)


def _deadline(line: Line) -> str:
    task = line.task
    if task.due_kind is DueKind.DATE and task.due_on is not None:
        return day(task.due_on)
    return say(EVERY.get(task.every or "", "ongoing"))

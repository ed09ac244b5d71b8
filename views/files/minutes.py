"""The minutes of a council's scoring, as Word: who was there, each task with its mean and spread, and what was corrected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rules.issuers import Layout
from services.council import Scored
from views.files.head import Head, foot, head, kind
from views.files.layout import FORMS
from views.files.paper import Paper
from views.ratings import points
from views.words import say, show


@dataclass(frozen=True)
class Minutes:
    """What the minutes say; `absent` members by name, `corrected`: a line each, with its reason."""

    organ: str
    superior: str
    place: str
    day: date
    period: str
    code: str
    chair: str
    present: tuple[str, ...]
    absent: tuple[str, ...]
    results: tuple[tuple[str, Scored], ...]  # the post's name, and the task with its scores
    corrected: tuple[str, ...] = ()


def minutes(found: Minutes) -> bytes:
    paper = Paper(FORMS[Layout.PARTY])
    head(paper, Head(found.superior, found.organ, "BB/HĐTV", found.place, found.day))
    kind(
        paper,
        say("MINUTES"),
        say("of the council's scoring for {period}, ballot {code}", period=found.period, code=found.code),
    )
    _present(paper, found)
    _results(paper, found.results)
    if found.corrected:
        paper.part(3, say("Corrections"))
        for line in found.corrected:
            paper.text(f"- {line}")
    paper.text(say("The points are a basis for proposing ratings; the competent authority decides."))
    foot(paper, [say("the organisation board (for the file)"), say("File.")], say("Chair of the council"))
    return paper.save()


def _present(paper: Paper, found: Minutes) -> None:
    paper.part(1, say("Members"))
    paper.text(say("Chair: {name}.", name=found.chair))
    paper.text(say("Scored ({count}): {names}.", count=len(found.present), names=", ".join(found.present)))
    if found.absent:
        names = ", ".join(found.absent)
        paper.text(
            say(
                "Absent ({count}): {names}; the means are of those who scored, at least two thirds of those entitled.",
                count=len(found.absent),
                names=names,
            )
        )


def _results(paper: Paper, results: Sequence[tuple[str, Scored]]) -> None:
    paper.part(2, say("Results"))
    columns = [(say("Code"), 18), (say("Task"), 62), (say("The post"), 45), (say("Mean"), 18)]
    grid = paper.grid([*columns, (say("Lowest – highest"), paper.width - sum(width for _, width in columns))])
    for post, each in results:
        scores = each.scores
        mean = points(scores.mean) if scores else "–"
        spread = f"{show(scores.low)} – {show(scores.high)}" if scores else say("too few members")
        if scores and scores.wide:
            spread += f"\n({say('wide spread')})"
        title = say("confidential content") if each.task.confidential else each.task.title
        grid.row([f"NV-{each.task.id}", title, post, mean, spread], centred=(0, 3, 4))
    grid.done()

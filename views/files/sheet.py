"""A leader's sheet over the years (S1-19, S3-02) as Word, for the cadre file."""

from datetime import date

from rules.issuers import Layout
from services.sheet import Entry, Sheet, Year
from views.closing import result_word, timeliness_lines
from views.figures import reached
from views.files.head import Head, foot, head, kind
from views.files.layout import FORMS
from views.files.paper import Paper
from views.mine import day_of, post_lines, rating_lines
from views.ratings import points
from views.tasks import light_word
from views.words import say


def leader_sheet(found: Sheet, organ: str, superior: str, place: str, day: date) -> bytes:
    """Posts, then year by year the ratings and every task as claimed and as verified, then the leader's own remarks."""
    paper = Paper(FORMS[Layout.PARTY])
    head(paper, Head(superior, organ, "PTD", place, day))
    name = found.person.name or say("erased")
    kind(paper, say("SHEET"), say("of the results over the years of comrade {name}", name=name))
    paper.part(1, say("Posts held"))
    for line in post_lines(found):
        paper.text(f"- {line}")
    for place_, year in enumerate(found.years, 2):
        paper.part(place_, say("Year {year}", year=str(year.year)))
        _year(paper, year)
    paper.part(len(found.years) + 2, say("The leader's remarks"))
    for at, text in found.remarks:
        paper.text(f"- {day_of(at)}: {text or say('erased')}")
    if not found.remarks:
        paper.text(say("None."))
    foot(paper, [say("the organisation board (for the file)"), say("File.")], say("Head of the organisation board"))
    return paper.save()


def _year(paper: Paper, year: Year) -> None:
    for line in rating_lines(year):
        paper.text(line)
    columns = [(say("Code"), 18), (say("Task"), 52), (say("Claimed"), 28), (say("Verified"), 28), (say("Council"), 16)]
    grid = paper.grid([*columns, (say("Result"), paper.width - sum(width for _, width in columns))])
    for each in year.entries:
        grid.row(_cells(each), centred=(0, 4))
    grid.done()


def _cells(each: Entry) -> list[str]:
    task, target, found = each.standing.task, each.standing.target, each.standing.verified
    claimed = (
        reached(each.standing.value, target, each.standing.certainty)
        if each.standing.value is not None and target
        else ""
    )
    verified = reached(found.value, target) if found and found.value is not None and target else ""
    result = [result_word(task.result) if task.result else light_word(each.standing.light)]
    result += timeliness_lines(each.timely) if task.closed_at else []
    title = say("confidential content") if task.confidential else task.title
    return [
        f"NV-{task.id}",
        title,
        claimed,
        verified,
        points(each.mean) if each.mean is not None else "",
        "; ".join(result),
    ]

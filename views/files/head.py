"""The head and the foot of an official paper, as each layout asks for them."""

from dataclasses import dataclass
from datetime import date

from docx.shared import Pt

from rules.issuers import Layout
from views.files import ooxml
from views.files.paper import LEFT, Paper
from views.words import say

CAP, SMALL = 0.66, 0.47  # an average letter's width, as a share of the type size: capitals in bold, and small ones
POINT = 0.3528  # millimetres


@dataclass(frozen=True)
class Head:
    """Who issues the paper, under whom (perhaps nobody), the symbol's form, where and when."""

    superior: str
    organ: str
    symbol: str
    place: str
    day: date


def head(paper: Paper, who: Head) -> None:
    """Two columns without rules: the organ and the number on the left, the state's or the Party's name and the date right."""
    table = paper.doc.add_table(rows=2, cols=2)
    ooxml.no_padding(table)
    (organ, heading), (number, place) = (row.cells for row in table.rows)
    form = paper.form
    if who.superior:
        paper.write(who.superior.upper(), form.superior, inside=organ)
    paper.write(who.organ.upper(), form.organ, bold=True, inside=organ)
    left, right = form.head_columns
    if form.layout is Layout.PARTY:
        paper.write("*", form.organ, inside=organ)
    else:
        paper.rule(min(left, _width(who.organ.upper(), form.organ, CAP)) / 2.5, left, inside=organ)
    for words, size in form.heading:
        paper.write(words, size, bold=True, inside=heading)
    words, size = form.heading[-1]
    paper.rule(min(right, _width(words, size, CAP if words.isupper() else SMALL)), right, inside=heading)
    paper.write(f"{form.number_word} {_number(who.symbol, form.layout)}", form.number, inside=number)
    paper.write(_when(who), form.place, italic=True, inside=place)
    for cell in (number, place):
        cell.paragraphs[0].paragraph_format.space_before = Pt(3)
    ooxml.widths(table, form.head_columns)


def _width(text: str, size: int, letter: float) -> float:
    """About how many millimetres a line of text takes."""
    return len(text) * size * letter * POINT


def _number(symbol: str, layout: Layout) -> str:
    """Left open: the office's own register gives the number."""
    return f"       -{symbol}" if layout is Layout.PARTY else f"       /{symbol}"


def _when(who: Head) -> str:
    """Day and month below 10 and 3 with a nought before them, as both guidelines ask."""
    day = f"{who.day.day:02d}" if who.day.day < 10 else f"{who.day.day}"
    month = f"{who.day.month:02d}" if who.day.month < 3 else f"{who.day.month}"
    return say(
        "{place}, day {day} month {month} year {year}", place=who.place, day=day, month=month, year=f"{who.day.year}"
    )


def kind(paper: Paper, words: str, subject: str) -> None:
    """The kind of paper and what it is about."""
    form = paper.form
    paper.write("", form.body)
    paper.write(words.upper(), form.kind, bold=True)
    for line in subject.splitlines():
        paper.write(line, form.subject, bold=True)
    if form.layout is Layout.PARTY:
        paper.write("-----", form.body)
    else:
        longest = max(subject.splitlines(), key=len)
        paper.rule(min(paper.width, _width(longest, form.subject, SMALL)) / 2.5, paper.width)


def foot(paper: Paper, recipients: list[str], title: str) -> None:
    """Who gets it, and room for the signature."""
    form = paper.form
    paper.write("", form.body)
    table = paper.doc.add_table(rows=1, cols=2)
    ooxml.no_padding(table)
    ooxml.whole(table.rows[0])
    left, right = table.rows[0].cells
    word = paper.write(say("Recipients:"), form.recipients[0], align=LEFT, inside=left).runs[0]
    if form.layout is Layout.PARTY:
        word.underline = True
    else:
        word.bold = word.italic = True
    for recipient in recipients:
        paper.write(f"- {recipient}", form.recipients[1], align=LEFT, inside=left)
    paper.write(title.upper(), form.body, bold=True, inside=right)
    for _ in range(4):
        paper.write("", form.body, inside=right)
    ooxml.widths(table, (paper.width - 85, 85))

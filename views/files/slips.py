"""The slips of a conference as Word: two on a page, cut apart, each for one post, with its code large and as a QR picture."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from docx.enum.text import WD_BREAK
from docx.shared import Mm, Pt
from docx.table import _Cell

from views.files import ooxml
from views.files.layout import PARTY
from views.files.paper import CENTRE, LEFT, Paper
from views.pictures.qr import qr
from views.words import day, say

ON_A_PAGE = 2
PICTURE = 45  # millimetres


@dataclass(frozen=True)
class Printed:
    """`link`: the address that opens the chat with the code said, or nothing: then the picture says the code."""

    post: str
    code: str
    link: str = ""


def slips(printed: Sequence[Printed], until: date, *, trusted: bool = False) -> bytes:
    """The file; codes are good until that day. `trusted`: issued on the server's console, so nobody has to confirm them."""
    paper = Paper(PARTY, numbered=False)
    for place, slip in enumerate(printed):
        if place and place % ON_A_PAGE == 0:
            paper.doc.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
        _slip(paper, slip, until, trusted=trusted)
        cut = paper.write("✂ " + "- " * 60 if place % ON_A_PAGE == 0 else "", 10, align=LEFT)
        cut.paragraph_format.space_before = cut.paragraph_format.space_after = Pt(36)
    return paper.save()


def _slip(paper: Paper, slip: Printed, until: date, *, trusted: bool) -> None:
    table = paper.doc.add_table(rows=1, cols=2)
    table.style = "Table Grid"
    ooxml.whole(table.rows[0])
    words, picture = table.rows[0].cells
    title = paper.write(say("SLIP TO CONNECT WITH THE ASSISTANT"), 14, bold=True, inside=words)
    title.paragraph_format.space_before = title.paragraph_format.space_after = Pt(10)
    paper.write(say("For the comrade who holds the post:"), 12, align=LEFT, inside=words)
    paper.write(slip.post, 14, bold=True, align=LEFT, inside=words)
    paper.write(slip.code, 28, bold=True, inside=words).paragraph_format.space_before = Pt(6)
    for step in _steps(until, trusted=trusted):
        paper.write(step, 12, align=LEFT, inside=words).paragraph_format.space_before = Pt(4)
    _picture(paper, slip, picture)
    ooxml.widths(table, (paper.width - 55, 55))


def _steps(until: date, *, trusted: bool) -> list[str]:
    at_once = say("3. The list of tasks follows at once.")
    confirmed = say("3. The list of tasks follows as soon as the organisation board has confirmed.")
    return [
        say("1. Scan the picture, or open the chat with the assistant and send the code."),
        say("2. Check the post that is shown, and answer 1 (correct)."),
        at_once if trusted else confirmed,
        say("The code works once, until {day}.", day=day(until)),
        say(
            "Handed over personally: please do not photograph or pass on this slip. No secret documents in this channel."
        ),
    ]


def _picture(paper: Paper, slip: Printed, cell: _Cell) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment, paragraph.paragraph_format.space_before = CENTRE, Pt(12)
    paragraph.add_run().add_picture(io.BytesIO(qr(slip.link or slip.code)[2]), width=Mm(PICTURE))
    paper.write(slip.code, 12, bold=True, inside=cell)

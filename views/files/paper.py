"""A Word document in one of the two official layouts: its pages, its head, its parts. What is in it, its makers say."""

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from rules.issuers import Layout
from rules.numbers import roman
from rules.personal import masked
from views.files import ooxml
from views.files.layout import A4, FONT, PAGE_NUMBER_FROM_EDGE, Form

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CENTRE, LEFT, BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY
RIGHT = WD_ALIGN_PARAGRAPH.RIGHT
FIRST_LINE = 10  # millimetres
SEPARATION = 6  # points between paragraphs


class Paper:
    """`doc` is the document being written, `form` the layout it follows."""

    def __init__(self, form: Form, *, wide: bool = False, numbered: bool = True) -> None:
        self.form, self.wide, self.numbered = form, wide, numbered
        self.doc: Doc = Document()
        self._style()
        self._page(self.doc.sections[0])

    @property
    def width(self) -> int:
        """Millimetres between the margins."""
        return A4[1 if self.wide else 0] - self.form.left - self.form.right

    def another(self) -> None:
        """A new paper in the same file: on a new page, counted anew."""
        section = self.doc.add_section(WD_SECTION.NEW_PAGE)
        self._page(section)
        ooxml.count_pages_anew(section)

    def save(self) -> bytes:
        out = io.BytesIO()
        self.doc.save(out)
        return out.getvalue()

    def _style(self) -> None:
        normal = self.doc.styles["Normal"]
        normal.font.name, normal.font.size = FONT, Pt(self.form.body)
        normal.font.color.rgb = RGBColor(0, 0, 0)
        fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), FONT)
        normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)

    def _page(self, section: Section) -> None:
        """A4, the layout's margins, and the page's number from the second one on."""
        short, long = A4
        section.orientation = WD_ORIENT.LANDSCAPE if self.wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(long if self.wide else short), Mm(short if self.wide else long)
        section.top_margin, section.bottom_margin = Mm(self.form.top), Mm(self.form.bottom)
        section.left_margin, section.right_margin = Mm(self.form.left), Mm(self.form.right)
        section.header_distance = section.footer_distance = Mm(PAGE_NUMBER_FROM_EDGE)
        section.different_first_page_header_footer = True
        header = section.header
        if not self.numbered or not header.is_linked_to_previous:
            return
        header.is_linked_to_previous = False
        paragraph = header.paragraphs[0]
        paragraph.alignment = CENTRE
        ooxml.page_field(paragraph)
        paragraph.runs[0].font.size = Pt(self.form.page_number)

    # the parts of a page

    def write(
        self,
        text: str,
        size: int | None = None,
        *,
        bold: bool = False,
        italic: bool = False,
        align: WD_ALIGN_PARAGRAPH = CENTRE,
        inside: _Cell | None = None,
    ) -> Paragraph:
        """A line of its own, on the page or in a cell (whose first, empty paragraph is used up first)."""
        paragraph = self._paragraph(inside)
        self.run(paragraph, text, size, bold=bold, italic=italic)
        paragraph.alignment = align
        return paragraph

    def run(
        self, paragraph: Paragraph, text: str, size: int | None = None, *, bold: bool = False, italic: bool = False
    ) -> Run:
        made = paragraph.add_run(printable(text))
        made.font.size, made.bold, made.italic = Pt(size or self.form.body), bold, italic
        return made

    def _paragraph(self, inside: _Cell | None) -> Paragraph:
        if inside is None:
            return self.doc.add_paragraph()
        first = inside.paragraphs[0]
        return first if len(inside.paragraphs) == 1 and not first.runs and not inside.tables else inside.add_paragraph()

    def text(self, text: str, *, bold: bool = False, italic: bool = False) -> Paragraph:
        """A paragraph of the text: justified, its first line drawn in."""
        paragraph = self.write(text, bold=bold, italic=italic, align=BOTH)
        paragraph.paragraph_format.first_line_indent = Mm(FIRST_LINE)
        paragraph.paragraph_format.space_before = Pt(SEPARATION)
        paragraph.paragraph_format.keep_with_next = bold
        return paragraph

    def part(self, number: int, words: str) -> None:
        """The heading of a part: "I- KẾT QUẢ" in a Party paper, "I. KẾT QUẢ" in one of the State."""
        mark = "-" if self.form.layout is Layout.PARTY else "."
        self.text(f"{roman(number)}{mark} {words.upper()}", bold=True)

    def to_fill_in(self, words: str = "") -> None:
        """Words, and a dotted line to write on."""
        paragraph = self.text(f"{words} \t" if words else "\t", italic=True)
        paragraph.alignment = LEFT
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(self.width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)

    def rule(self, length: float, room: float, *, inside: _Cell | None = None) -> None:
        """A line of so many millimetres in the middle of a room of so many."""
        paragraph = self._paragraph(inside)
        side = Mm(max(0.0, (room - length) / 2))
        shape = paragraph.paragraph_format
        shape.left_indent = shape.right_indent = side
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(3)
        ooxml.line_below(paragraph)

    def grid(self, columns: Sequence[tuple[str, int]], size: int = 12) -> "Grid":
        """A ruled table with headings (words, width in millimetres) that come again on every page."""
        return Grid(self, columns, size)


class Grid:
    """A table of a paper."""

    def __init__(self, paper: Paper, columns: Sequence[tuple[str, int]], size: int) -> None:
        self.paper, self.size = paper, size
        self.sizes = tuple(width for _, width in columns)
        self.table = paper.doc.add_table(rows=1, cols=len(columns))
        self.table.style, self.table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
        ooxml.repeat(self.table.rows[0])
        for cell, (words, _) in zip(self.table.rows[0].cells, columns, strict=True):
            paper.write(words, size, bold=True, inside=cell)

    def row(self, values: Sequence[str], *, centred: Sequence[int] = ()) -> None:
        """A row of texts; those of the `centred` columns in the middle."""
        added = self.table.add_row()
        ooxml.whole(added)
        for place, (cell, text) in enumerate(zip(added.cells, values, strict=True)):
            self.paper.write(text, self.size, align=CENTRE if place in centred else LEFT, inside=cell)

    def across(self, text: str) -> None:
        """A heading over all columns, kept with the row below."""
        added = self.table.add_row()
        ooxml.whole(added)
        cell = added.cells[0].merge(added.cells[-1])
        self.paper.write(text, self.size, bold=True, align=LEFT, inside=cell).paragraph_format.keep_with_next = True

    def done(self) -> None:
        """Set the widths, once all rows are there."""
        ooxml.widths(self.table, self.sizes)


def printable(text: str) -> str:
    """Without the control characters that no XML may hold, and without a person's numbers."""
    return masked("".join(letter for letter in text if letter in "\n\t" or ord(letter) >= 32))

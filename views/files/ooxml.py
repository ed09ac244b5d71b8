"""What python-docx has no word for: page number fields, lines, cells without borders, rows that repeat, other page counts."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

TWIPS = 56.7  # in a millimetre


def element(name: str, **attributes: str) -> Any:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def page_field(paragraph: Paragraph) -> None:
    """The number of the page, as a field that Word keeps right."""
    run = paragraph.add_run()
    for kind in ("begin", "separate", "end"):
        if kind == "separate":
            instruction = element("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = " PAGE "
            run._r.append(instruction)
        run._r.append(element("w:fldChar", fldCharType=kind))


def count_pages_anew(section: Section) -> None:
    """This section's pages begin with 1."""
    section._sectPr.append(element("w:pgNumType", start="1"))


def line_below(paragraph: Paragraph) -> None:
    """A ruled line under a paragraph; its indents say how long it is."""
    borders = element("w:pBdr")
    borders.append(element("w:bottom", val="single", sz="6", space="1", color="000000"))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def widths(table: Table, columns: tuple[int, ...]) -> None:
    """Fixed widths in millimetres, in the grid and in every cell, so that no reader spreads them."""
    table.autofit = False
    for grid, width in zip(table._tbl.tblGrid.gridCol_lst, columns, strict=True):
        grid.w = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, columns, strict=True):
            cell.width = Mm(width)


def no_padding(table: Table) -> None:
    """Cells as wide as their text: a layout table's edges are the page's margins."""
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w="0", type="dxa"))
    table._tbl.tblPr.append(margins)


def repeat(row: _Row) -> None:
    """The heading of a table comes again on every page."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def whole(row: _Row) -> None:
    """A row is not torn between two pages."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


def shade(cell: _Cell, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=colour))

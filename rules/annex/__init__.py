"""Annexes of Decisions, as offices write them for paper: rows of plain cells in, records and findings out. No files here.

sheets (cells, merged ranges) → headings (columns by meaning) → rows (sections, totals, signatures told apart) → records
                                                                  → findings, each with sheet, row and column
"""

from rules.annex.amounts import Amount
from rules.annex.cells import Line, Sheet, Value
from rules.annex.findings import BLOCKING, Finding, Kind
from rules.annex.head import Heading, heading_of
from rules.annex.reader import Annex, read_annex
from rules.annex.records import Record
from rules.annex.unreadable import Unreadable

__all__ = [
    "BLOCKING",
    "Amount",
    "Annex",
    "Finding",
    "Heading",
    "Kind",
    "Line",
    "Record",
    "Sheet",
    "Unreadable",
    "Value",
    "heading_of",
    "read_annex",
]

"""Columns of a small workbook found by what their headings mean: any order, case, diacritics and line breaks, in a first row
that need not be the sheet's first.

The annex of a Decision has more of everything (two-row headings, merged cells, look-alikes) and a reader of its own,
`rules.annex`.
"""

import re
from collections.abc import Mapping, Sequence, Set

from rules.folding import fold

Vocabulary = Mapping[str, Sequence[str]]  # a meaning, and how it is written, folded
Columns = dict[str, int]
SEARCHED = 15  # rows in which the headings are looked for; titles and mottoes may stand above them

_PUNCTUATION = re.compile(r"[^\w\s]|_")


def plain(text: str) -> str:
    """`Người theo dõi,\\nchỉ đạo` → `nguoi theo doi chi dao`."""
    return fold(_PUNCTUATION.sub(" ", text))


def columns_of(row: Sequence[str], vocabulary: Vocabulary) -> Columns:
    """The column of each meaning, the first and best of several: a heading that is a synonym, else one that begins with it."""
    found: dict[str, tuple[int, int]] = {}
    for index, cell in enumerate(row):
        meaning, fit = _meaning(plain(cell), vocabulary)
        if fit and (meaning not in found or found[meaning][0] < fit):
            found[meaning] = (fit, index)
    return {meaning: index for meaning, (_, index) in found.items()}


def _meaning(heading: str, vocabulary: Vocabulary) -> tuple[str, int]:
    """What one heading means and how well it fits: 0 for not at all, a whole synonym beats every beginning."""
    best = ("", 0)
    for meaning, synonyms in vocabulary.items():
        for synonym in synonyms:
            fit = 1000 if heading == synonym else len(synonym) if heading.startswith(f"{synonym} ") else 0
            best = max(best, (meaning, fit), key=lambda each: each[1])
    return best


def table_of(rows: Sequence[Sequence[str]], vocabulary: Vocabulary, required: Set[str]) -> tuple[int, Columns] | None:
    """The index of the heading row and the columns; None when no row has all the required ones."""
    for index, row in enumerate(rows[:SEARCHED]):
        columns = columns_of(row, vocabulary)
        if required <= columns.keys():
            return index, columns
    return None

"""Columns found by what their headings mean: any order, spelling, case, diacritics and line breaks; every column one meaning,
every meaning one column, the best fits first."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from rules.folding import fold

Columns = dict[str, int]
SEARCHED = 15  # rows in which the headings of a small workbook are looked for; titles and mottoes may stand above them
_LONGEST = 80  # characters; what is longer is no heading
_PUNCTUATION = re.compile(r"[^\w\s]|_")
_YEAR = re.compile(r"\b(?:nam )?20\d\d\b")


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Each meaning and how it is written, folded; the surer a word is, the earlier it stands. A heading is compared whole, then
    by its beginning, then by what it contains."""

    words: Mapping[str, Sequence[str]]


def plain(text: str) -> str:
    """`Người theo dõi,\\nchỉ đạo` → `nguoi theo doi chi dao`."""
    return fold(_PUNCTUATION.sub(" ", text))


@lru_cache(maxsize=4096)
def fits(text: str, vocabulary: Vocabulary) -> Mapping[str, int]:
    """How well a heading fits each meaning; the year it is for tells nothing."""
    if not text or len(text) > _LONGEST:
        return {}
    heading = " ".join(_YEAR.sub(" ", plain(text)).split())
    scored = {
        meaning: max((_fit(heading, word, rank) for rank, word in enumerate(words)), default=0)
        for meaning, words in vocabulary.words.items()
    }
    return {meaning: score for meaning, score in scored.items() if score}


def _fit(heading: str, word: str, rank: int) -> int:
    """300 and more for the very words, 200 for a beginning, 100 for a part."""
    if heading == word:
        return 300 + max(0, 40 - rank)
    if len(word) < 3:
        return 0
    if heading.startswith(f"{word} "):
        return 200 + len(word)
    return 100 + len(word) if f" {word} " in f" {heading} " and len(word) > 4 else 0


def columns_of(headings: Sequence[str], vocabulary: Vocabulary, unread: str = "") -> Columns:
    """Which column means what. `unread`: the meaning of columns that are known and not read; it takes none from another."""
    scored = [(column, fits(text, vocabulary)) for column, text in enumerate(headings)]
    telling = [(column, fit) for column, fit in scored if fit and max(fit, key=fit.__getitem__) != unread]
    order = list(vocabulary.words)
    ranked = sorted(
        ((score, meaning, column) for column, fit in telling for meaning, score in fit.items() if meaning != unread),
        key=lambda each: (-each[0], each[2], order.index(each[1])),
    )
    found: Columns = {}
    for _, meaning, column in ranked:
        if column not in found.values():
            found.setdefault(meaning, column)
    return found


def table_of(rows: Sequence[Sequence[str]], vocabulary: Vocabulary, required: Set[str]) -> tuple[int, Columns] | None:
    """The index of the heading row and the columns; None when no row has all the required ones."""
    for index, row in enumerate(rows[:SEARCHED]):
        columns = columns_of(row, vocabulary)
        if required <= columns.keys():
            return index, columns
    return None

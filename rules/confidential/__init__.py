"""Marks of secrecy: stamps and headings, in texts and in file names (S1-18).

"Mật", "Tối mật" and "Tuyệt mật" *as marks* are found in any spelling; bảo mật, mật ong, mật độ are ordinary words, and so
is a sentence that forbids sending secret documents. Without diacritics `mat` is nearly always mất or mặt, and counts only
beside a word such as "tai lieu" or in a file name."""

from rules.confidential.files import mark_in_file_names
from rules.confidential.scan import Level
from rules.confidential.stamps import mark_in_text
from rules.confidential.words import SPELLINGS, may_bear_mark, prepare

__all__ = ["Level", "find_mark"]

CANDIDATES = SPELLINGS | {"mat"}
_ORDER = (Level.TOP, Level.HIGH, Level.SECRET)


def find_mark(text: str) -> str | None:
    """The highest mark `text` (a message, a caption, a cell, a file name) bears, as documents write it: "Mật", "Tối mật"
    or "Tuyệt mật"; None if it bears none."""
    if not may_bear_mark(text):
        return None
    seen = prepare(text)
    low = seen.lower()
    if not any(word in low for word in CANDIDATES):
        return None  # as for most texts
    found = {mark_in_text(seen), *mark_in_file_names(seen)}
    return next((level.value for level in _ORDER if level in found), None)

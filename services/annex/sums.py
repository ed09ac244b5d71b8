"""How many people a printed total counts; a name that is misspelt or missing makes that a span, not a mistake."""

from collections.abc import Iterator, Sequence

from rules.annex import Annex, Finding, Kind
from rules.annex.cells import letter
from services.annex.resolved import Resolved


def wrong_people(annex: Annex, rows: Sequence[Resolved], astray: frozenset[int]) -> Iterator[Finding]:
    """Printed totals of posts that differ from what was counted."""
    for total in annex.totals:
        printed = total.printed.people
        if printed is None:
            continue
        counts = [_span(annex, rows, astray, *span) for span in total.spans]
        if not any(least <= printed <= most for least, most in counts):
            counted, _ = _span(annex, rows, astray, total.first, total.last)
            args = {"printed": printed, "counted": counted, "people": True}
            line = total.printed.line
            yield Finding(Kind.TOTAL, total.sheet, line.number, letter(line.filled[0]), args)


def _span(annex: Annex, rows: Sequence[Resolved], astray: frozenset[int], first: int, last: int) -> tuple[int, int]:
    """The fewest and the most posts in these positions."""
    within = [row for row in rows if first <= row.record.position <= last]
    sure = {row.record.position for row in within if row.post and row.record.position not in astray}
    known = {row.post.id for row in within if row.post and row.record.position in sure}
    probable = {row.likely.id for row in within if not row.post and row.likely}
    unclear = len(within) - len(sure) + len([each for each in annex.hidden if first <= each.position <= last])
    return len(known), max(len(known | probable), len(known) + unclear)

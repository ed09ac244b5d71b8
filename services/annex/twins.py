"""Two rows that give the same post the same task, or what may be the same in other words."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rules.annex import Finding, Kind
from rules.annex.headings import Meaning
from rules.annex.records import Spans
from rules.spelling import bare_words
from services.annex.resolved import Resolved

FEWEST = 5  # words that tell something; of fewer nothing is concluded
SHARED = 0.8  # of the words of both titles
OF_THE_SHORTER = 0.75  # of its words, where both have one product, named in as many words
_FILLERS = frozenset({"va", "cac", "cua", "tai", "tren", "o", "cho", "cung", "voi", "nhung", "duoc", "ve", "trong"})


def duplicates(rows: Sequence[Resolved]) -> dict[int, Finding]:
    """The later of two rows that give the same post the same task for the same years, by position."""
    first: dict[tuple[object, str, Spans], Resolved] = {}
    found: dict[int, Finding] = {}
    for row in rows:
        record = row.record
        owner = row.post.id if row.post else bare_words(record.owner)
        if not record.title or not owner:
            continue
        before = first.setdefault((owner, bare_words(record.title), record.spans), row)
        if before is not row:
            found[record.position] = _finding(Kind.DUPLICATE, row, before)
    return found


def near_duplicates(rows: Sequence[Resolved], twice: frozenset[int]) -> Iterator[Finding]:
    """The same words in another order, or a few added: said, and imported all the same. Other words in both ("xã A", "xã B")
    make two tasks, unless one product, named at length, is owed for both."""
    held: dict[tuple[int, Spans], list[tuple[frozenset[str], Resolved]]] = defaultdict(list)
    for row in rows:
        if row.owner is None or row.record.position in twice:
            continue
        words = frozenset(bare_words(row.record.title).split()) - _FILLERS
        earlier = held[row.owner.id, row.record.spans]
        before = next((other for theirs, other in earlier if _alike(words, theirs, row, other)), None)
        if before is not None:
            yield _finding(Kind.NEAR_DUPLICATE, row, before)
        if len(words) >= FEWEST:
            earlier.append((words, row))


def _alike(words: frozenset[str], theirs: frozenset[str], row: Resolved, other: Resolved) -> bool:
    shared = len(words & theirs)
    products = [bare_words(each.record.product) for each in (row, other)]
    if products[0] == products[1] and len(products[0].split()) >= FEWEST:
        return shared >= FEWEST and shared >= OF_THE_SHORTER * min(len(words), len(theirs))
    return (words <= theirs or theirs <= words) and shared >= SHARED * len(words | theirs)


def _finding(kind: Kind, row: Resolved, before: Resolved) -> Finding:
    return row.record.finding(kind, Meaning.TITLE, row=before.record.row, sheet=before.record.sheet)

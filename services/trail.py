"""Prove the history whole: every chain from its first link to its last, and the words it points to (issue 7, item 6)."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models import FreeText, History
from rules import chain
from services.history import sealed

STEP = 1000  # rows read at once


@dataclass(frozen=True)
class Broken:
    """The first row of a chain that is not as it was written: altered, missing before it, or its words exchanged."""

    chain: str
    row_id: int
    why: str  # "altered", "missing", "words"


@dataclass(frozen=True)
class Proof:
    """How much was read, what is broken, and one fingerprint of all chains' ends: written down elsewhere it also shows whole
    chains, or the ends of them, that were taken away later."""

    rows: int
    chains: int
    broken: tuple[Broken, ...]
    fingerprint: str


def prove(session: Session) -> Proof:
    """Read all of it once, chain by chain; a slow read, for the read-only connection."""
    ends: dict[str, str] = {}
    broken: dict[str, Broken] = {}
    rows = 0
    last: tuple[str, int, str] = ("", 0, chain.FIRST)
    for row, text in _read(session):
        rows += 1
        before = last if last[0] == row.chain else (row.chain, 0, chain.FIRST)
        why = _why(row, text, before[1], before[2])
        if why and row.chain not in broken:
            broken[row.chain] = Broken(row.chain, row.id or 0, why)
        last = (row.chain, row.seq, row.hash)
        ends[row.chain] = row.hash
    return Proof(rows, len(ends), tuple(broken.values()), chain.link(chain.FIRST, dict(ends)))


def _read(session: Session) -> Iterator[tuple[History, FreeText | None]]:
    statement = select(History, FreeText).join(FreeText, col(FreeText.id) == History.text_id, isouter=True)
    statement = statement.order_by(History.chain, col(History.seq)).execution_options(yield_per=STEP)
    yield from session.exec(statement)


def _why(row: History, text: FreeText | None, seq: int, before: str) -> str:
    if row.seq != seq + 1:
        return "missing"
    if row.hash != sealed(row, before):
        return "altered"
    # erased words prove nothing and break nothing
    if text is not None and text.body is not None and row.text_digest is not None:
        return "" if chain.digest_of(text.salt, text.body) == row.text_digest else "words"
    return ""

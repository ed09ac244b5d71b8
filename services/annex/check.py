"""An annex checked against the organisation: whose each task is, and what only the organisation can tell to be wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.base import Json
from rules.annex import Annex, Finding, Kind, Record
from rules.annex.headings import Meaning
from rules.spelling import bare_words
from services.annex.choices import kept, text_hash
from services.annex.posts import Named, Posts
from services.annex.quotas import quotas_of, wrong_quotas
from services.annex.resolved import Resolved
from services.annex.sums import wrong_people
from services.annex.twins import duplicates, near_duplicates
from services.annex.unclear import labels, unclear_texts
from services.annex.units import Node, Units


@dataclass(frozen=True)
class Checked:
    """What can be said of an annex before anything is written; `findings` by sheet, row and column."""

    annex: Annex
    issuer: Node | None
    rows: tuple[Resolved, ...]
    findings: tuple[Finding, ...]
    unclear: tuple[Json, ...]

    @property
    def sound(self) -> list[Resolved]:
        """The rows that can be imported."""
        stopped = {(found.sheet, found.row) for found in self.findings if found.blocking}
        return [row for row in self.rows if row.post and (row.record.sheet, row.record.row) not in stopped]


def check(session: Session, annex: Annex, today: date) -> Checked:
    """Check against the organisation as it is on this day; reads only."""
    posts, units = Posts(session, today), Units(session)
    issuer = units.issuer(annex.heading.lines) or units.root()
    chosen = kept(session, issuer.id if issuer else None)
    posts.also(lambda text, unit: chosen.get(text_hash(text, unit)))
    rows = [_resolved(record, posts) for record in annex.records]
    twice = duplicates(rows)
    levels = _levels(rows, units, posts, issuer)
    found = [
        *annex.findings,
        *_unknown_owners(rows, posts),
        *_unknown_supervisors(rows, posts),
        *_unknown_assigners(rows, units, posts),
        *twice.values(),
        *near_duplicates(rows, frozenset(twice)),
        *levels.values(),
        *_own_supervisors(rows),
        *wrong_quotas(annex, rows, frozenset(twice), frozenset(levels), quotas_of(session, annex, today)),
        *wrong_people(annex, rows, frozenset(levels)),
    ]
    order = {name: place for place, name in enumerate(annex.sheets)}
    found.sort(key=lambda each: (order.get(each.sheet, 0), each.row, len(each.column), each.column, each.kind))
    return Checked(annex, issuer, tuple(rows), tuple(found), unclear_texts(rows, posts))


def _resolved(record: Record, posts: Posts) -> Resolved:
    owner = posts.named(record.owner, record.unit) if record.owner else Named(None)
    supervisor = posts.named(record.supervisor).one if record.supervisor else None
    likely = owner.candidates[0] if owner.candidates else None
    directing = posts.named(record.directing).one if record.directing else None
    return Resolved(record, owner.one, likely, supervisor, directing)


def _unknown_owners(rows: Sequence[Resolved], posts: Posts) -> Iterator[Finding]:
    for row in rows:
        record = row.record
        if record.owner and row.post is None:
            named = posts.named(record.owner, record.unit)
            args = {"text": record.owner, "candidates": labels(named.candidates), "two": named.two}
            yield record.finding(Kind.UNKNOWN_POST, Meaning.OWNER, **args)


def _unknown_supervisors(rows: Sequence[Resolved], posts: Posts) -> Iterator[Finding]:
    """Who follows or directs; where none of them is known, the organisation keeps no such posts, and the annex is right."""
    if not any(row.supervisor for row in rows):
        return
    for row in rows:
        columns = row.record.columns
        for column, text in ((Meaning.SUPERVISOR, row.record.supervisor), (Meaning.DIRECTING, row.record.directing)):
            twice = column is Meaning.DIRECTING and columns.get(column) == columns.get(Meaning.SUPERVISOR)
            if text and not twice and posts.named(text).one is None:
                args = {"text": text, "candidates": labels(posts.named(text).candidates), "role": "supervisor"}
                yield row.record.finding(Kind.UNKNOWN_POST, column, **args)


def _unknown_assigners(rows: Sequence[Resolved], units: Units, posts: Posts) -> Iterator[Finding]:
    """Who assigns, where the organisation knows some of those the annex names: whether the level directly above does can't be
    told of the others."""
    named = {text: _assigner(text, units, posts) for row in rows if (text := row.record.assigner)}
    if not any(named.values()):
        return
    for row in rows:
        if row.record.assigner and named[row.record.assigner] is None:
            args = {"text": row.record.assigner, "candidates": [], "role": "assigner"}
            yield row.record.finding(Kind.UNKNOWN_POST, Meaning.ASSIGNER, **args)


def _levels(rows: Sequence[Resolved], units: Units, posts: Posts, issuer: Node | None) -> dict[int, Finding]:
    """The level directly above assigns (S4-03): the column that says who, else the document's issuer. By position."""
    found: dict[int, Finding] = {}
    for row in rows:
        if row.post is None:
            continue
        named = row.record.assigner
        assigner = _assigner(named, units, posts) if named else issuer
        if assigner is not None and not units.directly_above(assigner.id, row.post.unit_id):
            column = Meaning.ASSIGNER if named else Meaning.OWNER
            args = {"assigner": assigner.name, "post": row.post.name, "unit": row.post.unit}
            found[row.record.position] = row.record.finding(Kind.NOT_DIRECTLY_ABOVE, column, **args)
    return found


def _assigner(text: str, units: Units, posts: Posts) -> Node | None:
    unit = units.named(text)
    if unit is not None:
        return unit
    post = posts.named(text).one
    return units.speaks_for(post.unit_id) if post else None


def _own_supervisors(rows: Sequence[Resolved]) -> Iterator[Finding]:
    """Nobody supervises himself: verification goes one level up, and the importer says so."""
    for row in rows:
        record, owner, above = row.record, row.owner, row.supervisor
        same_text = bool(record.supervisor) and bare_words(record.supervisor) == bare_words(record.owner)
        same_post = owner is not None and above is not None and owner.id == above.id
        same_holder = (
            owner is not None
            and above is not None
            and owner.holder_id is not None
            and owner.holder_id == above.holder_id
        )
        if same_text or same_post or same_holder:
            yield record.finding(Kind.OWNER_SUPERVISES, Meaning.SUPERVISOR, text=record.supervisor)

"""Quotas of groups checked on an annex (GC-14): a regulation's own scopes where it is kept, else those of Quy định 371."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from sqlmodel import Session, col, or_, select

from models import Document, RegulationScope
from rules.annex import Annex, Finding, Kind
from rules.annex.headings import Meaning
from rules.annex.records import Spans
from rules.annex.totals import each_of
from rules.quotas import GROUPS_OF_371, Quota, is_growth, quota_for
from rules.spelling import bare_words
from rules.text import fold
from services.annex.posts import Known
from services.annex.resolved import Resolved


def quotas_of(session: Session, annex: Annex, day: date) -> Sequence[Quota]:
    """The quotas that the annex itself prints beside its groups, and those that the regulations named above the table set on this
    day; none where it does neither and does not look as if it followed the scheme."""
    kept = [*_printed(annex), *(quota for cited in annex.heading.cites for quota in _kept(session, cited, day))]
    if kept:
        return kept
    cites_371 = any(fold(each).replace(" ", "").startswith("371-qd/tu") for each in annex.heading.cites)
    return GROUPS_OF_371 if cites_371 or (_grouped(annex) and _borne_out(annex)) else ()


def _printed(annex: Annex) -> list[Quota]:
    sections = dict.fromkeys(row.section for row in annex.records)
    return [Quota(((fold(section),),), each) for section in sections if (each := each_of(section)) is not None]


def _grouped(annex: Annex) -> bool:
    """Is the annex laid out in the groups of the scheme, most of them being its sections?"""
    sections = {row.section for row in annex.records}
    named = {quota for section in sections if (quota := quota_for(section, GROUPS_OF_371))}
    return len(named) >= len(GROUPS_OF_371) - 1


def _borne_out(annex: Annex) -> bool:
    """Have most of its people as many tasks as the scheme gives them? Else it has the same groups and follows something else."""
    counts = Counter((row.section, bare_words(row.owner)) for row in annex.records if row.owner)
    owed = [(quota_for(section, GROUPS_OF_371), counted) for (section, _), counted in counts.items()]
    right = [quota.count == counted for quota, counted in owed if quota and quota.count and not quota.for_group]
    return 2 * sum(right) >= len(right)


def _kept(session: Session, cited: str, day: date) -> list[Quota]:
    number, _, symbol = cited.partition("-")
    statement = select(RegulationScope, Document).join(Document, col(Document.id) == col(RegulationScope.document_id))
    statement = statement.where(Document.number == number, RegulationScope.starts_on <= day)
    statement = statement.where(or_(col(RegulationScope.ends_on).is_(None), col(RegulationScope.ends_on) >= day))
    rows = session.exec(statement.order_by(col(RegulationScope.id))).all()
    return [
        Quota(((fold(scope.group),),), scope.quota, scope.one_per_field, scope.growth, scope.quota_for_group)
        for scope, document in rows
        if scope.group
        and fold(document.symbol) == fold(symbol)
        and (scope.quota or scope.one_per_field or scope.growth)
    ]


def wrong_quotas(
    annex: Annex, rows: Sequence[Resolved], twice: frozenset[int], astray: frozenset[int], quotas: Sequence[Quota]
) -> Iterator[Finding]:
    """Posts with too few or too many tasks, twice the same content, or no growth target; groups with too few or too many.

    A row whose holder is missing, unknown or of another level (`astray`), or that is marked secret, may be its neighbours'; a
    duplicate (`twice`) may be one too many: where such a row can make the number right, nothing is said. Sheets for other years
    are counted apart.
    """
    if not quotas:
        return
    held: dict[tuple[str, Spans], dict[int, list[Resolved]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row.post is not None and row.record.position not in astray:
            held[_group(row, quotas), row.record.spans][row.post.id].append(row)
    unclear = _unclear(annex, rows, astray)
    for (group, spans), posts in held.items():
        quota = quota_for(group, quotas)
        if quota is None:
            continue
        for post, tasks in posts.items():
            yield from _of_post(quota, group, tasks, twice, unclear[spans, post])
        if quota.for_group:
            doubtful = sum(unclear[spans, post] for post in posts)
            yield from _of_group(quota, group, [row for tasks in posts.values() for row in tasks], twice, doubtful)


def _of_group(
    quota: Quota, group: str, tasks: Sequence[Resolved], twice: frozenset[int], unclear: int
) -> Iterator[Finding]:
    """The number is owed by the group as a whole."""
    least = sum(row.record.position not in twice for row in tasks)
    if quota.count is not None and not least <= quota.count <= len(tasks) + unclear:
        args = {"post": group, "group": group, "counted": least, "quota": quota.count}
        yield tasks[0].record.finding(Kind.QUOTA, Meaning.OWNER, what="count", **args)


def _unclear(annex: Annex, rows: Sequence[Resolved], astray: frozenset[int]) -> Counter[tuple[Spans, int]]:
    """How many rows may be a post's besides its own: those beside its rows, and those that probably name it."""
    sure = {row.record.position: row for row in rows if row.post and row.record.position not in astray}
    places = {row.record.position: (row.record.section, row.record.spans) for row in rows}
    places |= {each.position: (each.section, each.spans) for each in annex.hidden}
    likely = {row.record.position: row.likely.id for row in rows if row.likely}
    found: Counter[tuple[Spans, int]] = Counter()
    for position, (section, spans) in places.items():
        if position not in sure:
            beside = (_nearest(sure, section, position, step, annex.tasks) for step in (-1, 1))
            found.update({(spans, post) for post in (*beside, likely.get(position)) if post is not None})
    return found


def _nearest(sure: dict[int, Resolved], section: str, position: int, step: int, last: int) -> int | None:
    """Whose the nearest sure row of the section is, upwards or downwards."""
    while 1 <= position <= last:
        position += step
        row = sure.get(position)
        if row is not None and row.post is not None:
            return row.post.id if row.record.section == section else None
    return None


def _group(row: Resolved, quotas: Sequence[Quota]) -> str:
    """The section's group, else the unit's."""
    section = row.record.section
    if quota_for(section, quotas) or row.post is None:
        return section
    return row.post.group


def _of_post(
    quota: Quota, group: str, tasks: Sequence[Resolved], twice: frozenset[int], unclear: int
) -> Iterator[Finding]:
    post = tasks[0].post
    assert post is not None
    once = [row for row in tasks if row.record.position not in twice]
    at, least, most = tasks[0].record, len(once), len(tasks) + unclear
    if quota.count is not None and not quota.for_group and not least <= quota.count <= most:
        args = {"post": post.name, "group": group, "counted": least, "quota": quota.count}
        yield at.finding(Kind.QUOTA, Meaning.OWNER, what="count", **args)
    if quota.one_per_field:
        yield from _fields(post, once)
    told = [(row.record.title, row.record.field, row.record.kind) for row in tasks]
    if quota.growth and not unclear and all(texts[0] and not is_growth(texts) for texts in told):
        yield at.finding(Kind.QUOTA, Meaning.OWNER, what="growth", post=post.name, group=group)


def _fields(post: Known, tasks: Sequence[Resolved]) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for row in tasks:
        record = row.record
        content = fold(record.field or record.kind)
        if content and seen.setdefault(content, record.row) != record.row:
            said = record.field or record.kind
            column = Meaning.FIELD if record.field else Meaning.KIND
            yield record.finding(Kind.QUOTA, column, what="field", post=post.name, field=said, row=seen[content])

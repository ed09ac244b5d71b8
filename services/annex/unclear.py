"""The texts of an annex that are no post's name, numbered for whoever chooses; a choice that was made stays on the list."""

from collections.abc import Iterable, Iterator, Sequence

from models.base import Json
from rules.annex.headings import Meaning
from services.annex.posts import Known, Posts
from services.annex.resolved import Resolved


def unclear_texts(rows: Sequence[Resolved], posts: Posts) -> tuple[Json, ...]:
    """Each text once, in the order of the annex, with how many rows it stands in, who may be meant, and who was chosen."""
    found: dict[tuple[str, str], Json] = {}
    supervised = any(row.supervisor for row in rows)
    for row in rows:
        for text, unit, column in _texts(row, supervised=supervised):
            named = posts.named(text, unit)
            if named.one is not None and not named.chosen:
                continue
            likely = [*named.candidates]
            if named.one is not None and named.one not in likely:
                likely.append(named.one)
            place = {"sheet": row.record.sheet, "row": row.record.row, "column": column}
            names = [{"id": post.id, "name": name} for post, name in zip(likely, labels(likely), strict=True)]
            chosen = labels([named.one])[0] if named.one else None
            entry = {"text": text, "unit": unit, "rows": 0, **place, "candidates": names, "chosen": chosen}
            found.setdefault((text, unit), entry)["rows"] += 1
    return tuple(found.values())


def _texts(row: Resolved, *, supervised: bool) -> Iterator[tuple[str, str, str]]:
    """Where no supervisor is known, the organisation keeps none, and there is nothing to choose."""
    record = row.record
    if record.owner:
        yield record.owner, record.unit, record.columns.get(Meaning.OWNER, "")
    if record.supervisor and supervised:
        yield record.supervisor, "", record.columns.get(Meaning.SUPERVISOR, "")
    if record.directing and record.directing != record.supervisor and supervised:
        yield record.directing, "", record.columns.get(Meaning.DIRECTING, "")


def labels(posts: Iterable[Known]) -> list[str]:
    """The posts' names; where two are called the same, the unit tells them apart."""
    kept = list(posts)
    names = [post.name for post in kept]
    return [post.name if names.count(post.name) == 1 else f"{post.name} ({post.unit})" for post in kept]

"""What importing an annex would do, as plain data, kept between the dry run and the confirmation."""

import gzip
import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlmodel import Session, col, select

from models import Post
from models.base import Json
from rules.annex import Amount, Annex, Finding, Kind
from rules.deadlines import Deadline
from rules.kinds import selection_reasons, task_kind
from services.annex.check import Checked, check
from services.annex.compare import compared
from services.annex.documents import document_of
from services.annex.resolved import Resolved
from services.annex.units import Units

SUMMED = 12  # changed tasks that a summary tells of


def prepare(session: Session, annex: Annex, today: date) -> Json:
    """Check an annex and compare it with what was imported of its document before; reads only."""
    checked = check(session, annex, today)
    document = document_of(session, annex.heading, checked.issuer)
    units = Units(session)
    sound = checked.sound
    there = {row.record.position for row in sound}
    rows = [_row(each, units) for each in sound]
    stopped = [_row(each, units) for each in checked.rows if each.record.position not in there]
    rows, gone = compared(session, document["id"], rows, stopped)
    return {
        "document": document,
        "sheets": list(annex.sheets),
        "unread": list(annex.unread),
        "ignored": [list(column) for column in annex.ignored],
        "tasks": annex.tasks,
        "posts": len({row.post.id for row in checked.rows if row.post}),
        "owners": [row.post.name for row in sound if row.post],
        "findings": [_finding(found) for found in checked.findings],
        "unclear": list(checked.unclear),
        "rows": rows,
        "gone": gone,
        "names": _names(session, rows),
    }


def _names(session: Session, rows: Sequence[Json]) -> dict[str, str]:
    """The posts that a corrected file changes something of, by their ids (a key of JSON is a text)."""
    fields = ("post_id", "supervisor_id")
    pairs = [row["changes"][name] for row in rows for name in fields if name in row["changes"]]
    ids = {post for pair in pairs for post in pair if post is not None}
    return {str(post.id): post.name for post in session.exec(select(Post).where(col(Post.id).in_(ids)))} if ids else {}


def _finding(found: Finding) -> Json:
    return {
        "kind": found.kind.value,
        "sheet": found.sheet,
        "row": found.row,
        "column": found.column,
        "args": {name: _plain(value) for name, value in found.args.items()},
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return [_plain(each) for each in value] if isinstance(value, (list, tuple)) else value


def _row(resolved: Resolved, units: Units) -> Json:
    record = resolved.record
    said = record.kind or record.field
    kind = task_kind(said)
    advising = units.named(record.advising) if record.advising else None
    return {
        "position": record.position,
        "section": record.section[:300],
        "spans": [list(each) for each in record.spans],
        "post_id": resolved.post.id if resolved.post else None,
        "unit_id": resolved.post.unit_id if resolved.post else None,
        "supervisor_id": resolved.supervisor.id if resolved.supervisor else None,
        "post_supervisor_id": resolved.post.supervisor_id if resolved.post else None,
        "directing_id": resolved.directing.id if resolved.directing else None,
        "reasons": [each.value for each in selection_reasons(f"{record.kind}; {record.field}; {record.reason}")],
        "title": record.title,
        "product": record.product,
        "quality": record.quality[:300],
        "kind": kind.value if kind else record.kind[:100],
        "field": "" if kind and not record.kind else record.field[:100],
        "source": "own" if record.own else "assigned",
        "advising_unit": record.advising[:200],
        "advising_unit_id": advising.id if advising else None,
        "due": _due(record.due),
        "target": _target(record.amount),
    }


def _due(due: Deadline | None) -> Json:
    if due is None:
        return {}
    on = due.date.isoformat() if due.date else None
    return {"kind": due.kind, "on": on, "every": due.every, "day": due.day}


def _target(amount: Amount | None) -> Json | None:
    if amount is None:
        return None
    numbers: Sequence[tuple[str, Decimal | None]] = [("plan", amount.plan), ("low", amount.low), ("high", amount.high)]
    kept = {name: str(value) if value is not None else None for name, value in numbers}
    return {"measure": amount.measure[:60], "direction": amount.direction, **kept}


@lru_cache(maxsize=2)
def unpacked(data: bytes) -> Json:
    """A plan from the bytes it is kept as; held for the batches that follow."""
    plan: Json = json.loads(gzip.decompress(data))
    return plan


def summary(plan: Json) -> Json:
    """What is said of a plan, without its rows."""
    if "unreadable" in plan:
        return plan
    told = {
        name: plan[name] for name in ("document", "tasks", "posts", "findings", "unclear", "unread", "gone", "names")
    }
    actions = Counter(row["action"] for row in plan["rows"])
    changed = [[row["task_id"], row["changes"]] for row in plan["rows"] if row["action"] == "change"]
    return {
        **told,
        "ignored": plan.get("ignored", []),  # a plan of an older version has none
        "write": len(plan["rows"]) - actions["same"],
        "actions": {name: actions[name] for name in ("new", "change", "same")},
        "changed": changed[:SUMMED],
        "owners": Counter(plan["owners"]).most_common(),
    }


def findings_of(plan: Json) -> list[Finding]:
    """The findings of a plan, as they were."""
    return [
        Finding(Kind(each["kind"]), each["sheet"], each["row"], each["column"], each["args"])
        for each in plan["findings"]
    ]


__all__ = ["Checked", "findings_of", "prepare"]

"""A file beside what its document gave before: which tasks are new, which changed, which are no longer in it."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from models import Target, Task
from models.base import Json
from rules.spelling import bare_words, likeness, trigrams
from rules.states import TaskState

ALIKE = 0.6  # two titles that are one, corrected
Kept = tuple[Task, Target | None]


class Face(NamedTuple):
    """What a row and a task are known by."""

    post: int | None
    title: str
    position: int | None


# What has to be the same, and whether the titles need only be alike; the surest first.
PARTS: tuple[tuple[Callable[[Face], object], bool], ...] = (
    (lambda face: face, False),
    (lambda face: face[:2], False),
    (lambda face: face.position, True),
    (lambda face: face.title, False),
)


def compared(
    session: Session, document_id: int | None, rows: Sequence[Json], stopped: Sequence[Json]
) -> tuple[list[Json], list[int]]:
    """Each row with `action` (new, change, same), its task and what changes; and the tasks that no row speaks of."""
    left = _kept(session, document_id) if document_id is not None else {}
    matched = _matches(left, [*rows, *stopped])
    made = [_compared(row, matched.get(index)) for index, row in enumerate(rows)]
    spoken = {task.id for task, _ in matched.values()}
    return made, [id_ for id_ in left if id_ not in spoken]


def _kept(session: Session, document_id: int) -> dict[int, Kept]:
    statement = select(Task, Target).outerjoin(Target, col(Target.task_id) == Task.id)
    statement = statement.where(Task.document_id == document_id, Task.state != TaskState.WITHDRAWN)
    return {task.id or 0: (task, target) for task, target in session.exec(statement.order_by(col(Task.id)))}


def _matches(kept: dict[int, Kept], rows: Sequence[Json]) -> dict[int, Kept]:
    """Same post and title (of several, the one in the same place); else the same place with a like title; else the same title
    for another post."""
    left, found = dict(kept), dict[int, Kept]()
    wanted = [Face(row["post_id"], bare_words(row["title"]), row["position"]) for row in rows]
    faces = {id_: Face(task.post_id, bare_words(task.title), task.position) for id_, (task, _) in left.items()}
    for part, like in PARTS:
        waiting: dict[object, list[int]] = defaultdict(list)
        for id_ in left:
            waiting[part(faces[id_])].append(id_)
        for index, face in enumerate(wanted):
            mine = waiting.get(part(face), []) if index not in found else []
            hit = next(
                (id_ for id_ in mine if id_ in left and (not like or _alike(face.title, faces[id_].title))), None
            )
            if hit is not None:
                found[index] = left.pop(hit)
    return found


def _alike(one: str, other: str) -> bool:
    return likeness(trigrams(one), trigrams(other)) >= ALIKE


def _compared(row: Json, kept: Kept | None) -> Json:
    if kept is None:
        return {**row, "action": "new", "task_id": None, "changes": {}}
    task, target = kept
    before, after = _fields(task, target), wanted(row)
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    return {**row, "action": "change" if changes else "same", "task_id": task.id, "changes": changes}


def _fields(task: Task, target: Target | None) -> dict[str, Any]:
    return {
        "post_id": task.post_id,
        "title": task.title,
        "product": task.product,
        "due": {
            "kind": task.due_kind.value,
            "on": task.original_due_on.isoformat() if task.original_due_on else None,
            "every": task.every,
            "day": task.due_day,
        },
        "supervisor_id": task.supervisor_id,
        "target": _target(target),
    }


def wanted(row: Json) -> dict[str, Any]:
    """The same fields as the row has them; a deadline is compared with the one first given, extensions aside."""
    return {
        "post_id": row["post_id"],
        "title": row["title"],
        "product": row["product"],
        "due": row["due"],
        "supervisor_id": row["supervisor_id"] or row["post_supervisor_id"],
        "target": row["target"],
    }


def _target(target: Target | None) -> Json | None:
    if target is None:
        return None
    numbers = {name: _text(getattr(target, name)) for name in ("plan", "low", "high")}
    return {"measure": target.measure, "direction": target.direction, **numbers}


def _text(number: Decimal | None) -> str | None:
    return str(number) if number is not None else None

"""What a person follows by a role, as permissions ask it."""

from dataclasses import dataclass

from models import Task
from rules.folding import fold


@dataclass(frozen=True)
class Watch:
    """What a person follows by a role: the tasks of these units, narrowed to one post, one task or one field."""

    units: frozenset[int]
    post_id: int | None = None
    task_id: int | None = None
    field: str = ""

    def covers(self, task: Task) -> bool:
        return (
            task.unit_id in self.units
            and self.post_id in (None, task.post_id)
            and self.task_id in (None, task.id)
            and fold(self.field) in ("", fold(task.field))
        )

"""`2 xong · 8 xong mốc 1`: steps of a plan that are reached, said beside the rest of an answer (S1-10)."""

from collections.abc import Collection

from sqlmodel import Session

from handlers import bundle, on
from handlers.turn import Answer, Turn, listed
from models import Task
from rules.milestones import Reached, reached_in
from services import milestones, planning
from services.tasks import by_number
from views import milestones as views
from views.message import Message


@on.free_text(23)
def of_steps(session: Session, turn: Turn) -> Answer:
    """`2 xong · 8 xong mốc 1`: as the morning's message proposes it; what is said besides is read as ever."""
    found, rest = reached_in(turn.text) if turn.actor.leads and not turn.group else ([], "")
    tasks = [task for each in found if (task := _planned(session, turn, each)) is not None]
    if not found or len(tasks) < len(found):
        return None
    said = list(zip([task.id or 0 for task in tasks], [each.steps for each in found], strict=True))
    for task_id, steps in said:  # before anything is written
        planning.reachable(session, turn.actor, task_id, steps)
    turn.text = rest
    others = listed(bundle.answer(session, turn)) if rest else []
    return views.together([reached(session, turn, task_id, steps) for task_id, steps in said], others)


def _planned(session: Session, turn: Turn, said: Reached) -> Task | None:
    """The speaker's own task that has a plan; of any other, "mốc" is a word like others."""
    if said.code:
        task = session.get(Task, said.task)
        return task if task is not None and task.post_id in turn.actor.leads and task.planned_at else None
    task = by_number(session, turn.actor, said.task)
    return task if task is not None and task.planned_at else None


def reached(session: Session, turn: Turn, task_id: int, numbers: Collection[int]) -> Message:
    """Recorded, with what comes next."""
    task = planning.reach(session, turn.actor, task_id, numbers, turn.now)
    return views.reached(task, milestones.stages(session, task), numbers, turn.today)

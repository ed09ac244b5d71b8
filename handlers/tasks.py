"""`việc`: a leader's tasks, and one task's card."""

from sqlmodel import Session

from handlers import on
from handlers.turn import Answer, Turn
from services.tasks import open_tasks, standings
from views import tasks as views
from views.joining import how_to_join


@on.keyword("việc", "danh sách", "việc của tôi", "nhiệm vụ")
def my_tasks(session: Session, turn: Turn) -> Answer:
    if not turn.actor.leads:
        return how_to_join() if not turn.actor.known else views.task_list([], turn.today)
    tasks = open_tasks(session, turn.actor.leads)
    return views.task_list(standings(session, tasks, turn.today, turn.working_days), turn.today)

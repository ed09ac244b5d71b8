"""A task's name as a list or a confirmation of the board shows it: of a confidential task only that it is one (S1-18)."""

from models import Task
from views.words import say, short


def title(task: Task, width: int = 300) -> str:
    return say("confidential content") if task.confidential else short(task.title, width)

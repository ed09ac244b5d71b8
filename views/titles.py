"""A task's name as a list or a confirmation of the board shows it: of a confidential task only that it is one (S1-18)."""

from models import Task
from views.words import say, short


def title(task: Task, width: int = 300) -> str:
    return say("confidential content") if task.confidential else short(task.title, width)


def whole_title(task: Task) -> str:
    """The name as it was given, for a file: a Decision's annex may have longer ones than a list shows."""
    return say("confidential content") if task.confidential else task.title

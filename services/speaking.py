"""What goes with everything a leader says: how much of it is kept, and whether it was said for somebody else."""

from models import Task
from rules.text import clean
from services.identity import Actor

KEPT = 1000  # characters of one note; a longer text belongs in a file


def kept(text: str) -> str:
    """The words as they are kept: one spelling, no invisible marks, at most `KEPT` characters."""
    return clean(text)[:KEPT].rstrip()


def too_long(text: str) -> bool:
    """Whether `kept` cuts the text, which the person must be told."""
    return len(clean(text)) > KEPT


def on_behalf(actor: Actor, task: Task) -> bool:
    """Said by an assistant for the post ("báo cáo thay", domain/states.md)."""
    return task.post_id not in actor.posts

"""Kinds of task (S1-09), and why a task was selected (S3-03): the words of Decisions and their codes."""

from enum import StrEnum

from rules.folding import fold


class TaskKind(StrEnum):
    BREAKTHROUGH = "breakthrough"
    INNOVATION = "innovation"
    NEW = "new"
    HARD = "hard"
    UNPRECEDENTED = "unprecedented"
    LONG_STANDING = "long_standing"
    URGENT = "urgent"


class SelectionReason(StrEnum):
    """Where a task comes from and what made the board choose it; a task may have several."""

    CONGRESS = "congress"
    HARD = "hard"
    NEW = "new"
    UNPRECEDENTED = "unprecedented"
    LONG_STANDING = "long_standing"
    AVOIDED = "avoided"
    CENTRAL = "central"
    CARRIED_OVER = "carried_over"


# Folded words as Decisions write them, the longer before the shorter that it contains.
_KINDS = (
    ("chua co tien le", TaskKind.UNPRECEDENTED),
    ("dot pha", TaskKind.BREAKTHROUGH),
    ("doi moi", TaskKind.INNOVATION),
    ("cap bach", TaskKind.URGENT),
    ("ton tai", TaskKind.LONG_STANDING),
    ("ton dong", TaskKind.LONG_STANDING),
    ("viec kho", TaskKind.HARD),
    ("kho", TaskKind.HARD),
    ("viec moi", TaskKind.NEW),
    ("moi", TaskKind.NEW),
)
_REASONS = (
    ("nghi quyet dai hoi", SelectionReason.CONGRESS),
    ("nghi quyet moi cua trung uong", SelectionReason.CENTRAL),
    ("nghi quyet trung uong", SelectionReason.CENTRAL),
    ("chua co tien le", SelectionReason.UNPRECEDENTED),
    ("ton tai", SelectionReason.LONG_STANDING),
    ("ton dong", SelectionReason.LONG_STANDING),
    ("ne tranh", SelectionReason.AVOIDED),
    ("so trach nhiem", SelectionReason.AVOIDED),
    ("chuyen tiep", SelectionReason.CARRIED_OVER),
    ("do dang", SelectionReason.CARRIED_OVER),
    ("viec kho", SelectionReason.HARD),
    ("viec moi", SelectionReason.NEW),
)


def task_kind(text: str) -> TaskKind | None:
    """`Việc khó`, `khó` → hard; None for words that name no kind (`Xây dựng đảng` is a field)."""
    folded = fold(text)
    # A short word counts only alone or after "việc": `Xây dựng nông thôn mới` is a field, no new kind of work.
    whole = folded.removeprefix("viec ")
    return next((kind for words, kind in _KINDS if whole == words or (" " in words and words in folded)), None)


def selection_reasons(text: str) -> tuple[SelectionReason, ...]:
    """All reasons that a text names, each once, in the order of the enum."""
    folded = f" {fold(text)} "
    found = {reason for words, reason in _REASONS if f" {words}" in folded}
    return tuple(reason for reason in SelectionReason if reason in found)

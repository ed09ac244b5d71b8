"""Which of the tasks that nobody has to look at are looked at all the same: nobody chooses them, and anybody can check the
choice, because it follows from the round's name alone."""

import hashlib
from collections.abc import Iterable

ONE_IN = 5


def sample(round_name: str, tasks: Iterable[int], one_in: int = ONE_IN) -> list[int]:
    """One in so many of the tasks, rounded up; the same for the same round, another one for the next."""
    ordered = sorted(tasks, key=lambda task: hashlib.sha256(f"{round_name}:{task}".encode()).digest())
    return sorted(ordered[: -(-len(ordered) // one_in)])

"""A commitment: how it is made, what it would accept, what was kept."""

from collections.abc import Sequence
from datetime import datetime

from models import Task
from views.message import Choice, Message, message
from views.words import say, short


def how() -> Message:
    return message(
        say("Please write it after the word, for example: cam kết: hoàn thành trước 30/6. For one task: cam kết 2: …")
    )


def accept_with(tasks: Sequence[Task], text: str) -> Message:
    """Tasks still wait: the words accept them, so that is asked."""
    numbers = ", ".join(str(task.number) for task in tasks)
    return message(say("Your commitment: “{words}”", words=short(text, 300))).offering(
        Choice(
            say("accept tasks {numbers} with it", numbers=numbers),
            "commit.do",
            {"task_ids": [task.id for task in tasks], "text": text},
        ),
        Choice(say("record nothing"), "commit.drop", key="0"),
        writes=True,
    )


def committed(tasks: Sequence[Task], text: str, now: datetime, *, accepted: int) -> Message:
    numbers = ", ".join(str(task.number) for task in tasks)
    lines = [say("Recorded: you accept {count} tasks ({at}).", count=accepted, at=now)] if accepted else []
    lines.append(say("Recorded: commitment for task {numbers}: “{words}”", numbers=numbers, words=short(text, 300)))
    return message(*lines)


def dropped() -> Message:
    return message(say("No commitment was recorded. The tasks can be accepted with: tiếp nhận."))

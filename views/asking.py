"""Questions of a guided command: what is missing, which post is meant. In a group they say how an answer reaches the bot."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from models import Post, Task, Unit
from views.message import Choice, Message, message
from views.titles import title
from views.words import say, short


def ask(question: str, *, group: bool, quote: bool, lines: Sequence[str] = ()) -> Message:
    """A question that the next message answers; `quote`: whether messages can be replied to here."""
    how = "Please reply to this message." if quote else "Please answer together with the assistant's name."
    return message(question, *lines, *([say(how)] if group else []))


def offering(asked: Message, tasks: Sequence[Task], action: str) -> Message:
    """A question for a task's code, with those that wait as choices."""
    choices = [Choice(f"NV-{task.id} {title(task, 50)}", action, {"task_id": task.id}) for task in tasks]
    return replace(asked, choices=tuple(choices))


def discreet(said: Message, task: Task, *, group: bool) -> list[Message]:
    """What shows a confidential task goes to the asker's private chat; the group reads that it did."""
    if not task.confidential:
        return [said]
    told = [message(say("The content was sent to you privately, comrade."))] if group else []
    return [replace(said, private=True), *told]


def which(
    text: str, found: Sequence[Post | Unit], action: str, args: Mapping[str, Any], *, group: bool, quote: bool
) -> Message:
    """Numbered candidates; naming it more exactly is an answer too."""
    said = short(text)
    if not found:
        return ask(
            say("No post was found for “{text}”. Please name it more exactly.", text=said), group=group, quote=quote
        )
    question = ask(say("Which one is meant by “{text}”?", text=said), group=group, quote=quote)
    return question.offering(*(Choice(each.name, action, {**args, **_id(each)}) for each in found))


def _id(found: Post | Unit) -> dict[str, int | None]:
    return {"post_id": found.id} if isinstance(found, Post) else {"unit_id": found.id}

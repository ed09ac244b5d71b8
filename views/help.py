"""`trợ giúp`: what can be done, in a few lines; and the lines of the command menus."""

from typing import Literal

from views.message import Message, message
from views.words import say

Scope = Literal["everyone", "board"]
COMMAND_LINES: tuple[tuple[str, str, Scope], ...] = (
    ("viec", "Nhiệm vụ của tôi", "everyone"),
    ("trogiup", "Trợ giúp", "everyone"),
)


def leader_help() -> Message:
    return message(say("Send “việc” to see your tasks."))

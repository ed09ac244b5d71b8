"""How somebody gets in."""

from views.message import Message, message
from views.words import say


def how_to_join() -> Message:
    """What a stranger hears, once a day."""
    return message(
        say("This is an automatic assistant (software) of the organisation board."),
        say("To join, send the code on the slip that was handed to you personally."),
    )

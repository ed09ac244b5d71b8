"""getMe and what a bot may ask about chats and people."""

from sandbox.telegram.call import Call
from sandbox.telegram.registry import method
from sandbox.things import Json


@method("getMe")
def get_me(call: Call) -> Json:
    return call.bot.me()

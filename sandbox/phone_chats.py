"""Which person and which chat a request from a phone means."""

from typing import Any

from sandbox.things import Chat, User
from sandbox.world import World

BOT = "bot:"


def find_user(world: World, user: Any) -> User:
    """Raises LookupError."""
    found = world.users.get(int(user))
    if not found:
        raise LookupError(f"no such user: {user}")
    return found


def find_chat(world: World, user: User, chat: Any, bot: str | None = None) -> Chat:
    """A group by its id; a private chat by "bot:<username>", or by the person's own id and, where there are several bots,
    the bot's username. Raises LookupError."""
    if isinstance(chat, str) and chat.startswith(BOT):
        return world.private_chat(world.bot(chat.removeprefix(BOT)), user)
    if int(chat) == user.id:
        return world.private_chat(world.bot(bot), user)
    if int(chat) not in world.groups:
        raise LookupError(f"no such chat: {chat}")
    return world.groups[int(chat)]

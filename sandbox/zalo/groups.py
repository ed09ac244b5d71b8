"""People and bots come to a Zalo group and leave it."""

from sandbox.things import Chat, Json, User
from sandbox.world import World
from sandbox.zalo import delivery
from sandbox.zalo.bots import ZaloBot
from sandbox.zalo.chats import seat
from sandbox.zalo.mailbox import Event


def change(world: World, chat: Chat, by: User, member: int, status: str) -> None:
    """Gives a person or a bot of the group another status: member, administrator, left, kicked. Bots learn of nobody but
    themselves. Raises LookupError for somebody unknown, ValueError where the plan has no place left."""
    bot = next((bot for bot in world.zalo.bots.values() if bot.id == member), None)
    who = bot.api() if bot else world.users[member].api()
    was_in = chat.has(member)
    if bot and status == "member":
        seat(world, bot, chat)
    chat.members[member] = status
    if was_in == chat.has(member):
        return
    world.post(chat, by.api(), {"left_chat_member": who} if was_in else {"new_chat_members": [who]})
    if bot and not was_in:
        _tell(world, bot, chat)


def _tell(world: World, bot: ZaloBot, chat: Chat) -> None:
    """An event exists, nobody has shown its form."""
    name = bot.settings.join_event
    if name:
        body: Json = {"event_name": name}
        delivery.deliver(world, bot, Event(name, None, str(chat.id), body))

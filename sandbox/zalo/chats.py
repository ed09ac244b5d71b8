"""Which chat a bot means by an id, how many it may have, and what is on a phone for it."""

from sandbox.things import Chat
from sandbox.world import World
from sandbox.zalo.bots import ZaloBot
from sandbox.zalo.errors import bad_request
from sandbox.zalo.ids import GROUP


def chat_of(world: World, bot: ZaloBot, wire: str) -> Chat:
    """Raises a refusal for an id that this bot never got, and where it may not write: to a person who never spoke to it, to
    a group that it isn't in."""
    if not wire:
        raise bad_request("chat_id is required")
    chat = _group(world, bot, wire) if wire.startswith(GROUP) else _private(world, bot, wire)
    if chat is None:
        raise bad_request("chat not found")
    return chat


def _group(world: World, bot: ZaloBot, wire: str) -> Chat | None:
    mine = (chat for chat in world.groups.values() if chat.platform == "zalo" and chat.has(bot.id))
    return next((chat for chat in mine if world.zalo.ids.chat(bot, chat) == wire), None)


def _private(world: World, bot: ZaloBot, wire: str) -> Chat | None:
    return next((chat for chat in acquaintances(world, bot) if world.zalo.ids.chat(bot, chat) == wire), None)


def acquaintances(world: World, bot: ZaloBot) -> list[Chat]:
    """The private chats of those who have spoken to the bot, or opened its link."""
    return [chat for (bot_id, _), chat in world.private.items() if bot_id == bot.id and chat.started]


def groups(world: World, bot: ZaloBot) -> list[Chat]:
    return [chat for chat in world.groups.values() if chat.platform == "zalo" and chat.has(bot.id)]


def admit(world: World, bot: ZaloBot, chat: Chat) -> None:
    """Lets a person become a user of the bot. Raises ValueError when the plan's places are taken."""
    if not chat.started and len(acquaintances(world, bot)) >= bot.settings.user_limit:
        raise ValueError(f"Bot này đã đủ {bot.settings.user_limit} người dùng.")
    chat.started = True


def seat(world: World, bot: ZaloBot, chat: Chat) -> None:
    """Puts the bot into a group. Raises ValueError when the plan's groups are used up."""
    if not chat.has(bot.id) and len(groups(world, bot)) >= bot.settings.group_limit:
        raise ValueError(f"Bot này đã ở đủ {bot.settings.group_limit} nhóm.")
    chat.members[bot.id] = "member"

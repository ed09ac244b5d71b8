"""People and bots come, go, block and are blocked, and a group becomes a supergroup; bots are told of it."""

from sandbox.telegram.bots import Bot
from sandbox.telegram.incoming import NotPossible
from sandbox.telegram.members import member, person
from sandbox.things import Chat, Json, User
from sandbox.world import World

SUPERGROUP = -1_000_000_000_000


def block(world: World, user: User, chat: Chat, blocked: bool) -> None:
    """A person blocks a bot, or lets it speak again. The platform tells the bot of both, and not of a first start."""
    if chat.kind != "private":
        raise NotPossible("Chỉ chặn được trong cuộc trò chuyện riêng.")
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    old, new = ("member", "kicked") if blocked else ("kicked", "member")
    _tell(world, next(bot for bot in world.bots.values() if bot.id == chat.bot_id), user, chat, old, new)


def _tell(world: World, bot: Bot, by: User, chat: Chat, old: str, new: str) -> None:
    update = {
        "chat": chat.api(),
        "from": by.api(),
        "date": int(world.clock.seconds()),
        "old_chat_member": member(bot.api(), old),
        "new_chat_member": member(bot.api(), new),
    }
    bot.queue.put("my_chat_member", update, f"members {chat.id}")


def change(world: World, chat: Chat, by: User, member_id: int, status: str) -> None:
    """Gives a person or a bot of the group another status: member, administrator, left, kicked. Raises LookupError for
    somebody unknown."""
    who = person(world, member_id)
    if not who:
        raise LookupError(f"no such person: {member_id}")
    old, was_in = chat.members.get(member_id, "left"), chat.has(member_id)
    watchers = world.bots_in(chat)
    chat.members[member_id] = status
    bot = next((bot for bot in world.bots.values() if bot.id == member_id), None)
    if bot and old != status:
        _tell(world, bot, by, chat, old, status)
    if was_in != chat.has(member_id):
        notice = {"left_chat_member": who} if was_in else {"new_chat_members": [who]}
        serve_notice(world, chat, by, notice, watchers if was_in else world.bots_in(chat))


def serve_notice(world: World, chat: Chat, by: User, notice: Json, bots: list[Bot]) -> None:
    """A service message: every bot of the group sees it, whatever its privacy mode."""
    message = world.post(chat, by.api(), notice)
    for bot in bots:
        bot.queue.put("message", message, f"chat {chat.id}")


def migrate(world: World, chat: Chat) -> Chat:
    """Turns a group into a supergroup with another id. Raises NotPossible for what is none."""
    if chat.kind != "group" or chat.migrated_to:
        raise NotPossible("Nhóm này không nâng cấp được.")
    new = Chat(SUPERGROUP + chat.id, "supergroup", chat.title, members=dict(chat.members))
    world.groups[new.id] = new
    by = next(world.users[each] for each in chat.members if each in world.users)
    bots = world.bots_in(chat)
    serve_notice(world, chat, by, {"migrate_to_chat_id": new.id}, bots)
    serve_notice(world, new, by, {"migrate_from_chat_id": chat.id}, bots)
    chat.migrated_to = new.id
    world.phones = [{**each, "chat": new.id} if each["chat"] == chat.id else each for each in world.phones]
    return new

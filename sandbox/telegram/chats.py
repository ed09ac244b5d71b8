"""Which chat a call means, and whether the bot may write there."""

from sandbox.telegram.call import Call
from sandbox.telegram.errors import Refusal, bad_request, forbidden
from sandbox.things import Chat


def named_chat(call: Call, name: str = "chat_id") -> Chat:
    """The chat, whether or not the bot may write to it. Raises a refusal for an unknown one."""
    text = call.text(name)
    if not text:
        raise bad_request("chat_id is empty")
    chat_id = call.integer(name)
    if chat_id in call.world.groups:
        return call.world.groups[chat_id]
    if chat_id not in call.world.users:
        raise bad_request("chat not found")
    return call.world.private_chat(call.bot, call.world.users[chat_id])


def writable_chat(call: Call) -> Chat:
    """Raises a refusal where the bot was never let in, is blocked or thrown out, or the group has moved."""
    chat = named_chat(call)
    if chat.kind == "private":
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        return chat
    if chat.migrated_to:
        raise Refusal(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=chat.migrated_to,
        )
    if not chat.has(call.bot.id):
        raise _outside(chat, chat.members.get(call.bot.id))
    return chat


def _outside(chat: Chat, status: str | None) -> Refusal:
    kind = f"{chat.kind} chat"
    if status == "kicked":
        return forbidden(f"bot was kicked from the {kind}")
    return forbidden(f"bot is not a member of the {kind}")

"""getMe and what a bot may ask about chats and people."""

from sandbox.telegram.call import Call
from sandbox.telegram.chats import named_chat, writable_chat
from sandbox.telegram.errors import bad_request
from sandbox.telegram.members import administrators, member, person
from sandbox.telegram.registry import method
from sandbox.things import PRESENT, Chat, Json

GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


@method("getMe")
def get_me(call: Call) -> Json:
    return call.bot.me()


@method("getChat")
def get_chat(call: Call) -> Json:
    """Known where a message could be sent; a person who never wrote is as unknown as one who doesn't exist."""
    chat = named_chat(call)
    if chat.kind == "private" and not chat.started:
        raise bad_request("chat not found")
    gifts = dict.fromkeys(GIFTS, False)
    return {**chat.api(), "accent_color_id": chat.id % 7, "max_reaction_count": 11, "accepted_gift_types": gifts}


@method("getChatMember")
def get_chat_member(call: Call) -> Json:
    chat = _group_with_bot(call)
    user_id = call.integer("user_id")
    user = person(call.world, user_id)
    if user_id <= 0:
        raise bad_request("invalid user_id specified")
    if not user:
        raise bad_request("user not found")
    return member(user, chat.members.get(user_id, "left"))


@method("getChatAdministrators")
def get_chat_administrators(call: Call) -> list[Json]:
    chat = _group_with_bot(call)
    if chat.kind == "private":
        raise bad_request("there are no administrators in the private chat")
    return administrators(call.world, chat)


@method("getChatMemberCount")
def get_chat_member_count(call: Call) -> int:
    return sum(status in PRESENT for status in _group_with_bot(call).members.values())


def _group_with_bot(call: Call) -> Chat:
    chat = named_chat(call)
    return chat if chat.kind == "private" else writable_chat(call)


@method("getUserProfilePhotos")
def get_user_profile_photos(call: Call) -> Json:
    if call.integer("user_id") not in call.world.users:
        raise bad_request("user not found")
    return {"total_count": 0, "photos": []}


@method("logOut")
def log_out(call: Call) -> bool:
    call.bot.queue.clear()
    return True


@method("close")
def close(call: Call) -> bool:
    return True

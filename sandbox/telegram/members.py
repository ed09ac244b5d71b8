"""Members of a chat as the platform describes them."""

from sandbox.things import Chat, Json
from sandbox.world import World

RIGHTS = (
    "can_manage_chat", "can_change_info", "can_delete_messages", "can_invite_users", "can_restrict_members",
    "can_pin_messages", "can_promote_members", "can_manage_video_chats", "can_post_stories", "can_edit_stories",
    "can_delete_stories", "can_send_welcome_messages",
)  # fmt: skip


def person(world: World, member_id: int) -> Json | None:
    """The platform's `User` for a person or a bot."""
    if member_id in world.users:
        return world.users[member_id].api()
    return next((bot.api() for bot in world.bots.values() if bot.id == member_id), None)


def member(user: Json, status: str) -> Json:
    """The platform's `ChatMember`."""
    found: Json = {"user": user, "status": status}
    if status == "creator":
        return {**found, "is_anonymous": False}
    if status == "administrator":
        return {**found, "can_be_edited": False, "is_anonymous": False, **dict.fromkeys(RIGHTS, True)}
    if status == "kicked":
        return {**found, "until_date": 0}
    return found


def administrators(world: World, chat: Chat) -> list[Json]:
    """Bots are left out, as the platform does."""
    chosen = [(each, status) for each, status in chat.members.items() if status in ("creator", "administrator")]
    return [member(world.users[each].api(), status) for each, status in chosen if each in world.users]

"""What a phone can send on Zalo and nowhere else here, and what the page knows of a Zalo phone besides."""

from sandbox.telegram.incoming import NotPossible
from sandbox.things import Chat, Json, User
from sandbox.world import World
from sandbox.zalo import incoming


def only_telegram(chat: Chat) -> None:
    """Raises NotPossible for what a Zalo bot would never learn of."""
    if chat.platform == "zalo":
        raise NotPossible("Không làm được việc này với trợ lý trên Zalo.")


def only_zalo(chat: Chat) -> None:
    if chat.platform != "zalo":
        raise NotPossible("Chỉ gửi được loại tin này trên Zalo.")


async def sticker(world: World, user: User, chat: Chat, given: Json) -> Json:
    """{"user", "chat", "sticker"?: id}."""
    only_zalo(chat)
    message = incoming.sticker(world, user, chat, str(given.get("sticker", incoming.STICKER_ID)))
    return {"message_id": message["message_id"]}


async def card(world: World, user: User, chat: Chat, given: Json) -> Json:
    """{"user", "chat", "kind": contact | location | link | video, "title"?}."""
    only_zalo(chat)
    message = incoming.card(world, user, chat, str(given["kind"]), str(given.get("title", "")))
    return {"message_id": message["message_id"]}


def more_state(world: World, chat: Chat) -> Json:
    """`quota` of the phone's bot (a group's first), and the `mentions` that a group offers after an @."""
    if chat.platform != "zalo":
        return {}
    bots = world.zalo.bots_in(chat)
    found: Json = {"quota": bots[0].quota_state()} if bots else {}
    return found | ({"mentions": [bot.name for bot in bots]} if chat.kind != "private" else {})

"""What people on Zalo do, and the events that bots get of it."""

from dataclasses import dataclass

from sandbox.telegram.entities import found_in
from sandbox.telegram.incoming import NotPossible, check_may_write
from sandbox.things import Chat, Json, User
from sandbox.world import World
from sandbox.zalo import delivery, ids, media
from sandbox.zalo.bots import ZaloBot
from sandbox.zalo.chats import admit
from sandbox.zalo.mailbox import Event
from sandbox.zalo.mentions import marked, quoted, readers

STICKER_ID = "d063f44dc80821567819"
STICKER_URL = "https://zalo-api.zadn.vn/api/emoticon/oasticker?eid={}&size=130"
UNSUPPORTED = "message.unsupported.received"
# What people can send and the platform doesn't forward.
CARDS = {"contact": "Danh thiếp", "location": "Vị trí", "link": "Liên kết", "video": "Video"}


@dataclass(frozen=True, slots=True)
class Said:
    """What a message says on the wire: the event's name, its own fields, its `message_type`. `words` may mention a bot."""

    event: str
    fields: Json
    kind: str
    words: str = ""


def say(
    world: World,
    user: User,
    chat: Chat,
    text: str,
    reply_to: int | None = None,
    origin: Json | None = None,
    picked: bool = True,
) -> Json:
    """A text from a person; nothing on the wire tells that it replies or was forwarded."""
    body = text.strip()
    if not body:
        raise NotPossible("Tin nhắn trống.")
    if reply_to is not None and reply_to not in chat.messages:
        raise NotPossible("Tin được trả lời không còn ở đây.")
    content: Json = {**({"forward_origin": origin} if origin else {}), **quoted(chat, reply_to), "text": body}
    names = marked(body, (bot.name for bot in world.zalo.bots_in(chat))) if picked and chat.kind != "private" else []
    if marks := [*names, *(each for each in found_in(body, names) if each["type"] == "url")]:
        content["entities"] = sorted(marks, key=lambda each: int(each["offset"]))
    said = Said("message.text.received", {"text": body}, "CHAT_MESSAGE", body)
    return _enter(world, user, chat, content, said, reply_to, picked)


def attach(world: World, user: User, chat: Chat, contents: list[Json], caption: str = "") -> list[Json]:
    """Photos, files or a voice note: each an event of its own, the first with the caption."""
    words = [caption.strip()] + [""] * (len(contents) - 1)
    return [_attached(world, user, chat, content, each) for content, each in zip(contents, words, strict=True)]


def _attached(world: World, user: User, chat: Chat, content: Json, words: str) -> Json:
    shown = {**content, **({"caption": words} if words else {})}
    if "photo" in content:
        file = world.files[content["photo"][-1]["file_id"]]
        said = Said("message.image.received", {"file": file, "caption": words}, "CHAT_PHOTO", words)
    elif "voice" in content:
        file = world.files[content["voice"]["file_id"]]
        said = Said("message.voice.received", {"file": file}, "CHAT_VOICE")
    else:
        said = Said(UNSUPPORTED, {}, "", words)
    return _enter(world, user, chat, shown, said)


def sticker(world: World, user: User, chat: Chat, sticker_id: str = STICKER_ID) -> Json:
    said = Said(
        "message.sticker.received",
        {"sticker": sticker_id, "url": STICKER_URL.format(sticker_id)},
        "CHAT_STICKER",
    )
    return _enter(world, user, chat, {"card": {"kind": "sticker", "title": "Nhãn dán"}}, said)


def card(world: World, user: User, chat: Chat, kind: str, title: str = "") -> Json:
    """A contact card, a place, a link with its preview, a video: bots learn only that there was something."""
    if kind not in CARDS:
        raise NotPossible(f"Không có loại tin này: {kind}.")
    content = {"card": {"kind": kind, "title": title or CARDS[kind]}}
    return _enter(world, user, chat, content, Said(UNSUPPORTED, {}, ""))


def _enter(
    world: World, user: User, chat: Chat, content: Json, said: Said, reply_to: int | None = None, picked: bool = True
) -> Json:
    """Puts the message on the phones and hands it to the bots that hear it."""
    check_may_write(user, chat)
    _open(world, chat)
    message = world.post(chat, user.api(), content)
    for bot in readers(world, chat, said.words, reply_to, picked):
        bot.quota.count("in")
        world.events.publish("quota", **bot.quota_state())
        delivery.deliver(world, bot, _event(world, bot, user, chat, said))
    return message


def _open(world: World, chat: Chat) -> None:
    if chat.kind != "private":
        return
    [bot] = world.zalo.bots_in(chat)
    try:
        admit(world, bot, chat)
    except ValueError as full:
        raise NotPossible(str(full)) from None


def _event(world: World, bot: ZaloBot, user: User, chat: Chat, said: Said) -> Event:
    """The event as this bot gets it: ids are its own."""
    message: Json = {
        "message_id": ids.message_id(),
        "from": {"id": world.zalo.ids.user(bot, user.id), "display_name": user.name, "is_bot": False},
        "chat": {
            "id": world.zalo.ids.chat(bot, chat),
            "chat_type": "PRIVATE" if chat.kind == "private" else "GROUP",
        },
    }
    name = UNSUPPORTED if user.id in world.zalo.protected else said.event
    date = int(world.clock.seconds() * 1000)
    if name == UNSUPPORTED:
        body: Json = {"event_name": name, "message": {**message, "date": date}}
        body = body if bot.settings.unsupported == "full" else {"event_name": name}
    else:
        fields = _fields(world, bot, said)
        body = {"event_name": name, "message": {**message, **fields, "date": date, "message_type": said.kind}}
    return Event(name, message["message_id"], str(chat.id), body)


def _fields(world: World, bot: ZaloBot, said: Said) -> Json:
    """A file gets an address of its own for each bot."""
    file = said.fields.get("file")
    if not file:
        return said.fields
    path = media.offer(world, bot, file)
    if file.folder == "voice":
        return {"voice_url": path}
    names = ("photo_url", "photo") if bot.settings.photo_field == "both" else (bot.settings.photo_field,)
    caption = {"caption": said.words} if said.words else {}
    return {**dict.fromkeys(names, path), **caption}

"""Which bots see what somebody writes in a group, as the platform documents it: a bot in privacy mode sees commands meant
for it, general commands if it was the last bot to speak, and replies to messages meant for it or written by it. Service
messages reach every bot."""

from sandbox.telegram.bots import Bot
from sandbox.things import Chat, Json


def readers(bots: list[Bot], chat: Chat, message: Json) -> list[Bot]:
    if chat.kind == "private":
        return bots
    meant = _meant_for(bots, chat, message)
    return [bot for bot in bots if not bot.privacy or chat.members.get(bot.id) == "administrator" or bot in meant]


def _meant_for(bots: list[Bot], chat: Chat, message: Json) -> list[Bot]:
    """A reply goes before a command: one message is only ever for one bot in privacy mode."""
    reply = message.get("reply_to_message")
    owner = chat.meant.get(reply["message_id"]) if reply else None
    if owner is not None:
        return [bot for bot in bots if bot.id == owner]
    command = _command(message)
    if command is None:
        return []
    _, named, username = command.partition("@")
    if named:
        return [bot for bot in bots if bot.username.lower() == username.lower()]
    return _last_speaker(bots, chat)


def _command(message: Json) -> str | None:
    text = message.get("text") or message.get("caption") or ""
    entities = message.get("entities") or message.get("caption_entities") or []
    first = next((entity for entity in entities if entity["type"] == "bot_command" and entity["offset"] == 0), None)
    return text[: first["length"]] if first else None


def _last_speaker(bots: list[Bot], chat: Chat) -> list[Bot]:
    # Before any bot has spoken the documentation names none; the real service lets all of them hear it.
    speakers = [bot for bot in bots if bot.id == chat.last_bot]
    return speakers or bots

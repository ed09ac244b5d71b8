"""A message as a phone shows it."""

from datetime import UTC, datetime

from sandbox.files import Files
from sandbox.things import Json

ADDRESS = "/phones/api/files"


def shown(files: Files, message: Json) -> Json:
    """`{id, from, date, text, entities, buttons, photo_url?, document?, voice?, card?, reply_to?, service?,
    forwarded_from?, black_box?}`; `date` is ISO in UTC, `buttons` rows of {text, data | url}, `card` {kind, title}."""
    sender = message["from"]
    found: Json = {
        "id": message["message_id"],
        "from": {"id": sender["id"], "name": _name(sender), "is_bot": sender["is_bot"]},
        "date": datetime.fromtimestamp(message["date"], UTC).isoformat(),
        "text": message.get("text") or message.get("caption") or _service_text(message) or "",
        "entities": message.get("entities") or message.get("caption_entities") or [],
        "buttons": [[_button(button) for button in row] for row in _keyboard(message)],
    }
    return {**found, **_attached(files, message), **_context(message)}


def _name(user: Json) -> str:
    return f"{user['first_name']} {user.get('last_name', '')}".strip()


def _keyboard(message: Json) -> list[list[Json]]:
    rows: list[list[Json]] = message.get("reply_markup", {}).get("inline_keyboard", [])
    return rows


def _button(button: Json) -> Json:
    kept = {"callback_data": "data", "url": "url"}
    return {"text": button["text"], **{kept[key]: value for key, value in button.items() if key in kept}}


def _attached(files: Files, message: Json) -> Json:
    found: Json = {}
    if photo := message.get("photo"):
        found["photo_url"] = _url(files, photo[-1])
    if document := message.get("document"):
        size = document.get("file_size", 0)
        found["document"] = {"name": document.get("file_name"), "url": _url(files, document), "size": size}
    if "voice" in message:
        found["voice"] = True
    if "card" in message:
        found["card"] = message["card"]
    if "black_box" in message:
        # The platform changed it, and nobody edited it.
        found |= {"black_box": True, "edited": False}
    return found


def _url(files: Files, part: Json) -> str:
    return f"{ADDRESS}/{files[part['file_id']].unique_id}"


def _context(message: Json) -> Json:
    found: Json = {}
    if reply := message.get("reply_to_message"):
        found["reply_to"] = reply["message_id"]
    if origin := message.get("forward_origin"):
        found["forwarded_from"] = origin.get("sender_user_name") or _name(origin["sender_user"])
    if "media_group_id" in message:
        found["album"] = message["media_group_id"]
    if "edit_date" in message:
        found["edited"] = True
    if _service_text(message):
        found["service"] = True
    return found


def _service_text(message: Json) -> str | None:
    if members := message.get("new_chat_members"):
        return f"{', '.join(_name(member) for member in members)} đã vào nhóm"
    if member := message.get("left_chat_member"):
        return f"{_name(member)} đã rời nhóm"
    if "migrate_to_chat_id" in message or "migrate_from_chat_id" in message:
        return "Nhóm đã được nâng cấp"
    return None

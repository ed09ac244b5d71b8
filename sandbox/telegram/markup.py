"""Keyboards below a message."""

from typing import Any

from sandbox.telegram.call import Call
from sandbox.telegram.errors import bad_request
from sandbox.things import Json

DATA_LIMIT = 64
KEYBOARDS = ("keyboard", "remove_keyboard", "hide_keyboard", "force_reply")


def reply_markup(call: Call) -> Json | None:
    """An inline keyboard as it is kept, or None: the other kinds are accepted and leave no trace in the message."""
    try:
        given = call.json("reply_markup")
    except ValueError:
        raise bad_request("can't parse reply keyboard markup JSON object") from None
    if given is None:
        return None
    if not isinstance(given, dict):
        raise bad_request("object expected as reply markup")
    if any(given.get(name) for name in KEYBOARDS):
        return None
    keyboard = given.get("inline_keyboard") or []
    if not isinstance(keyboard, list):
        raise bad_request('field "inline_keyboard" must be of type Array')
    rows = [_row(row) for row in keyboard]
    rows = [row for row in rows if row]
    return {"inline_keyboard": rows} if rows else None


def _row(given: Any) -> list[Json]:
    if not isinstance(given, list):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    return [_button(button) for button in given]


def _button(given: Any) -> Json:
    if not isinstance(given, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    text = given.get("text")
    if text is None:
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    if not str(text).strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    if url := given.get("url"):
        return {"text": str(text), "url": str(url)}
    if data := given.get("callback_data"):
        return {"text": str(text), "callback_data": _data(str(data))}
    raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")


def _data(text: str) -> str:
    if len(text.encode()) > DATA_LIMIT:
        raise bad_request("BUTTON_DATA_INVALID")
    return text

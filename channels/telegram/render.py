"""The core's message as the Bot API's arguments. Styles are entities, never a parse mode: nothing needs escaping."""

from collections.abc import Sequence
from typing import Any

from channels.base import Button, Outgoing, Span

MAX_CAPTION = 1024


def units(text: str) -> int:
    """Length as the platform counts: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def entities(spans: Sequence[Span]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    offset = 0
    for span in spans:
        length = units(span.text)
        if span.style != "plain" and length:
            found.append({"type": span.style, "offset": offset, "length": length})
        offset += length
    return found


def keyboard(rows: Sequence[Sequence[Button]]) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": each.label, "callback_data": each.token} for each in row] for row in rows]}


def arguments(message: Outgoing, *, formatted: bool = True) -> dict[str, Any]:
    """Everything but the file. Raises ValueError for a caption that is too long: the core sends the text by itself."""
    text, marks = ("caption", "caption_entities") if message.file else ("text", "entities")
    if message.file and units(message.text) > MAX_CAPTION:
        raise ValueError(f"a caption has at most {MAX_CAPTION} units")
    found: dict[str, Any] = {"chat_id": message.chat.id, text: message.text}
    styled = entities(message.spans) if formatted else []
    if styled:
        found[marks] = styled
    if message.buttons:
        found["reply_markup"] = keyboard(message.buttons)
    if message.reply_to:
        found["reply_parameters"] = {"message_id": int(message.reply_to), "allow_sending_without_reply": True}
    # Else the platform would fetch an address that was meant for one person.
    if not message.file and "://" in message.text:
        found["link_preview_options"] = {"is_disabled": True}
    return found

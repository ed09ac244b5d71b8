"""The core's message as the platform takes it. Styles are ranges, never a parse mode: nothing needs escaping."""

from collections.abc import Sequence
from typing import Any

from channels.base import Capabilities, Outgoing, Span, Style

CODES: dict[Style, str] = {"bold": "b", "italic": "i"}


def units(text: str) -> int:
    """Length in UTF-16 code units, as offsets are counted; the limit's unit isn't published, and this is the safe one."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def text_styles(spans: Sequence[Span]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    start = 0
    for span in spans:
        length = units(span.text)
        if span.style in CODES and length:
            found.append({"start": start, "len": length, "st": [CODES[span.style]]})
        start += length
    return found


def check(message: Outgoing, can: Capabilities) -> None:
    """Raises ValueError for what the core must not send here: buttons, a file that is no picture, too many words."""
    if message.buttons:
        raise ValueError("there are no buttons")
    if message.file and not (message.file.picture and can.image_out):
        raise ValueError("no file can be sent: say where it is to be had")
    least, most = (0, can.max_caption) if message.file else (1, can.max_text)
    if not least <= units(message.text) <= most:
        raise ValueError(f"a text has {least} to {most} units")

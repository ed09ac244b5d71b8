"""The confidentiality gate: one function for what comes in, one for what goes out (S1-18).

A bot's token that somebody pasted is turned away in the same place: it must not lie in a database, nor in an echo.
"""

from dataclasses import replace

from channels.base import TOKEN, Incoming, Span
from rules.confidential import find_mark
from rules.keys import has_token
from views.layout import Part

WITHHELD = "Nội dung có dấu hiệu mật nên không gửi qua kênh này."


def inbound(incoming: Incoming) -> Incoming:
    """Blank whatever bears a mark *before* it is stored: not even the inbox sees it."""
    names = (attachment.name or "" for attachment in incoming.attachments)
    mark = next((mark for text in (incoming.text, *names) if (mark := find_mark(text))), None)
    if mark is None and has_token(incoming.text):
        mark = TOKEN
    if mark is None:
        return incoming
    return replace(incoming, text="", attachments=(), refused=mark)


def outbound(parts: list[Part]) -> list[Part]:
    """Withhold a part whose text or file name bears a mark, whoever composed it."""
    return [_withheld() if _marked(part) else part for part in parts]


def _marked(part: Part) -> bool:
    texts = "".join(text for text, _ in part["spans"]), part.get("name")
    return any(text and find_mark(text) for text in texts)


def _withheld() -> Part:
    span = Span(WITHHELD)
    return {"spans": [[span.text, span.style]]}

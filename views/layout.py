"""From a message to what a channel is handed: numbered lines, buttons, parts no longer than the channel allows."""

from collections.abc import Sequence
from typing import Any

from channels.base import Button, Capabilities, Span
from rules.text import utf16_len
from views.message import QUOTED, Choice, Message

Part = dict[str, Any]
WIDE = 34  # characters: choices that fit one line together are set in one line
SHORT = 24  # characters of a choice that shares its line with others
KEYS_IN_A_ROW = 7


def choice_lines(choices: Sequence[Choice], code: str | None) -> str:
    """ "1 đúng · 2 không đúng" in one line when short, several to a line when each is short, a line each when long; with the
    code in front if there is one."""
    listed = [choice for choice in choices if choice.listed]
    labels = [f"{choice.key} {choice.label}" for choice in listed]
    together = " · ".join(labels)
    prefix = f"{code}: " if code else ""
    if len(together) <= WIDE * 2:
        return prefix + together if together else ""
    lines = _packed(labels) if all(len(label) <= SHORT for label in labels) else [f"{c.key}. {c.label}" for c in listed]
    return prefix.rstrip() + ("\n" if prefix else "") + "\n".join(lines)


def _packed(labels: Sequence[str]) -> list[str]:
    lines = [labels[0]]
    for label in labels[1:]:
        if len(lines[-1]) + len(label) + 3 <= WIDE * 2:
            lines[-1] += f" · {label}"
        else:
            lines.append(label)
    return lines


def buttons(choices: Sequence[Choice], token: str) -> list[list[list[str]]]:
    """Rows of [label, token]; keys of a list stand seven in a row, words one or two in a row."""
    rows: list[list[list[str]]] = []
    width = 0
    for choice in choices:
        label = _capital(choice.label) if choice.listed else str(choice.key)
        room = KEYS_IN_A_ROW if not choice.listed else (2 if len(label) <= 18 else 1)
        if rows and room == width and len(rows[-1]) < room:
            rows[-1].append([label, f"{token}:{choice.key}"])
        else:
            rows.append([[label, f"{token}:{choice.key}"]])
        width = room
    return rows


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]


def lay_out(message: Message, can: Capabilities, *, token: str | None = None, code: str | None = None) -> list[Part]:
    """The parts of a message for a channel, as JSON: spans, and on the last part its buttons and file."""
    if message.illustrated:
        return illustrated(message, can)
    spans = [Span(each.text) if each.style == QUOTED else each for each in message.spans if _said(each, can)]
    lines = choice_lines(message.choices, code)
    if lines:
        spans.append(Span("\n" + lines))
    limit = can.max_caption if message.blob_id is not None and can.max_caption else can.max_text
    parts: list[Part] = [{"spans": [[s.text, s.style] for s in piece]} for piece in split(spans, limit)]
    if token and can.buttons and message.choices:
        parts[-1]["buttons"] = buttons(message.choices, token)
    if message.blob_id is not None:
        parts[0] |= {"blob": message.blob_id, "name": message.file_name}
    return parts


def _said(span: Span, can: Capabilities) -> bool:
    return span.style != QUOTED or can.quote


def illustrated(message: Message, can: Capabilities) -> list[Part]:
    """One message: the picture with all the words beneath it, or with fewer, or the words alone. What the platform refuses to
    show is said `alone`."""
    fitting = [spans for spans in (message.spans, message.brief) if spans and _size(spans) <= can.max_caption]
    if message.blob_id is None or not can.image_out or not fitting:
        return [{"spans": _kept(piece)} for piece in split(message.spans, can.max_text)]
    picture = {"blob": message.blob_id, "name": message.file_name}
    return [{"spans": _kept(fitting[0]), **picture, "alone": _kept(message.spans)}]


def _size(spans: Sequence[Span]) -> int:
    return sum(utf16_len(span.text) for span in spans)


def _kept(spans: Sequence[Span]) -> list[list[str]]:
    return [[span.text, span.style] for span in spans]


def from_part(part: Part) -> tuple[tuple[Span, ...], tuple[tuple[Button, ...], ...]]:
    """A stored part as spans and buttons."""
    spans = tuple(Span(text, style) for text, style in part["spans"])
    rows = tuple(tuple(Button(label, token) for label, token in row) for row in part.get("buttons", []))
    return spans, rows


def split(spans: Sequence[Span], limit: int) -> list[list[Span]]:
    """Cut between lines so that no part is over `limit` UTF-16 units; a single longer line is cut at a space."""
    if _size(spans) <= limit:  # as nearly all are
        return [_trimmed(list(spans))] if spans else [[]]
    parts: list[list[Span]] = [[]]
    room = limit
    for line in _lines(spans):
        size = sum(utf16_len(span.text) for span in line)
        if size > room and parts[-1]:
            parts[-1] = _trimmed(parts[-1])
            parts.append([])
            room = limit
        for piece in _pieces(line, limit) if size > limit else [line]:
            if parts[-1] and size > limit:
                parts.append([])
            parts[-1].extend(piece)
            room = limit - sum(utf16_len(span.text) for span in parts[-1])
    parts[-1] = _trimmed(parts[-1])
    return [part for part in parts if part] or [[]]


def _lines(spans: Sequence[Span]) -> list[list[Span]]:
    """The spans regrouped into lines, each with its line break at its end."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        for piece in span.text.splitlines(keepends=True):
            lines[-1].append(Span(piece, span.style))
            if piece.endswith("\n"):
                lines.append([])
    return [line for line in lines if line]


def _pieces(line: Sequence[Span], limit: int) -> list[list[Span]]:
    """A line too long for one part, cut at spaces (or anywhere, if it has none), never inside a character."""
    text, style = "".join(span.text for span in line), line[0].style
    pieces = []
    while text:
        end = _fitting(text, limit)
        if end < len(text):
            end = text.rfind(" ", end // 2, end) + 1 or end
        pieces.append([Span(text[:end], style)])
        text = text[end:]
    return pieces


def _fitting(text: str, limit: int) -> int:
    """How many characters of the text fit into `limit` UTF-16 units."""
    used = 0
    for index, character in enumerate(text):
        used += 2 if ord(character) > 0xFFFF else 1
        if used > limit:
            return index
    return len(text)


def _trimmed(spans: list[Span]) -> list[Span]:
    """Without the line break a message would end with."""
    if not spans:
        return spans
    last = Span(spans[-1].text.rstrip("\n"), spans[-1].style)
    return [*spans[:-1], last] if last.text else spans[:-1]

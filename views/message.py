"""What a conversation says: text, numbered choices, perhaps a file. No channel is named here.

A choice is a numbered line first (everything can be finished by typing), a button where the channel has them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from channels.base import Span, Style

PLAIN: Style = "plain"
QUOTED: Style = "quoted"  # gone before a channel sees it


@dataclass(frozen=True)
class Choice:
    """One numbered choice. `key` is what a person types (its place by default, `0` for the way back); a choice that the
    text above already lists is not `listed` again, and its button shows the key alone."""

    label: str
    action: str
    args: dict[str, Any] = field(default_factory=dict)
    key: str | None = None
    listed: bool = True


@dataclass(frozen=True)
class Message:
    """`writes`: choosing writes for good (lives 30 minutes, holds routine messages back). `coded`: the choices carry a code
    (G7), so that they can be confirmed where nothing can be quoted. `private`: goes to the asker's private chat. `subject`
    ("case:15") is what a reply to this message is about. `blob_id`: a kept file to send along, named `file_name`. `title` names
    the message when a later digit has to be asked about (its first line by default). `shown`: the tasks a bundle asks about;
    `told`: others it tells their leader of (an instruction on them); `reasons` why each of its lines is said
    (`rules.reasons.Why`, the code that names it, what the reason counts).
    `illustrated`: the file is a picture that goes with words whole by themselves; where it can't go, or there is no room for them
    beneath it, they go alone. `brief` are the words in fewer, for a narrower room."""

    spans: tuple[Span, ...]
    choices: tuple[Choice, ...] = ()
    writes: bool = False
    coded: bool = False
    private: bool = False
    subject: str | None = None
    blob_id: int | None = None
    file_name: str | None = None
    title: str | None = None
    shown: tuple[int, ...] = ()
    told: tuple[int, ...] = ()
    reasons: tuple[tuple[str, str, int], ...] = ()
    illustrated: bool = False
    brief: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)

    def offering(self, *choices: Choice, writes: bool = False, coded: bool = False) -> "Message":
        return replace(self, choices=choices, writes=writes, coded=coded)


def bold(text: str) -> Span:
    return Span(text, "bold")


def where_quoted(text: str) -> Span:
    """Words that are said only where a message can be replied to."""
    return Span(text, QUOTED)


def message(*lines: str | Span | Sequence[str | Span], subject: str | None = None, private: bool = False) -> Message:
    """A message of lines; a line is a string, a span, or a sequence of them."""
    pieces: list[str | Span] = []
    for number, line in enumerate(lines):
        if number:
            pieces.append("\n")
        pieces.extend((line,) if isinstance(line, (str, Span)) else line)
    return Message(_merged(pieces), subject=subject, private=private)


def _merged(pieces: Iterable[str | Span]) -> tuple[Span, ...]:
    """The pieces as spans, neighbours of one style as one."""
    styled = ((piece, PLAIN) if isinstance(piece, str) else (piece.text, piece.style) for piece in pieces)
    runs = groupby((each for each in styled if each[0]), key=itemgetter(1))
    return tuple(Span("".join(text for text, _ in run), style) for style, run in runs)


def with_keys(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """The choices with the digit a person types for each."""
    place = 0
    keyed = []
    for choice in choices:
        if choice.key is None:
            place += 1
            choice = replace(choice, key=str(place))
        keyed.append(choice)
    return tuple(keyed)

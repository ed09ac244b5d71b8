"""How a conversation says what it answers: decorators that a handler's file uses; the router reads the tables.

A new conversation is a new file in this folder with decorated functions `(session, turn, **args) -> messages`.
"""

from collections.abc import Callable

from handlers.turn import Handler
from rules.text import fold

keywords: dict[str, Handler] = {}
commands: dict[str, Handler] = {}
actions: dict[str, Handler] = {}
steps: dict[str, Handler] = {}
codes: dict[str, Handler] = {}
texts: list[tuple[int, Handler]] = []
media: list[tuple[int, Handler]] = []
events: dict[str, Handler] = {}
gates: list[Handler] = []
board_names: set[str] = set()

Decorator = Callable[[Handler], Handler]


def _into(table: dict[str, Handler], names: tuple[str, ...]) -> Decorator:
    def register(handler: Handler) -> Handler:
        for name in names:
            if table.setdefault(name, handler) is not handler:
                raise ValueError(f"{name!r} is answered twice")
        return handler

    return register


def keyword(*words: str) -> Decorator:
    """The whole message is one of these words (diacritics, case and courtesies don't matter): `handler(session, turn)`."""
    return _into(keywords, tuple(fold(word) for word in words))


def command(*names: str, board: bool = False) -> Decorator:
    """`/name rest` (on a channel without slashes, `name rest`): `handler(session, turn, rest)`.

    Without its slash, one of the `board`'s is a command only in the mouth of somebody who has such commands.
    """
    folded = tuple(fold(name) for name in names)
    if board:
        board_names.update(folded)
    return _into(commands, folded)


def action(name: str) -> Decorator:
    """A choice with this action was taken: `handler(session, turn, **args)`."""
    return _into(actions, (name,))


def step(name: str) -> Decorator:
    """Free text while the conversation waits for it: `handler(session, turn, text, **data)`."""
    return _into(steps, (name,))


def code(prefix: str) -> Decorator:
    """A code as the whole message (`NV-12`, `nv12`): `handler(session, turn, number)`."""
    return _into(codes, (prefix.lower(),))


def event(name: str) -> Decorator:
    """Something that is no message: `started`, `blocked`, `migrated`."""
    return _into(events, (name,))


def gate(handler: Handler) -> Handler:
    """Asked before anything else: what it gives back is the answer, None lets everybody through."""
    gates.append(handler)
    return handler


def free_text(order: int) -> Decorator:
    """Text that no one else took, lowest `order` first; a handler that gives back None lets the next one try."""

    def register(handler: Handler) -> Handler:
        texts.append((order, handler))
        texts.sort(key=lambda entry: entry[0])
        return handler

    return register


def attachment(order: int) -> Decorator:
    """A photo, document or voice note (with its caption as `turn.text`), lowest `order` first."""

    def register(handler: Handler) -> Handler:
        media.append((order, handler))
        media.sort(key=lambda entry: entry[0])
        return handler

    return register

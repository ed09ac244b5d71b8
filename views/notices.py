"""How each kind of notice is said: a renderer per kind, called when the notice's turn has come.

A renderer `(session, to, **args) -> Message | None` reads what is true *now*; None means that there is nothing left to say.
"""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlmodel import Session

import views
from views.message import Message


@dataclass(frozen=True)
class Recipient:
    """Whom a notice is rendered for: a person, or (none) a group; and when."""

    person_id: int | None
    now: datetime


Renderer = Callable[..., Message | None]
renderers: dict[str, Renderer] = {}


def notice(kind: str) -> Callable[[Renderer], Renderer]:
    """Register how this kind of notice is said."""

    def register(renderer: Renderer) -> Renderer:
        if renderers.setdefault(kind, renderer) is not renderer:
            raise ValueError(f"notice {kind!r} is rendered twice")
        return renderer

    return register


@lru_cache
def discover() -> None:
    """Import every view, so that its renderers are registered (pictures and files only in the child process)."""
    for module in pkgutil.iter_modules(views.__path__):
        if module.name not in {"pictures", "files"}:
            importlib.import_module(f"views.{module.name}")


def render(session: Session, kind: str, args: dict[str, Any], person_id: int | None, now: datetime) -> Message | None:
    """The message for a notice, or None when it no longer holds."""
    discover()
    return renderers[kind](session, Recipient(person_id, now), **args)

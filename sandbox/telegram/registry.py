"""Methods by name; the platform doesn't mind upper and lower case."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from sandbox.telegram.call import Call

Method = Callable[[Call], Any | Awaitable[Any]]
Same = TypeVar("Same", bound=Method)
METHODS: dict[str, Method] = {}


def method(name: str) -> Callable[[Same], Same]:
    def register(function: Same) -> Same:
        METHODS[name.lower()] = function
        return function

    return register

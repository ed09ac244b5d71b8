"""Methods by name; unlike elsewhere upper and lower case matter."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from sandbox.zalo.call import Call
from sandbox.zalo.errors import not_found

Method = Callable[[Call], Any | Awaitable[Any]]
Same = TypeVar("Same", bound=Method)
METHODS: dict[str, Method] = {}


def method(name: str) -> Callable[[Same], Same]:
    def register(function: Same) -> Same:
        METHODS[name] = function
        return function

    return register


async def perform(call: Call) -> Any:
    """The method's result, None where an answer has none. Raises a refusal, also for a method that isn't known."""
    function = METHODS.get(call.method)
    if function is None:
        raise not_found()
    result = function(call)
    return await result if isinstance(result, Awaitable) else result

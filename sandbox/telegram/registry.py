"""Methods by name; the platform doesn't mind upper and lower case."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from sandbox.telegram.call import Call
from sandbox.telegram.errors import Refusal

Method = Callable[[Call], Any | Awaitable[Any]]
Same = TypeVar("Same", bound=Method)
METHODS: dict[str, Method] = {}


def method(name: str) -> Callable[[Same], Same]:
    def register(function: Same) -> Same:
        METHODS[name.lower()] = function
        return function

    return register


async def perform(call: Call) -> Any:
    """The method's result. Raises a refusal, also for a method that isn't known."""
    function = METHODS.get(call.method)
    if function is None:
        raise Refusal(404, "Not Found")
    result = function(call)
    return await result if isinstance(result, Awaitable) else result

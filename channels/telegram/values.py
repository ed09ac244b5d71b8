"""Values of an update, taken only as what they have to be: whatever is kept must be readable again."""

from typing import Any


def number(value: Any) -> int:
    """An id, a time or a size. Raises TypeError."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("a whole number is expected")
    return value


def word(value: Any) -> str:
    """A handle, a name or a text, without what no database takes: NUL and halves of surrogate pairs. Raises TypeError."""
    if not isinstance(value, str):
        raise TypeError("words are a string")
    return value.replace("\x00", "").encode("utf-8", "ignore").decode()
